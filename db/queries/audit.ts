import { type Insertable, type RawBuilder, sql } from "kysely";
import type { Trx } from "@/db/client";
import { compiledLast } from "@/db/compiled";
import { readable } from "@/db/queries/audit_sight";
import type { Sight } from "@/db/queries/sight";
import type { Audit, JsonObject } from "@/db/schema";

/**
 * What isn't a change: sign-ins, failed ones, and refusals for lack of rights. The operation's name tells, because it is part of the
 * row's hash.
 */
const accessOperations = [
  ...["session.open", "session.openByPasskey", "session.openByProvider", "session.openByLink", "session.openByOwn"],
  ...["session.fail", "session.failPasskey", "permission.refuse"],
] as const;
/** `access`: only those; `changes`: all but those. */
export type ActivityKind = "changes" | "access" | "all";

export type NewAudit = Omit<Insertable<Audit>, "chain" | "seq" | "at" | "prevHash" | "hash" | "details"> & {
  details: object;
};

const insertOne = compiledLast((db, given: Omit<NewAudit, "details"> & { details: string }) => {
  const { organisationId, userId, actorKind, actorId, actorName, operation, targetId, targetName, details, address } =
    given;
  const row = {
    organisationId,
    userId,
    actorKind,
    actorId,
    actorName,
    operation,
    targetId,
    targetName,
    details,
    address,
  };
  // The trigger fills these; they need values here because the columns allow no null.
  const linked = { chain: "", seq: 0, at: new Date(0), prevHash: Buffer.alloc(0), hash: Buffer.alloc(0) };
  return db.insertInto("audit").values({ ...row, ...linked });
});

/** Adds a row to its chain, with the commit; the database numbers, dates and links it. */
export function insertAudit(trx: Trx, row: NewAudit): void {
  insertOne(trx, { ...row, details: JSON.stringify(row.details) });
}

export interface AuditFilter {
  /** Left out: all. */
  kind?: ActivityKind;
  actorId?: string;
  operation?: string;
  from?: Date;
  to?: Date;
  /** Searched for in the names of the targets. */
  words?: string;
  /** The parts of the operation’s name: the action and the kind of target. */
  verbs?: string[];
  nouns?: string[];
  /** Part of the address of the user who did it; `of`: only if it is this user. */
  actorEmail?: { part: string; of: string | null };
  /** For readers who may not see others' addresses: a target named by one isn't named, and can't be found by it. */
  withoutAddresses?: boolean;
  /** Rows after this one, newest first. */
  before?: { at: Date; seq: number };
  /** Or after skipping this many of the newest. */
  offset?: number;
  limit: number;
}

export interface AuditRow {
  seq: string;
  at: Date;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  operation: string;
  targetId: string | null;
  targetName: string | null;
  details: { before?: JsonObject; after?: JsonObject };
  address: string | null;
}

const targetName = (withoutAddresses = false) =>
  withoutAddresses
    ? sql<
        string | null
      >`case when target_name !~ '^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$' then target_name end`
    : sql.ref<string | null>("target_name");

const isAccess = sql<boolean>`operation in (${sql.join(accessOperations.map((name) => sql.lit(name)))})`;

const didBy = ({ part, of }: { part: string; of: string | null }) => sql<boolean>`exists (select from users
  where users.id = audit.actor_id and strpos(users.email, ${part}) > 0 ${of ? sql`and users.id = ${of}` : sql``})`;

/** The rows of an organisation's log that a reader sees. */
function filtered(trx: Trx, sight: Sight, filter: Partial<AuditFilter>) {
  const { kind, actorId, operation, verbs, nouns, actorEmail, from, to, words, withoutAddresses } = filter;
  let query = trx.selectFrom("audit").where("organisationId", "=", sight.organisationId);
  if (kind === "access") query = query.where(isAccess);
  if (kind === "changes") query = query.where(sql<boolean>`not ${isAccess}`);
  if (sight.narrowedTo !== null) query = query.where(readable(sight));
  if (actorId) query = query.where("actorId", "=", actorId);
  if (operation) query = query.where("operation", "=", operation);
  if (verbs) query = query.where(sql<boolean>`split_part(operation, '.', 2) = any (${verbs})`);
  if (nouns) query = query.where(sql<boolean>`split_part(operation, '.', 1) = any (${nouns})`);
  if (actorEmail) query = query.where(didBy(actorEmail));
  if (from) query = query.where("at", ">=", from);
  if (to) query = query.where("at", "<", to);
  if (words)
    query = query.where(({ eb, fn, val }) =>
      eb(fn("strpos", [fn("lower", [targetName(withoutAddresses)]), val(words.toLowerCase())]), ">", 0),
    );
  return query;
}

/** How many rows match a filter. Without one but the kind only what isn't a change is counted, because the rows are numbered. */
export async function countAudit(trx: Trx, sight: Sight, { kind, ...filter }: Partial<AuditFilter>): Promise<number> {
  if (sight.narrowedTo === null && kind !== "access" && Object.values(filter).every((value) => value === undefined)) {
    const { first, last } = await trx
      .selectFrom("audit")
      .select(({ fn }) => [fn.min("seq").as("first"), fn.max("seq").as("last")])
      .where("chain", "=", `organisation:${sight.organisationId}`)
      .executeTakeFirstOrThrow();
    const all = last === null ? 0 : Number(last) - Number(first) + 1;
    return kind === "changes" ? all - (await countAudit(trx, sight, { kind: "access" })) : all;
  }
  const { rows } = await filtered(trx, sight, { kind, ...filter })
    .select(({ fn }) => fn.countAll<string>().as("rows"))
    .executeTakeFirstOrThrow();
  return Number(rows);
}

