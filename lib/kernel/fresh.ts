import type { Actor } from "@/lib/kernel/actor";
import { KernelRefusal } from "@/lib/kernel/errors";

/** For how long after a proof a session may do what is dangerous. */
export const freshMinutes = 10;

/** What is dangerous: a session may do it only within ten minutes after it proved who uses it. */
export interface Dangerous {
  fresh?: true;
}

/**
 * Only sessions are asked, because they are what somebody finds open on a desk. A token is a proof of its own, and whoever
 * has the machine's command line needs none.
 * @throws FRESH_PROOF_REQUIRED
 */
export function requireFreshProof(actor: Actor | null): void {
  if (actor?.kind !== "user" || actor.via) return;
  if ((actor.provedAt?.getTime() ?? 0) + freshMinutes * 60_000 < Date.now()) throw new KernelRefusal("actor.proof");
}
