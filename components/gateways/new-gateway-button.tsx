"use client";

import type { GatewayActions } from "@/components/gateways/actions";
import type { GatewayDialogProps } from "@/components/gateways/gateway-dialog";
import { NewButton } from "@/components/ui/button/new-button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const GatewayDialog = onDemand<GatewayDialogProps>(() => import("@/components/gateways/gateway-dialog"));

export function NewGatewayButton({ actions }: { actions: GatewayActions }) {
  return (
    <NewButton label="Register a gateway" prepare={GatewayDialog.prepare}>
      {(opening) => <GatewayDialog {...opening} actions={actions} />}
    </NewButton>
  );
}
