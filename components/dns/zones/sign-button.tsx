"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { Icon } from "@/components/ui/layout/icon";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface SignButtonProps {
  organisation: string;
  zone: string;
  signed: boolean;
  /** Signs the zone, or takes its signatures away. */
  act: (input: { organisation: string; zone: string }) => Promise<Outcome<unknown>>;
}

/** Signs a zone at once; to take the signatures away it asks first, for that can make a name unreachable. */
export function SignButton({ organisation, zone, signed, act }: SignButtonProps) {
  const [asking, setAsking] = useState(false);
  const [run, pending] = useAction();
  const sign = () =>
    run(
      () => act({ organisation, zone }),
      () => say(`${zone} is signed. Give your registrar the DS record.`),
    );
  if (!signed)
    return (
      <Button variant="main" busy={pending} onClick={sign} className="noscript:hidden">
        Sign the zone
      </Button>
    );
  return (
    <>
      <Button
        variant="danger-quiet"
        onPointerEnter={ConfirmDialog.prepare}
        onClick={() => setAsking(true)}
        className="noscript:hidden"
      >
        Stop signing…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Stop signing ${zone}?`}
        description="Take the DS record away at your registrar first, and wait a day. While it is there, nobody who checks signatures can reach the name any more."
        losses={[
          {
            icon: <Icon of={KeyRound} />,
            title: "The zone’s key",
            detail: "Signing again makes another one, with another DS record",
          },
        ]}
        stays="All records stay as they are."
        confirm="Stop signing"
        keep="Keep it signed"
        act={() => act({ organisation, zone })}
        onDone={() => say(`${zone} isn’t signed any more.`)}
      />
    </>
  );
}
