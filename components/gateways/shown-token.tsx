"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import type { GatewayToken } from "@/components/gateways/actions";
import type { TokenDialogProps } from "@/components/gateways/token-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";

const TokenDialog = onDemand<TokenDialogProps>(() => import("@/components/gateways/token-dialog"));

const Show = createContext<(made: GatewayToken) => void>(() => {});

/** Shows a gateway's new token, once. */
export const useShowToken = () => useContext(Show);

/** Around the whole page: what shows a new token must outlive the button and the row that asked for it. */
export function ShownToken({ portalUrl, children }: { portalUrl: string; children: ReactNode }) {
  const [made, setMade] = useState<GatewayToken>();
  return (
    <Show value={setMade}>
      {children}
      <TokenDialog
        open={made !== undefined}
        onOpenChange={(open) => !open && setMade(undefined)}
        made={made}
        portalUrl={portalUrl}
      />
    </Show>
  );
}
