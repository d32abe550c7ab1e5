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
  /** Whether this is the user's only organisation. */
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
        Leave organisation…
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Leave ${name}?`}
        description="You lose access at once. To come back, you have to be invited again."
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
          "This is your only organisation. Afterwards you have none until you create one or somebody invites you."
        }
        stays="Your account and your other organisations stay as they are. What you did here stays in the activity."
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
