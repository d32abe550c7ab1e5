import { sql } from "kysely";
import type { Trx } from "@/db/client";

type TransferKind = "offer" | "portal";
type TransferState = "pending" | "done" | "declined" | "cancelled" | "objected" | "expired" | "ended" | "failed";

/** An offer is expired as soon as its time is over, even if the row doesn't say so yet. */
const state =
  sql<TransferState>`case when transfers.state = 'pending' and transfers.kind = 'offer' and transfers.ends_at <= now()
  then 'expired' else transfers.state end`.as("state");

const columns = (trx: Trx) =>
  trx
    .selectFrom("transfers")
    .innerJoin("organisations", "organisations.id", "transfers.organisationId")
    .select(["transfers.id", "transfers.organisationId", "transfers.ownerId", "transfers.ownerName"])
    .select(["transfers.receiverId", "transfers.receiverName", "transfers.reason"])
    .select(["transfers.createdAt", "transfers.endsAt", "transfers.endedAt", state])
    .select(sql<TransferKind>`transfers.kind`.as("kind"))
    .select(["organisations.handle", "organisations.name", "organisations.avatar"])
    .select(["organisations.secondFactorRequired", "organisations.ownSignInRequired"]);
export type TransferRow = Awaited<ReturnType<typeof findTransfer>> & object;

/** One transfer of the organisation, as it is now. */
export async function findTransfer(trx: Trx, organisationId: string, id: string) {
  return columns(trx)
    .where("transfers.organisationId", "=", organisationId)
    .where("transfers.id", "=", id)
    .executeTakeFirst();
}

