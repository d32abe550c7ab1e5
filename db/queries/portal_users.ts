import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { compiledEach } from "@/db/compiled";

/** A search looks at so many of the list first: a frequent word fills a page from them. Otherwise few are found by it. */
const looked = 3_000;

const conditions = {
  verified: sql<boolean>`users.email_verified_at is not null`,
  unverified: sql<boolean>`users.email_verified_at is null`,
  disabled: sql<boolean>`users.disabled_at is not null`,
  administrator: sql<boolean>`users.portal_admin`,
};

interface Wanted {
  /** A search, from `userWords`. */
  words?: string;
  /** Only this user. */
  id?: string;
  state?: keyof typeof conditions;
  by: "createdAt" | "nameKey";
  backwards: boolean;
  after?: { at: Date | string; id: string };
  limit: number;
}
type Shape = Pick<Wanted, "by" | "backwards" | "state"> & {
  words: "none" | "among the first" | "by index";
  one: boolean;
  after: boolean;
};
interface Values {
  words: string;
  only: string;
  at: Date | string;
  id: string;
  limit: number;
}

const facts = [
  "id",
  "name",
  "email",
  "avatar",
  "nameKey",
  "createdAt",
  "emailVerifiedAt",
  "disabledAt",
  "portalAdmin",
  "leavingUntil",
] as const;

const lastUse = sql<Date | null>`(select max(sessions.used_at)
  from sessions where sessions.user_id = users.id and sessions.expires_at > now())`;

const matches = (words: string) => sql<boolean>`users.words @@ ${words}::tsquery`;

const pageOf = compiledEach((db, values: Values, { by, backwards, state, words, one, after }: Shape) => {
  const direction = backwards ? "desc" : "asc";
  let seen = db.selectFrom("users").select(facts).select("words");
  if (one) seen = seen.where("id", "=", values.only);
  if (state) seen = seen.where(conditions[state]);
  if (after)
    seen = seen.where(({ eb, refTuple, tuple }) =>
      eb(refTuple(by, "id"), backwards ? "<" : ">", tuple(values.at as never, values.id)),
    );
  // The offset keeps this a step of its own for the planner; the limit below does the same.
  if (words === "by index") seen = seen.where(matches(values.words)).offset(sql.lit(0));
  // What the index finds is sorted, never met on a walk through the list; a walk ends, whatever it has found.
  else
    seen = seen
      .orderBy(by, direction)
      .orderBy("id", direction)
      .limit(words === "none" ? values.limit : sql.lit(looked));
  let page = db.selectFrom(seen.as("users")).select(facts.map((fact) => `users.${fact}` as const));
  if (words === "among the first") page = page.where(matches(values.words));
  return page
    .select([
      lastUse.as("lastUsedAt"),
      sql<string>`(select count(*) from members where members.user_id = users.id)`.as("organisationCount"),
    ])
    .orderBy(`users.${by}`, direction)
    .orderBy("users.id", direction)
    .limit(values.limit);
});

/** Users of the whole portal, one page. For the portal's scope. */
export async function listAllUsers(trx: Trx, { words, id: only, state, by, backwards, after, limit }: Wanted) {
  const values = { words: words ?? "", only: only ?? "", at: after?.at ?? "", id: after?.id ?? "", limit };
  const shape = { by, backwards, state, one: only !== undefined, after: after !== undefined };
  if (words === undefined) return pageOf(trx, values, { ...shape, words: "none" });
  const first = await pageOf(trx, values, { ...shape, words: "among the first" });
  return first.length === limit ? first : pageOf(trx, values, { ...shape, words: "by index" });
}

/** The words of a search, each the beginning of one in the name or the address. @returns null if there is none */
export async function userWords(trx: Trx, text: string): Promise<string | null> {
  const { rows } = await sql<{ words: string }>`select words_of(${text}) as words`.execute(trx);
  const words = (rows[0]?.words ?? "").split(" ").filter(Boolean);
  return words.map((word) => `'${word.replace(/['\\]/g, "$&$&")}':*`).join(" & ") || null;
}

const administered = [
  ...(["id", "email", "name", "avatar", "emailVerifiedAt", "disabledAt", "disabledReason"] as const),
  ...(["portalAdmin", "ownedLimit", "createdAt", "secondFactorEnabledAt", "leavingUntil"] as const),
] as const;