/** One organisation's log, newest first. */
export async function listAudit(trx: Trx, sight: Sight, filter: AuditFilter): Promise<AuditRow[]> {
  let query = filtered(trx, sight, filter).select([
    "seq",
    "at",
    "actorKind",
    "actorId",
    "actorName",
    "operation",
    "targetId",
    targetName(filter.withoutAddresses).as("targetName"),
    "details",
    "address",
  ]);
  const { before } = filter;
  if (before)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple("at", "seq"), "<", tuple(before.at, String(before.seq))),
    );
  const rows = await query
    .orderBy("at", "desc")
    .orderBy("seq", "desc")
    .limit(filter.limit)
    .offset(filter.offset ?? 0)
    .execute();
  return rows as unknown as AuditRow[];
}

export interface ExportedRow {
  seq: string;
  payload: string;
  prevHash: Buffer;
  hash: Buffer;
  targetName: string | null;
}

const given = ["organisation.provision", "organisation.correctOwner"];

/** Whether the portal gave an organisation to its present owner, as far as the log is kept. For the portal’s scope. */
export async function wasProvisioned(trx: Trx, organisationId: string): Promise<boolean> {
  const last = await trx
    .selectFrom("audit")
    .select("operation")
    .where("organisationId", "=", organisationId)
    .where("operation", "in", [...given, "transfer.accept", "transfer.complete"])
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return last !== undefined && given.includes(last.operation);
}

/** The last row of an organisation's log, and so the end of an export that begins now. */
export async function lastSeq(trx: Trx, organisationId: string): Promise<number> {
  const row = await trx
    .selectFrom("audit")
    .select("seq")
    .where("chain", "=", `organisation:${organisationId}`)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return Number(row?.seq ?? 0);
}

/** The next rows of an export, oldest first, each as it was hashed. */
export async function exportAudit(
  trx: Trx,
  sight: Sight,
  { limit, ...filter }: AuditFilter,
  { after, upTo }: { after: number; upTo: number },
): Promise<ExportedRow[]> {
  return filtered(trx, sight, filter)
    .select(["seq", "prevHash", "hash", targetName(filter.withoutAddresses).as("targetName")])
    .select(sql<string>`audit_payload(audit)`.as("payload"))
    .where("chain", "=", `organisation:${sight.organisationId}`)
    .where("seq", ">", String(after))
    .where("seq", "<=", String(upTo))
    .orderBy("seq")
    .limit(limit)
    .execute() as Promise<ExportedRow[]>;
}

/** The users and operations that occur in a reader's view of an organisation's log, for its filters. */
export const auditFacets = (trx: Trx, sight: Sight) =>
  facetsOf(trx, sql`audit.organisation_id = ${sight.organisationId} and ${readable(sight)}`);

/**
 * The same of some rows of the log: up to two hundred users under their latest names, and every operation. Each is found by skipping in
 * an index past all rows of the previous one.
 */
export async function facetsOf(trx: Trx, mine: RawBuilder<unknown>) {
  const actors = await sql<{ id: string; name: string }>`
    with recursive found as (
      (select actor_id, actor_name from audit where ${mine} and actor_id is not null
        order by actor_id, at desc, seq desc limit 1)
      union all
      select next.* from found cross join lateral (
        select audit.actor_id, audit.actor_name from audit where ${mine} and audit.actor_id > found.actor_id
        order by audit.actor_id, at desc, seq desc limit 1) next)
    select id, name from (select actor_id as id, actor_name as name from found limit 200) listed order by name`.execute(
    trx,
  );
  const operations = await sql<{ operation: string }>`
    with recursive found as (
      (select operation from audit where ${mine} order by operation limit 1)
      union all
      select next.* from found cross join lateral (
        select audit.operation from audit where ${mine} and audit.operation > found.operation
        order by audit.operation limit 1) next)
    select operation from found`.execute(trx);
  return { actors: actors.rows, operations: operations.rows.map(({ operation }) => operation) };
}

/** The breaks in any chain; empty if all are sound. For the portal's scope. */
export async function listBreaks(trx: Trx): Promise<{ chain: string; seq: number; what: string }[]> {
  const rows = await trx
    .selectFrom("auditBreaks")
    .select(["chain", "seq", "what"])
    .orderBy("chain")
    .orderBy("seq")
    .execute();
  return rows.map(({ chain, seq, what }) => ({ chain: chain ?? "", seq: Number(seq), what: what ?? "" }));
}

/** The end of every chain, to be stored elsewhere: a rewritten log can't have the same. */
export async function listHeads(trx: Trx): Promise<{ chain: string; seq: number; hash: string }[]> {
  const rows = await trx.selectFrom("auditChains").select(["chain", "seq", "hash"]).orderBy("chain").execute();
  return rows.map(({ chain, seq, hash }) => ({ chain, seq: Number(seq), hash: hash.toString("hex") }));
}
