import type { z } from "zod";
import type { gatewayShape } from "@/lib/gateways/shape";
import type { Outcome } from "@/lib/kernel/errors";
import type { PortalTier } from "@/lib/limits";

/** A gateway as portal administrators see it. */
export type ListedGateway = z.output<typeof gatewayShape>;

/** A gateway with the token for its program, which is shown only now. */
export interface GatewayToken {
  name: string;
  token: string;
}

/** The state of a gateway's form. */
export interface GatewayDraft {
  name: string;
  publicAddress: string;
  wireguardPort: string;
  firstPort: string;
  lastPort: string;
  tiers: PortalTier[];
  /** Only of a new one: it can’t be changed. */
  network?: string;
  /** The gateway to edit; left out for a new one. */
  gateway?: string;
}

type One = { gateway: string };
export interface GatewayActions {
  register: (input: GatewayDraft) => Promise<Outcome<GatewayToken>>;
  update: (input: GatewayDraft & One) => Promise<Outcome<{ name: string }>>;
  renewToken: (input: One) => Promise<Outcome<GatewayToken>>;
  close: (input: One) => Promise<Outcome<{ name: string }>>;
  reopen: (input: One) => Promise<Outcome<{ name: string }>>;
  remove: (input: One) => Promise<Outcome<unknown>>;
}

/** The initial state of the form. */
export function draftOf(gateway?: ListedGateway): GatewayDraft {
  return {
    name: gateway?.name ?? "",
    publicAddress: gateway?.publicAddress ?? "",
    wireguardPort: String(gateway?.wireguardPort ?? 51_820),
    firstPort: String(gateway?.firstPort ?? 30_000),
    lastPort: String(gateway?.lastPort ?? 32_767),
    tiers: gateway?.tiers ?? ["free", "educational", "paid", "enterprise"],
    ...(gateway ? { gateway: gateway.id } : { network: "100.64.0.0/10" }),
  };
}
