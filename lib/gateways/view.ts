import type { GatewayRow, UsableGatewayRow } from "@/db/queries/gateways";
import { reasons } from "@/lib/errors";
import type { PortalTier } from "@/lib/limits";

/** A gateway that hasn't reported for this long is missing. */
const missingMs = 120_000;

/** Whether a gateway does its work, as far as its program has reported. */
export function healthOf({ reportedAt, problem }: Pick<GatewayRow, "reportedAt" | "problem">) {
  if (reportedAt === null) return "waiting" as const;
  if (Date.now() - reportedAt.getTime() > missingMs) return "missing" as const;
  return problem === null ? ("answering" as const) : ("failing" as const);
}

/** A gateway as portal administrators see it: everything except its token. */
export function toGateway(row: GatewayRow) {
  return {
    ...row,
    tiers: row.tiers as PortalTier[],
    state: row.state as "open" | "closed",
    implementation: row.implementation as "kernel" | "userspace" | null,
    health: healthOf(row),
    bytesToday: Number(row.bytesToday),
  };
}

export function toUsableGateway({ refusal, answering, ...row }: UsableGatewayRow) {
  const silent = answering ? null : "It isn’t answering at the moment. A device can be added and connects later.";
  return { ...row, available: refusal === null, reason: refusal ? reasons[`gateway.${refusal}`][1] : silent };
}
