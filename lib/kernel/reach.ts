import type { Via } from "@/lib/kernel/actor";
import { KernelRefusal } from "@/lib/kernel/errors";
import type { Reach } from "@/lib/kernel/operation";

/** Checks that a token has the reach an operation needs. Tokens of the portal open nothing else. @throws FORBIDDEN */
export function requireReach({ reach }: Via, needed: Reach): void {
  if (needed === "portal" && reach !== "portal") throw new KernelRefusal("token.portal");
  if (needed === "never") throw new KernelRefusal("token.reach");
  if (reach === "portal" && needed !== "portal") throw new KernelRefusal("token.portalAlone");
  if (reach === "organisation" && needed === "account") throw new KernelRefusal("token.reach");
}
