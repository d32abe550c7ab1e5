import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { compiledEach } from "@/db/compiled";
import { suspensionInForce } from "@/db/queries/suspensions";

const listed = [
  "organisations.id",
  "organisations.handle",
  "organisations.name",
  "organisations.ownerId",
  "organisations.portalTier",
  "organisations.memberCount",
  "organisations.createdAt",
  "organisations.avatar",
  "organisations.logo",
  "members.id as memberId",
  "members.userId",
  "members.joinedAt",
  "members.openedAt",
  "roles.permissions",
  "organisations.suspendedUntil",
  "organisations.secondFactorRequired",
] as const;

interface Wanted {
  /** Searched for in names and handles. */
  q?: string;
  /** The user's own role. */
  role?: string;
  by: "opened" | "name" | "members";
  backwards: boolean;
  limit: number;
}
type Shape = Pick<Wanted, "by" | "backwards"> & { q: boolean; role: boolean };
interface Values {
  userId: string;
  q: string;
  lower: string;
  role: string;
  limit: number;
}

const sorted = {
  opened: sql`members.opened_at`,
  name: sql`folded(organisations.name)`,
  members: sql`organisations.member_count`,
};

const belongingTo = compiledEach((db, values: Values, { by, backwards, q, role }: Shape) => {
  let query = db
    .selectFrom("members")
    .innerJoin("organisations", "organisations.id", "members.organisationId")
    .innerJoin("users", "users.id", "members.userId")
    .leftJoin("roles", "roles.id", "members.customRoleId")
    .leftJoin("roles as usual", "usual.id", "organisations.defaultCustomRoleId")
    .select(listed)
    .select(({ fn, ref }) => [
      fn.coalesce(ref("roles.name"), ref("members.role")).as("role"),
      fn.coalesce(ref("usual.name"), ref("organisations.defaultRole")).as("defaultRole"),
    ])
    .select(({ eb, ref }) =>
      eb(ref("users.defaultOrganisationId"), "is not distinct from", ref("organisations.id")).as("isDefault"),
    )
    .select(suspensionInForce)
    .where("members.userId", "=", values.userId);
  if (role) query = query.where("members.role", "=", values.role);
  if (q)
    query = query.where(({ eb, or, fn, val }) =>
      or([
        eb(fn("strpos", ["organisations.handle", val(values.lower)]), ">", 0),
        sql<boolean>`strpos(folded(organisations.name), (select folded(${values.q}))) > 0`,
      ]),
    );
  return query
    .orderBy(sorted[by], (order) => (backwards ? order.desc() : order.asc()).nullsLast())
    .orderBy(sorted.name)
    .orderBy("organisations.id")
    .limit(values.limit);
});

/** A user's organisations. Those never opened come last in either direction. */
export async function listOrganisationsOf(
  trx: Trx,
  userId: string,
  { q = "", role = "", by, backwards, limit }: Wanted,
) {
  const values = { userId, q, lower: q.toLowerCase(), role, limit };
  return belongingTo(trx, values, { by, backwards, q: q !== "", role: role !== "" });
}

/** Where a user starts: the active organisation, else the default, else the last opened, else the first joined. */
export async function findStart(trx: Trx, userId: string, activeId: string | null) {
  return trx
    .selectFrom("members")
    .innerJoin("organisations", "organisations.id", "members.organisationId")
    .innerJoin("users", "users.id", "members.userId")
    .leftJoin("roles", "roles.id", "members.customRoleId")
    .leftJoin("roles as usual", "usual.id", "organisations.defaultCustomRoleId")
    .select(listed)
    .select(({ fn, ref }) => [
      fn.coalesce(ref("roles.name"), ref("members.role")).as("role"),
      fn.coalesce(ref("usual.name"), ref("organisations.defaultRole")).as("defaultRole"),
    ])
    .select(suspensionInForce)
    .where("members.userId", "=", userId)
    .orderBy(sql`organisations.id is not distinct from ${activeId}::uuid`, "desc")
    .orderBy(sql`organisations.id is not distinct from users.default_organisation_id`, "desc")
    .orderBy("members.openedAt", (order) => order.desc().nullsLast())
    .orderBy("members.joinedAt")
    .limit(1)
    .executeTakeFirst();
}