const column = (reference: string) => (reference.includes("@") ? ("email" as const) : ("id" as const));

/** One user by address or id, with what belongs to the account. For the portal's scope. */
export async function findAdministered(trx: Trx, reference: string) {
  return trx
    .selectFrom("users")
    .select(administered)
    .select([
      lastUse.as("lastUsedAt"),
      sql<string>`(select count(*) from sessions where sessions.user_id = users.id and sessions.expires_at > now())`.as(
        "sessionCount",
      ),
      sql<string>`(select count(*) from api_tokens where api_tokens.user_id = users.id
        and (api_tokens.expires_at is null or api_tokens.expires_at > now()))`.as("tokenCount"),
    ])
    .where(column(reference), "=", reference)
    .executeTakeFirst();
}

/** The same account, locked. */
export async function lockAdministered(trx: Trx, reference: string) {
  return trx
    .selectFrom("users")
    .select(administered)
    .where(column(reference), "=", reference)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/**
 * The same, and every administrator who isn't disabled, locked in one order: of any number of administrators who disable or delete
 * each other at once, one comes first and the others see it.
 */
export async function lockWithAdministrators(trx: Trx, reference: string) {
  return trx
    .selectFrom("users")
    .select(administered)
    .where(({ eb, or, and }) =>
      or([eb(column(reference), "=", reference), and([eb("portalAdmin", "=", true), eb("disabledAt", "is", null)])]),
    )
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
}

/** Those who can administer the portal: neither disabled nor leaving. */
export async function listAdministrators(trx: Trx) {
  return trx
    .selectFrom("users")
    .select("id")
    .where("portalAdmin", "=", true)
    .where("disabledAt", "is", null)
    .where("leavingUntil", "is", null)
    .limit(2)
    .execute();
}

/** A user's organisations by name, each with their role. For the portal's scope. */
export async function listMembershipsOf(trx: Trx, userId: string, limit: number | null) {
  return trx
    .selectFrom("members")
    .innerJoin("organisations", "organisations.id", "members.organisationId")
    .leftJoin("roles", "roles.id", "members.customRoleId")
    .select(["organisations.id", "organisations.handle", "organisations.name", "organisations.avatar"])
    .select(({ fn, ref }) => fn.coalesce(ref("roles.name"), ref("members.role")).as("orgRole"))
    .select("members.joinedAt")
    .where("members.userId", "=", userId)
    .orderBy(sql`members.role = 'owner'`, "desc")
    .orderBy("organisations.name")
    .orderBy("organisations.id")
    .limit(limit)
    .execute();
}

/** Locks a user against any new membership, then the organisations that they belong to, in one order. */
export async function lockOrganisationsOf(trx: Trx, userId: string): Promise<void> {
  await trx.selectFrom("users").select("id").where("id", "=", userId).forUpdate().execute();
  await trx
    .selectFrom("organisations")
    .select("id")
    .where("id", "in", ({ selectFrom }) =>
      selectFrom("members").select("members.organisationId").where("members.userId", "=", userId),
    )
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
}

/** Disables or enables the account. */
export async function setDisabled(trx: Trx, id: string, reason: string | null): Promise<void> {
  await trx
    .updateTable("users")
    .set({ disabledAt: reason === null ? null : sql`coalesce(disabled_at, now())`, disabledReason: reason })
    .where("id", "=", id)
    .execute();
}

export async function setOwnedLimit(trx: Trx, id: string, ownedLimit: number | null): Promise<void> {
  await trx.updateTable("users").set({ ownedLimit }).where("id", "=", id).execute();
}

/** Revokes the pending invitations that somebody sent: their links lead nowhere any more. @returns each with its organisation */
export async function revokeInvitationsOf(trx: Trx, inviterId: string) {
  const nowhere = sql<Buffer>`sha256(convert_to(gen_random_uuid()::text, 'UTF8'))`;
  return trx
    .updateTable("invitations")
    .set({ state: "revoked", answeredAt: sql`now()`, mailTokenHash: nowhere, copyTokenHash: nowhere })
    .where("inviterId", "=", inviterId)
    .where("state", "=", "pending")
    .returning(["id", "email", "organisationId"])
    .execute();
}

/** Deletes the account with its sessions, tokens, memberships, notifications and avatar. The log keeps names. */
export async function deleteUser(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom("users").where("id", "=", id).execute();
}
