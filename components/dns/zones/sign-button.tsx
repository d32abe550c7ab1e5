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
  /** Enables or disables DNSSEC. */
  act: (input: { organisation: string; zone: string }) => Promise<Outcome<unknown>>;
}

/** Enables DNSSEC at once; asks before disabling it, which can make the zone unreachable. */
export function SignButton({ organisation, zone, signed, act }: SignButtonProps) {
  const [asking, setAsking] = useState(false);
  const [run, pending] = useAction();
  const sign = () =>
    run(
      () => act({ organisation, zone }),
      () => say(`DNSSEC is enabled for ${zone}. Enter the DS record at your registrar.`),
    );
  if (!signed)
    return (
      <Button variant="main" busy={pending} onClick={sign} className="noscript:hidden">
        Enable DNSSEC
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
        Disable DNSSEC…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Disable DNSSEC for ${zone}?`}
        description="Remove the DS record at your registrar first and wait a day. As long as it is there, validating resolvers can’t reach the zone."
        losses={[
          {
            icon: <Icon of={KeyRound} />,
            title: "The zone’s signing key",
            detail: "Enabling DNSSEC again creates a new key with a new DS record",
          },
        ]}
        stays="All records are kept."
        confirm="Disable DNSSEC"
        keep="Keep DNSSEC enabled"
        act={() => act({ organisation, zone })}
        onDone={() => say(`DNSSEC is disabled for ${zone}.`)}
      />
    </>
  );
}
