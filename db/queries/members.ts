import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { compiledEach, pageAtMost } from "@/db/compiled";
import { type Found, found, type WordValues, wordValues } from "@/db/queries/member_words";

interface Wanted {
  /** The search: a few matches are fetched one by one, many are met on the way through the list. */
  words?: Found;
  inAddresses: boolean;
  role?: { role: string; customRoleId: string | null };
  by: "joinedAt" | "nameKey";
  backwards: boolean;
  after?: { at: Date | string; id: string };
  limit: number;
}

/** The parts of a page's query that change its text; the rest are its values. */
interface Shape {
  by: "joinedAt" | "nameKey";
  backwards: boolean;
  role: "any" | "builtIn" | "custom";
  words: "none" | "few" | "many";
  inAddresses: boolean;
  after: boolean;
}
interface Values extends WordValues {
  words: string;
  role: string;
  customRoleId: string | null;
  at: Date | string;
  id: string;
  limit: number;
}

const columns = ["id", "userId", "role", "customRoleId", "joinedAt", "openedAt", "nameKey", "narrowed"] as const;

/** One page of members. It is cut in the order of an index before names are joined, which is cheaper under the policy. */
const pageOf = compiledEach((db, values: Values, { by, backwards, role, words, inAddresses, after }: Shape) => {
  const direction = backwards ? "desc" : "asc";
  let page = db
    .selectFrom("members")
    .select(columns.map((column) => `members.${column}` as const))
    .where("members.organisationId", "=", values.organisationId);
  if (words === "few") page = page.where("members.userId", "=", sql.ref<string>("found.user_id"));
  if (role === "builtIn") page = page.where("members.role", "=", values.role);
  if (role === "custom") page = page.where("members.customRoleId", "=", values.customRoleId);
  if (words === "many")
    page = page.where(({ eb, or }) =>
      or([
        eb(holds("members.name_words", values.words), ">", 0),
        ...(inAddresses ? [eb(holds("members.address_words", values.words), ">", 0)] : []),
      ]),
    );
  if (after)
    page = page.where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple(`members.${by}`, "members.userId"),
        backwards ? "<" : ">",
        tuple(values.at as string, values.id) as never,
      ),
    );
  if (words === "few")
    // Fetched one by one, by the key, and sorted afterwards.
    page = db
      .selectFrom(found(db, values).as("found"))
      .innerJoinLateral(page.offset(sql.lit(0)).as("members"), (join) => join.onTrue())
      .select(columns.map((column) => `members.${column}` as const)) as never;
  page = page.orderBy(`members.${by}`, direction).orderBy("members.userId", direction).limit(values.limit);
  return db
    .selectFrom(db.selectFrom(page.as("cut")).selectAll().limit(pageAtMost).as("page"))
    .innerJoin("users", "users.id", "page.userId")
    .leftJoin("roles", "roles.id", "page.customRoleId")
    .select(["page.id", "page.userId", "page.joinedAt", "page.openedAt", "page.nameKey", "page.narrowed"])
    .select(({ fn, ref }) => fn.coalesce(ref("roles.name"), ref("page.role")).as("role"))
    .select(["users.name", "users.email", "users.avatar"])
    .select(({ eb }) => eb("users.secondFactorEnabledAt", "is not", null).as("hasSecondFactor"))
    .select(({ eb, ref }) =>
      eb(ref("users.defaultOrganisationId"), "is not distinct from", values.organisationId).as("isDefault"),
    )
    .orderBy(`page.${by}`, direction)
    .orderBy("page.userId", direction);
});

const holds = (column: string, words: string) => sql<number>`strpos(${sql.ref(column)}, ${words})`;

export async function listMembersOf(trx: Trx, organisationId: string, wanted: Wanted) {
  const { words, inAddresses, role, by, backwards, after, limit } = wanted;
  const values = {
    organisationId,
    words: words?.words ?? "",
    ...wordValues(words?.words ?? "", inAddresses),
    role: role?.role ?? "",
    customRoleId: role?.customRoleId ?? null,
    at: after?.at ?? "",
    id: after?.id ?? "",
    limit,
  };
  return pageOf(trx, values, {
    by,
    backwards,
    role: !role ? "any" : role.customRoleId ? "custom" : "builtIn",
    words: !words ? "none" : words.many ? "many" : "few",
    inAddresses: words?.many === true && inAddresses,
    after: after !== undefined,
  });
}

/** A user's membership of the organisation with this id or handle, for the portal's scope. */
export async function findMembership(trx: Trx, userId: string, reference: string) {
  return trx
    .selectFrom("members")
    .innerJoin("organisations", "organisations.id", "members.organisationId")
    .leftJoin("roles", "roles.id", "members.customRoleId")
    .select(["members.organisationId", "roles.permissions"])
    .select(({ fn, ref }) => fn.coalesce(ref("roles.name"), ref("members.role")).as("role"))
    .where("members.userId", "=", userId)
    .where(({ eb, or }) =>
      or([eb("organisations.handle", "=", reference), eb(sql<string>`organisations.id::text`, "=", reference)]),
    )
    .executeTakeFirst();
}

/** One member by the user's id or the membership's, with what their role allows; undefined for any other. */
export async function findMember(trx: Trx, organisationId: string, id: string) {
  return trx
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.userId")
    .leftJoin("roles", "roles.id", "members.customRoleId")
    .select(["members.id", "members.userId", "members.joinedAt", "members.openedAt", "members.narrowed"])
    .select(["users.name", "users.email", "users.avatar", "roles.permissions"])
    .select(({ eb }) => eb("users.secondFactorEnabledAt", "is not", null).as("hasSecondFactor"))
    .select(({ fn, ref }) => fn.coalesce(ref("roles.name"), ref("members.role")).as("role"))
    .select(({ eb, ref }) =>
      eb(ref("users.defaultOrganisationId"), "is not distinct from", organisationId).as("isDefault"),
    )
    .where("members.organisationId", "=", organisationId)
    .where(({ eb, or }) => or([eb("members.userId", "=", id), eb("members.id", "=", id)]))
    .executeTakeFirst();
}

export async function setMemberRole(
  trx: Trx,
  organisationId: string,
  userId: string,
  { role, customRoleId }: { role: string; customRoleId: string | null },
): Promise<void> {
  await trx
    .updateTable("members")
    .set({ role, customRoleId })
    .where("organisationId", "=", organisationId)
    .where("userId", "=", userId)
    .execute();
}

/** Their tokens for the organisation are deleted, too; sessions and the default move elsewhere. */
export async function deleteMember(trx: Trx, organisationId: string, userId: string): Promise<void> {
  await trx.deleteFrom("members").where("organisationId", "=", organisationId).where("userId", "=", userId).execute();
}

/** How many organisations a member of this one is in; 0 for anybody else. */
export async function countOrganisationsOf(trx: Trx, userId: string): Promise<number> {
  const { rows } = await sql<{ memberships: number }>`select count_memberships(${userId}) as memberships`.execute(trx);
  return rows[0]?.memberships ?? 0;
}

/** @returns whether the membership is new */
export async function insertMember(
  trx: Trx,
  row: { organisationId: string; userId: string; role: string; customRoleId: string | null },
): Promise<boolean> {
  const inserted = await trx
    .insertInto("members")
    .values(row)
    .onConflict((conflict) => conflict.columns(["organisationId", "userId"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function countMemberships(trx: Trx, userId: string): Promise<number> {
  const { memberships } = await trx
    .selectFrom("members")
    .select(({ fn }) => fn.countAll<string>().as("memberships"))
    .where("userId", "=", userId)
    .executeTakeFirstOrThrow();
  return Number(memberships);
}
