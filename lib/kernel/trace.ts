import type { Trx } from "@/db/client";
import { insertAudit } from "@/db/queries/audit";
import { insertEvent } from "@/db/queries/deliveries";
import { execute } from "@/db/queries/scope";
import type { Caller } from "@/lib/kernel/actor";
import { insertJob } from "@/lib/kernel/enqueue";
import { factsOf } from "@/lib/kernel/facts";
import type { QueueName } from "@/lib/queues";

/** The chain that an audit row belongs to: an organisation's, a user's, or (neither) the portal's. */
export interface Scope {
  organisationId?: string;
  userId?: string;
}

/** Extended by the application: lib/events/events.ts adds the events. */
// biome-ignore lint/suspicious/noEmptyInterface: it is there to be extended
export interface Registered {}
export type EventName = Registered extends { event: infer Name extends string } ? Name : string;
type Values = Record<string, unknown>;

/** The action, without the actor and with the target after it: "renamed". */
type Sentence = string | ((details: { before?: Values; after?: Values }) => string);

/** The declaration of a command about its row in the log. */
export interface Logged {
  did: Sentence;
  /** The event for webhooks and SMTP servers; null for none. */
  event: EventName | null | ((after: Values) => EventName | null);
}

/** A command's audit entry. The kernel adds actor, address and time. */
export interface AuditEntry {
  target?: { id: string; name: string };
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** Only where the operation's kind doesn't determine it. */
  within?: Scope;
  /** The actor where nobody was signed in: the account that was created or verified. */
  actor?: { id: string; name: string };
}

/** The entry for another operation whose work the command included: creating an account's first organisation. */
export interface FurtherEntry extends AuditEntry {
  operation: string;
  event: EventName | null;
}

/** The tools of a command's body, for every kind. */
export interface CommandTools {
  trx: Trx;
  caller: Caller;
  /** Records the audit entry. Every command calls this exactly once; with null when nothing was changed. */
  audit(entry: AuditEntry | FurtherEntry | null): void;
  /** Enqueues a job, which exists if and only if this transaction commits. Ids only. */
  enqueue(queue: QueueName, payload: Record<string, string>): void;
}

export interface Traced extends CommandTools {
  within(scope: Scope): void;
  trace: {
    entry?: AuditEntry | null;
    further: FurtherEntry[];
    scope?: Scope;
    jobs: { queue: QueueName; payload: Record<string, string> }[];
  };
}

export function traced(trx: Trx, caller: Caller): Traced {
  const trace: Traced["trace"] = { further: [], jobs: [] };
  return {
    trx,
    caller,
    trace,
    audit(entry) {
      if (entry && "operation" in entry) return void trace.further.push(entry);
      if (trace.entry !== undefined) throw new Error("A command left two audit entries.");
      trace.entry = entry;
    },
    enqueue: (queue, payload) => void trace.jobs.push({ queue, payload }),
    within(scope) {
      trace.scope = scope;
    },
  };
}

/**
 * Writes the jobs, the deliveries and the audit row in the command's own transaction, so they commit together. @param
 * logged the command's declaration; undefined for one that leaves no row
 */
export async function leaveTrace(tools: Traced, operation: string, scope: Scope, logged?: Logged): Promise<void> {
  const { trx, caller, trace } = tools;
  if (trace.entry === undefined && logged) throw new Error(`${operation} left no audit entry.`);
  const { entry, further } = trace;
  const own = entry && logged && { ...entry, operation, event: eventOf(logged, entry) };
  for (const one of own ? [own, ...further] : further) {
    const { target, before, after, within, actor, event } = one;
    const { organisationId, userId } = within ?? trace.scope ?? scope;
    const who = actorOf(caller, actor);
    const row = {
      ...who,
      operation: one.operation,
      targetId: target?.id ?? null,
      targetName: target?.name ?? null,
      details: { ...(before && { before }), ...(after && { after }) },
      address: caller.address,
    };
    if (event && organisationId) insertEvent(trx, { ...row, organisationId }, event, factsOf(who, target));
    else
      insertAudit(trx, {
        ...row,
        organisationId: organisationId ?? null,
        userId: organisationId ? null : (userId ?? null),
      });
  }
  for (const { queue, payload } of trace.jobs)
    await insertJob((text, values) => execute(trx, text, values), queue, payload);
}

const eventOf = ({ event }: Logged, { after = {} }: AuditEntry): EventName | null =>
  typeof event === "function" ? event(after) : event;

export function actorOf({ actor }: Caller, named: AuditEntry["actor"]) {
  if (named) return { actorKind: "user", actorId: named.id, actorName: named.name };
  if (actor?.kind === "user" && actor.via)
    return {
      actorKind: "token",
      actorId: actor.userId,
      actorName: `${actor.name} (token ${actor.via.tokenName})`.slice(0, 250),
    };
  if (actor?.kind === "user") return { actorKind: "user", actorId: actor.userId, actorName: actor.name };
  if (actor) return { actorKind: "system", actorId: null, actorName: actor.name };
  return { actorKind: "stranger", actorId: null, actorName: "Nobody signed in" };
}
