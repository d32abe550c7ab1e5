import { sql } from "kysely";
import { database, type Trx } from "@/db/client";
import { compiledOnce } from "@/db/compiled";

/** What enter_token_of_any_reach returns. */
export interface TokenRow {
  id: string;
  userId: string;
  name: string;
  email: string;
  verified: boolean;
  portalAdmin: boolean;
  tokenName: string;
  reach: TokenReach;
  organisationId: string | null;
  permissions: string[] | null;
  /** Whether the session that created it had its second factor. */
  secondFactor: boolean;
  administratorsNeedFactor: boolean;
  /** Whether the session that created it was one of the organisation’s own sign-in. */
  ownSignIn: boolean;
}
export type TokenReach = "organisation" | "account" | "portal";

/** The holder of a token; its use is noted. */
export async function findApiToken(tokenHash: Buffer): Promise<TokenRow | undefined> {
  return database()
    .transaction()
    .execute(
      async (trx) => (await sql<TokenRow>`select * from enter_token_of_any_reach(${tokenHash})`.execute(trx)).rows[0],
    );
}

interface NewToken {
  id: string;
  userId: string;
  reach: TokenReach;
  organisationId: string | null;
  homeOrganisationId: string | null;
  name: string;
  tokenHash: Buffer;
  permissions: string[] | null;
  expiresAt: Date | null;
  secondFactor: boolean;
  ownSignIn: boolean;
}

export async function insertApiToken(trx: Trx, row: NewToken): Promise<void> {
  await trx.insertInto("apiTokens").values(row).execute();
}

/** How many tokens a user has for one organisation, or, with null, for the whole account and the portal. Exact while their row is locked. */
export async function countApiTokens(trx: Trx, userId: string, organisationId: string | null): Promise<number> {
  const { held } = await trx
    .selectFrom("apiTokens")
    .select(({ fn }) => fn.countAll<string>().as("held"))
    .where("userId", "=", userId)
    .where("organisationId", organisationId ? "=" : "is", organisationId)
    .executeTakeFirstOrThrow();
  return Number(held);
}

const listed = [
  "apiTokens.id",
  "apiTokens.name",
  "apiTokens.reach",
  "apiTokens.permissions",
  "apiTokens.createdAt",
  "apiTokens.expiresAt",
  "apiTokens.lastUsedAt",
] as const;

/** A user's own tokens, newest first, each with its organisation or home. */
export async function listApiTokensOf(trx: Trx, userId: string) {
  return trx
    .selectFrom("apiTokens")
    .leftJoin("organisations", (join) =>
      join.on(({ eb, fn, ref }) =>
        eb("organisations.id", "=", fn.coalesce(ref("apiTokens.organisationId"), ref("apiTokens.homeOrganisationId"))),
      ),
    )
    .select(listed)
    .select(["organisations.name as organisationName", "organisations.handle as organisationHandle"])
    .where("apiTokens.userId", "=", userId)
    .orderBy("apiTokens.createdAt", "desc")
    .execute();
}

const opening = compiledOnce((db, { organisationId }: { organisationId: string }) =>
  db
    .selectFrom("apiTokens")
    .innerJoin("users", "users.id", "apiTokens.userId")
    .select(listed)
    .select(["users.id as userId", "users.name as userName", "users.avatar"])
    .where("apiTokens.organisationId", "=", organisationId)
    .orderBy("apiTokens.createdAt", "desc")
    .limit(200),
);

/** The tokens of one organisation, of any holder, newest first. */
export async function listApiTokensIn(trx: Trx, organisationId: string) {
  return opening(trx, { organisationId });
}

export async function findOwnApiToken(trx: Trx, userId: string, id: string) {
  return trx
    .selectFrom("apiTokens")
    .select(["id", "name", "organisationId"])
    .where("id", "=", id)
    .where("userId", "=", userId)
    .executeTakeFirst();
}

export async function findApiTokenIn(trx: Trx, organisationId: string, id: string) {
  return trx
    .selectFrom("apiTokens")
    .select(["id", "name", "userId"])
    .where("id", "=", id)
    .where("organisationId", "=", organisationId)
    .executeTakeFirst();
}

/** @returns its name; undefined if this organisation has no such token */
export async function deleteApiTokenIn(trx: Trx, organisationId: string, id: string): Promise<string | undefined> {
  const row = await trx
    .deleteFrom("apiTokens")
    .where("id", "=", id)
    .where("organisationId", "=", organisationId)
    .returning("name")
    .executeTakeFirst();
  return row?.name;
}

/** One of the user's own, of any scope. */
export async function deleteOwnApiToken(trx: Trx, userId: string, id: string): Promise<void> {
  await trx.deleteFrom("apiTokens").where("id", "=", id).where("userId", "=", userId).execute();
}

/** Ends every token of a user, in every organisation: for a password reset. */
export async function endApiTokens(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom("apiTokens").where("userId", "=", userId).execute();
}
