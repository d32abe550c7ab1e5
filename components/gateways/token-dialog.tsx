"use client";

import type { GatewayToken } from "@/components/gateways/actions";
import { Button } from "@/components/ui/button/button";
import { CopyButton } from "@/components/ui/button/copy-button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";

export interface TokenDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  made: GatewayToken | undefined;
  portalUrl: string;
}

/** A gateway's new token, with what to run on its machine. Loaded on demand. */
export default function TokenDialog({ open, onOpenChange, made, portalUrl }: TokenDialogProps) {
  const lines = `export PORTAL_URL=${portalUrl} GATEWAY_TOKEN=${made?.token}\nnpm run tunnel-gateway`;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      staysOpen
      title={`Copy the token of ${made?.name} now`}
      description="It isn’t shown again. If it gets lost, renew it."
    >
      <DialogBody>
        <p className="text-sm">Run these two lines on the gateway’s machine, as root, in the folder with Guildhall:</p>
        <pre className="rounded-control bg-sunken p-3 text-xs leading-5 wrap-anywhere whitespace-pre-wrap">{lines}</pre>
        <div>
          <CopyButton value={lines} label="Copy both lines" />
        </div>
        <p className="text-sm text-ink-soft">
          With the token a machine learns which devices and ports there are on this gateway, and nothing else. How to
          run it as a service, and what its firewall must let through, is in docs/tunnel-gateway.md.
        </p>
      </DialogBody>
      <DialogFoot>
        <Button variant="main" onClick={() => onOpenChange(false)}>
          I have copied it
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