/** The organisation's pending transfer, or else the last one. */
export async function findLastTransfer(trx: Trx, organisationId: string) {
  return columns(trx)
    .where("transfers.organisationId", "=", organisationId)
    .orderBy("transfers.createdAt", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** A transfer from or to this user, in whichever organisation. */
export async function findTransferOf(trx: Trx, userId: string, id: string) {
  return columns(trx)
    .where("transfers.id", "=", id)
    .where(({ eb, or }) => or([eb("transfers.receiverId", "=", userId), eb("transfers.ownerId", "=", userId)]))
    .executeTakeFirst();
}

/** The pending transfers from or to this user, by their end. */
export async function listTransfersOf(trx: Trx, userId: string) {
  return columns(trx)
    .where(({ eb, or }) => or([eb("transfers.receiverId", "=", userId), eb("transfers.ownerId", "=", userId)]))
    .where("transfers.state", "=", "pending")
    .where(({ eb, or }) => or([eb("transfers.kind", "=", "portal"), eb("transfers.endsAt", ">", sql<Date>`now()`)]))
    .orderBy("transfers.endsAt")
    .orderBy("transfers.id")
    .execute();
}

/** Transfers of the portal whose waiting time is over. For the portal's scope. */
export async function listDueTransfers(trx: Trx) {
  return trx
    .selectFrom("transfers")
    .select(["id as transfer", "organisationId"])
    .where("state", "=", sql.lit("pending"))
    .where("kind", "=", sql.lit("portal"))
    .where("endsAt", "<=", sql<Date>`now()`)
    .orderBy("endsAt")
    .limit(200)
    .execute();
}

interface NewTransfer {
  id: string;
  organisationId: string;
  kind: TransferKind;
  ownerId: string;
  ownerName: string;
  receiverId: string;
  receiverName: string;
  reason: string | null;
}

/** Begins a transfer, with this many hours to answer or to object. @returns whether no other was pending */
export async function insertTransfer(trx: Trx, row: NewTransfer, hours: number): Promise<boolean> {
  await trx
    .updateTable("transfers")
    .set({ state: "expired", endedAt: sql`ends_at` })
    .where("organisationId", "=", row.organisationId)
    .where("state", "=", "pending")
    .where("kind", "=", "offer")
    .where("endsAt", "<=", sql<Date>`now()`)
    .execute();
  const inserted = await trx
    .insertInto("transfers")
    .values({ ...row, endsAt: sql`now() + make_interval(hours => ${hours})` })
    .onConflict((conflict) => conflict.column("organisationId").where("state", "=", sql.lit("pending")).doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Ends a pending transfer. @returns whether it was still pending */
export async function endTransfer(
  trx: Trx,
  { organisationId, id }: { organisationId: string; id: string },
  next: Exclude<TransferState, "pending">,
): Promise<boolean> {
  const ended = await trx
    .updateTable("transfers")
    .set({ state: next, endedAt: sql`now()` })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .where("state", "=", "pending")
    .returning("id")
    .executeTakeFirst();
  return ended !== undefined;
}

/** An organisation by id or handle, for the portal's scope. */
export async function findOrganisationId(trx: Trx, reference: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom("organisations")
    .select("id")
    .where(({ eb, or }) => or([eb("handle", "=", reference), eb(sql<string>`id::text`, "=", reference)]))
    .executeTakeFirst();
  return row?.id;
}

/** Any organisation by id or handle, locked, with its owner: for the portal's scope or its own. */
export async function lockOwned(trx: Trx, reference: string) {
  return trx
    .selectFrom("organisations")
    .select(["id", "handle", "name", "ownerId", "secondFactorRequired", "ownSignInRequired"])
    .where(({ eb, or }) => or([eb("handle", "=", reference), eb(sql<string>`id::text`, "=", reference)]))
    .where("deletedAt", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Somebody who may become the owner: a member by the user's id or the membership's, or by the exact e-mail address. */
export async function findReceiver(trx: Trx, organisationId: string, reference: string) {
  const query = trx
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.userId")
    .select(["users.id", "users.name", "users.email", "users.emailVerifiedAt", "users.disabledAt"])
    .where("members.organisationId", "=", organisationId);
  if (reference.includes("@")) return query.where("users.email", "=", reference).executeTakeFirst();
  return query
    .where(({ eb, or }) => or([eb("members.userId", "=", reference), eb("members.id", "=", reference)]))
    .executeTakeFirst();
}

/**
 * Makes one member the owner and the other an admin. The organisation must be locked. The former first: there are never two,
 * and that there is one is checked at the commit.
 */
export async function moveOwnership(trx: Trx, organisationId: string, from: string, to: string): Promise<void> {
  const setRole = (userId: string, role: string) =>
    trx
      .updateTable("members")
      .set({ role, customRoleId: null })
      .where("organisationId", "=", organisationId)
      .where("userId", "=", userId)
      .execute();
  await setRole(from, "admin");
  await setRole(to, "owner");
  await trx.updateTable("organisations").set({ ownerId: to }).where("id", "=", organisationId).execute();
}

/** As many of each thing are named; of all, the number is said. */
const named = 100;

/** What the next owner of an organisation gets with it. */
export async function findBelongings(trx: Trx, organisationId: string) {
  const servers = await trx
    .selectFrom("servers")
    .select(["id", "name", "memoryMb", sql<number>`cores::float8`.as("cores"), "diskMb"])
    .where("organisationId", "=", organisationId)
    .orderBy("nameKey")
    .limit(named)
    .execute();
  const zones = await trx
    .selectFrom("zones")
    .select(["id", "name", "recordCount"])
    .where("organisationId", "=", organisationId)
    .orderBy("name")
    .limit(named)
    .execute();
  const projects = await trx
    .selectFrom("projects")
    .select(["id", "name"])
    .where("organisationId", "=", organisationId)
    .orderBy("name")
    .limit(named)
    .execute();
  const counts = await trx
    .selectFrom("organisations")
    .select(["portalTier", "memberCount", "serverCount"])
    .select(({ selectFrom, fn }) => [
      selectFrom("zones")
        .select(fn.countAll<string>().as("count"))
        .where("zones.organisationId", "=", organisationId)
        .as("zoneCount"),
      selectFrom("projects")
        .select(fn.countAll<string>().as("count"))
        .where("projects.organisationId", "=", organisationId)
        .as("projectCount"),
    ])
    .where("id", "=", organisationId)
    .executeTakeFirstOrThrow();
  return { ...counts, servers, zones, projects };
}
