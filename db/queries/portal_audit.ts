import { type RawBuilder, sql } from "kysely";
import type { Trx } from "@/db/client";
import { type AuditFilter, type AuditRow, facetsOf } from "@/db/queries/audit";

type Filter = Pick<AuditFilter, "actorId" | "operation" | "from" | "to" | "words" | "before" | "limit">;

/** The rows that are neither an organisation's nor a user's: what was done to the portal. */
const ofPortal = sql<boolean>`audit.organisation_id is null and audit.user_id is null`;

/** The portal's own log, newest first. For the portal's scope. */
export const listPortalAudit = (trx: Trx, filter: Filter): Promise<AuditRow[]> => listRows(trx, ofPortal, filter);

/** An account's own log, newest first. */
export const listAccountAudit = (trx: Trx, userId: string, filter: Filter): Promise<AuditRow[]> =>
  listRows(trx, sql<boolean>`audit.user_id = ${userId}`, filter);

async function listRows(trx: Trx, mine: RawBuilder<boolean>, filter: Filter): Promise<AuditRow[]> {
  const { actorId, operation, from, to, words, before, limit } = filter;
  let query = trx
    .selectFrom("audit")
    .select([
      "seq",
      "at",
      "actorKind",
      "actorId",
      "actorName",
      "operation",
      "targetId",
      "targetName",
      "details",
      "address",
    ])
    .where(mine);
  if (actorId) query = query.where("actorId", "=", actorId);
  if (operation) query = query.where("operation", "=", operation);
  if (from) query = query.where("at", ">=", from);
  if (to) query = query.where("at", "<", to);
  if (words)
    query = query.where(({ eb, fn, val }) =>
      eb(fn<number>("strpos", [fn("lower", ["targetName"]), val(words.toLowerCase())]), ">", 0),
    );
  if (before)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple("at", "seq"), "<", tuple(before.at, String(before.seq))),
    );
  const rows = await query.orderBy("at", "desc").orderBy("seq", "desc").limit(limit).execute();
  return rows as unknown as AuditRow[];
}

/** The users and operations that occur in it, for its filters. */
export const portalFacets = (trx: Trx) => facetsOf(trx, ofPortal);

/** How many chains there are. */
export async function countChains(trx: Trx): Promise<number> {
  const { chains } = await trx
    .selectFrom("auditChains")
    .select(({ fn }) => fn.countAll<string>().as("chains"))
    .executeTakeFirstOrThrow();
  return Number(chains);
}

/** The avatars of those of these users who still have an account. */
export async function avatarsOf(trx: Trx, userIds: string[]): Promise<Record<string, string>> {
  if (userIds.length === 0) return {};
  const rows = await trx
    .selectFrom("users")
    .select(["id", "avatar"])
    .where("id", "in", userIds)
    .where("avatar", "is not", null)
    .execute();
  return Object.fromEntries(rows.map(({ id, avatar }) => [id, avatar ?? ""]));
}
