import type { Trx } from "@/db/client";
import { insertAudit } from "@/db/queries/audit";
import { insertEvent } from "@/db/queries/deliveries";
import { execute } from "@/db/queries/scope";
import type { Caller } from "@/lib/kernel/actor";
import { insertJob } from "@/lib/kernel/enqueue";
import { factsOf } from "@/lib/kernel/facts";
import type { QueueName } from "@/lib/queues";

/** Whose chain an audit row belongs to: an organisation's, a user's, or (neither) the portal's. */
export interface Scope {
  organisationId?: string;
  userId?: string;
}

/** What the application adds to these types: lib/events/events.ts says which events there are. */
// biome-ignore lint/suspicious/noEmptyInterface: it is there to be extended
export interface Registered {}
export type EventName = Registered extends { event: infer Name extends string } ? Name : string;
type Values = Record<string, unknown>;

/** What a command did, without who and with the target behind it: "renamed". */
type Sentence = string | ((details: { before?: Values; after?: Values }) => string);

/** What a command declares about the row that it leaves in the log. */
export interface Logged {
  did: Sentence;
  /** What webhooks and mail servers are told; null for what nobody is told of. */
  event: EventName | null | ((after: Values) => EventName | null);
}

/** What a command says of itself. Who, where from and when are added by the kernel. */
export interface AuditEntry {
  target?: { id: string; name: string };
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** Where the kind of the operation doesn't say it. */
  within?: Scope;
  /** Who acted, where nobody was signed in: the account that was made or proved. */
  actor?: { id: string; name: string };
}

/** What a command says of another operation, whose work it did too: founding the first organisation of an account. */
export interface FurtherEntry extends AuditEntry {
  operation: string;
  event: EventName | null;
}

/** What a command's body is given, whatever its kind. */
export interface CommandTools {
  trx: Trx;
  caller: Caller;
  /** Says what was done. Every command says it exactly once for itself; null when nothing was changed. */
  audit(entry: AuditEntry | FurtherEntry | null): void;
  /** Work for later, which exists if and only if this transaction commits. Ids alone. */
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
 * Writes the jobs, what webhooks are told and the audit row, in the command's own transaction; the rows go with the commit.
 * @param logged what the command declares; undefined for one that leaves no row
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

function actorOf({ actor }: Caller, named: AuditEntry["actor"]) {
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
