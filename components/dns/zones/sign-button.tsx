"use client";

import { KeyRound } from "lucide-react";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { Icon } from "@/components/ui/layout/icon";
import { say, sayRefused } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface SignButtonProps {
  organisation: string;
  zone: string;
  signed: boolean;
  /** Signs the zone, or takes its signatures away. */
  act: (input: { organisation: string; zone: string }) => Promise<Outcome<unknown>>;
}

const unreachable = "Couldn’t reach Guildhall. Nothing was changed. Try again.";

/** Signs a zone at once; to take the signatures away it asks first, for that can make a name unreachable. */
export function SignButton({ organisation, zone, signed, act }: SignButtonProps) {
  const [asking, setAsking] = useState(false);
  const [pending, startTransition] = useTransition();
  const sign = () =>
    startTransition(async () => {
      const outcome = await act({ organisation, zone }).catch(() => undefined);
      if (outcome?.ok) say(`${zone} is signed. Give your registrar the DS record.`);
      else sayRefused(outcome?.error.message ?? unreachable);
    });
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
        onConfirm={async () => {
          const outcome = await act({ organisation, zone }).catch(() => undefined);
          if (!outcome?.ok) return outcome?.error.message ?? unreachable;
          say(`${zone} isn’t signed any more.`);
        }}
      />
    </>
  );
}