/** How many organisations a user owns; deleted ones don’t count. Exact while the user's row is locked. */
export async function countOwned(trx: Trx, userId: string): Promise<number> {
  const { owned } = await trx
    .selectFrom("members")
    .innerJoin("organisations", "organisations.id", "members.organisationId")
    .select(({ fn }) => fn.countAll<string>().as("owned"))
    .where("members.userId", "=", userId)
    .where("members.role", "=", "owner")
    .where("organisations.deletedAt", "is", null)
    .executeTakeFirstOrThrow();
  return Number(owned);
}

/** Inserts the organisation with its owner as member. The transaction must be scoped to it, and its handle taken. */
export async function insertOrganisation(trx: Trx, row: { id: string; handle: string; name: string; ownerId: string }) {
  const created = await trx
    .insertInto("organisations")
    .values(row)
    .returning(["id", "handle", "name", "ownerId", "portalTier", "createdAt"])
    .executeTakeFirstOrThrow();
  await trx.insertInto("members").values({ organisationId: row.id, userId: row.ownerId, role: "owner" }).execute();
  return created;
}

export async function updateOrganisationRow(
  trx: Trx,
  organisationId: string,
  change: {
    name?: string;
    handle?: string;
    portalTier?: string;
    defaultRole?: string;
    defaultCustomRoleId?: string | null;
  },
): Promise<void> {
  await trx.updateTable("organisations").set(change).where("id", "=", organisationId).execute();
}

/** The name of the organisation of a job; locked, undefined if it no longer exists. */
export async function lockName(trx: Trx, id: string) {
  return trx.selectFrom("organisations").select("name").where("id", "=", id).forNoKeyUpdate().executeTakeFirst();
}

/** Any organisation, for the portal's scope; locked. */
export async function lockOrganisation(trx: Trx, reference: string) {
  return trx
    .selectFrom("organisations")
    .select(["id", "handle", "name", "portalTier", "ownerId", "deletedAt"])
    .where(({ eb, or }) => or([eb("handle", "=", reference), eb(sql<string>`id::text`, "=", reference)]))
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Makes another account the owner, under the organisation’s lock. The former owner is no member any more. */
export async function replaceOwner(trx: Trx, organisationId: string, former: string, next: string): Promise<void> {
  await trx.deleteFrom("members").where("organisationId", "=", organisationId).where("userId", "=", former).execute();
  await trx
    .insertInto("members")
    .values({ organisationId, userId: next, role: "owner" })
    .onConflict((conflict) =>
      conflict
        .columns(["organisationId", "userId"])
        .doUpdateSet({ role: "owner", customRoleId: null, narrowed: false }),
    )
    .execute();
  await trx.updateTable("organisations").set({ ownerId: next }).where("id", "=", organisationId).execute();
}

/** The owner of any organisation, for the portal’s scope: whose account is locked before the organisation. */
export async function findOwner(trx: Trx, reference: string) {
  return trx
    .selectFrom("organisations")
    .select(["id", "ownerId"])
    .where(({ eb, or }) => or([eb("handle", "=", reference), eb(sql<string>`id::text`, "=", reference)]))
    .executeTakeFirst();
}

export async function setDefaultOrganisation(trx: Trx, userId: string, organisationId: string): Promise<void> {
  await trx.updateTable("users").set({ defaultOrganisationId: organisationId }).where("id", "=", userId).execute();
}

/** Notes that a member works here now: for this session, and for the start of the next one. */
export async function noteOpened(
  trx: Trx,
  { userId, sessionId, organisationId }: { userId: string; sessionId: string | null; organisationId: string },
) {
  await trx
    .updateTable("members")
    .set({ openedAt: sql`now()` })
    .where("organisationId", "=", organisationId)
    .where("userId", "=", userId)
    .execute();
  // After the membership: a removal locks them in the same order.
  await trx.updateTable("sessions").set({ activeOrganisationId: organisationId }).where("id", "=", sessionId).execute();
}
