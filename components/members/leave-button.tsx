"use client";

import { KeyRound, UserMinus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { Icon } from "@/components/ui/layout/icon";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface LeaveButtonProps {
  organisation: string;
  name: string;
  /** Whoever leaves it belongs to none afterwards. */
  isOnly: boolean;
  leave: (input: { organisation: string }) => Promise<Outcome<unknown>>;
}

export function LeaveButton({ organisation, name, isOnly, leave }: LeaveButtonProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="danger-quiet"
        className="noscript:hidden"
        onPointerEnter={ConfirmDialog.prepare}
        onClick={() => setOpen(true)}
      >
        Leave the organisation…
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Leave ${name}?`}
        description="At once. To come back you have to be invited again."
        losses={[
          {
            icon: <Icon of={UserMinus} />,
            title: "Your membership",
            detail: `Everything that you can see or do in ${name}`,
          },
          {
            icon: <Icon of={KeyRound} />,
            title: "Your access tokens for it",
            detail: "Programs that use them are refused",
          },
        ]}
        warning={
          isOnly &&
          "This is the only organisation that you belong to. Afterwards you have none, until you found one or somebody invites you."
        }
        stays="Your account and your other organisations stay as they are, and so does what you did here in its activity."
        confirm={`Leave ${name}`}
        keep="Stay"
        act={() => leave({ organisation })}
        onDone={() => {
          say(`You left ${name}.`);
          router.push("/dashboard/organisations");
        }}
      />
    </>
  );
}
