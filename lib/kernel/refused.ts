import { transaction } from "@/db/client";
import { openScope } from "@/db/opening";
import { insertAudit } from "@/db/queries/audit";
import { consume } from "@/db/queries/rate_limits";
import type { Caller } from "@/lib/kernel/actor";
import type { Refusal } from "@/lib/kernel/errors";
import { digest } from "@/lib/kernel/rate";
import { actorOf, type CommandTools, leaveTrace, type Scope, traced } from "@/lib/kernel/trace";
import { log } from "@/lib/log";

/** A call's refusal that is noted in the log. */
export interface Refused {
  operation: string;
  /** The portal's chain if it names neither. */
  scope: Scope;
  /** At most one row a minute. */
  once: string;
  /** At most so many rows of the same key in so many seconds. */
  most: { key: string; points: number; seconds: number };
  target?: { id: string | null; name: string };
  after?: Record<string, string>;
  /** What is written with the row, such as a mail about it: as seldom as the row itself. */
  also?(tools: Pick<CommandTools, "trx" | "enqueue">): void;
}

/** A member's refusal for lack of rights; any other isn't noted. */
export function lackOfRights(
  { actor }: Caller,
  { code, reason }: Refusal,
  { organisationId }: Scope,
  called: { name: string; kind: string; permission: string },
): Refused | null {
  if (code !== "FORBIDDEN" || !/^permission\.|\.(ceiling|permission)$/.test(reason)) return null;
  if (actor?.kind !== "user" || !organisationId || !called.kind.startsWith("organisation")) return null;
  const who = `${organisationId} ${actor.userId}`;
  return {
    operation: "permission.refuse",
    scope: { organisationId },
    once: `permission ${who} ${called.name}`,
    most: { key: `permission ${who}`, points: 60, seconds: 3_600 },
    after: { operation: called.name, permission: called.permission, reason },
  };
}

/** Keys that have had their most, and until when: a flood doesn't ask the database each time. */
const full = new Map<string, number>();

/**
 * Notes a refusal in its own short transaction, after that of the refused call has ended. The bounds are counted first, so that nobody
 * can flood a log. The refusal itself stays what it is if this fails.
 */
export async function noteRefused(caller: Caller, { operation, scope, once, most, target, after, also }: Refused) {
  try {
    if ((full.get(most.key) ?? 0) > Date.now()) return;
    if ((await consume(`refused:${digest(once)}`, 1, 60, null)) !== null) return;
    const wait = await consume(`refused:${digest(most.key)}`, most.points, most.seconds, null);
    if (wait !== null) {
      if (full.size > 10_000) full.clear();
      full.set(most.key, Date.now() + Math.min(wait, 60) * 1_000);
      return;
    }
    const { organisationId, userId } = scope;
    const row = {
      ...actorOf(caller, undefined),
      operation,
      organisationId: organisationId ?? null,
      userId: userId ?? null,
      targetId: target?.id ?? null,
      targetName: target?.name ?? null,
      details: { ...(after && { after }) },
      address: caller.address,
    };
    const opening = openScope({ ...scope, portal: !organisationId && !userId }, false);
    await transaction(opening, async (trx) => {
      const tools = traced(trx, caller);
      also?.(tools);
      insertAudit(trx, row);
      await leaveTrace(tools, operation, scope);
    });
  } catch (error) {
    log().warn({ error: (error as Error).message, operation }, "a refusal could not be noted in the log");
  }
}
