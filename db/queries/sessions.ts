import { sql } from "kysely";
import { type Db, database, type Trx } from "@/db/client";
import { compiledOnce } from "@/db/compiled";
import type { Browser, System } from "@/lib/clients";
import type { SignInWay } from "@/lib/sessions/ways";

/** How long a session lives after its last use. */
export const sessionDays = 30;

const expiry = sql<Date>`now() + make_interval(days => ${sql.lit(sessionDays)})`;

/** How long a session by an organisation’s own sign-in lives at most, because whoever is gone from there has to be gone from here. */
const confinedHours = 12;
const confinedExpiry = sql<Date>`sessions.created_at + make_interval(hours => ${sql.lit(confinedHours)})`;

/** How long a session that still lacks its second factor lives; it isn't extended. */
const halfMinutes = 15;
const halfExpiry = sql<Date>`now() + make_interval(mins => ${sql.lit(halfMinutes)})`;

interface Begun {
  /** confirmed; missing for an account that has one; none for one that has none */
  secondFactor: "none" | "missing" | "confirmed";
  /** Where it was begun. */
  address: string | null;
  by?: SignInWay;
  /** The passkey that opened it: it ends with that. */
  passkey?: string | null;
  provider?: string;
  /** The only organisation that it opens. */
  confinedTo?: string;
  unproved?: boolean;
  browser?: Browser | null;
  system?: System | null;
}

/** A new session of a user; only the hash of its token is stored. @returns its id */
export async function insertSession(
  tokenHash: Buffer,
  userId: string,
  db: Db = database(),
  { secondFactor, address, by = "password", passkey = null, unproved = false, ...more }: Begun = {
    secondFactor: "none",
    address: null,
  },
): Promise<string> {
  const { id } = await db
    .insertInto("sessions")
    .values({
      ...{ tokenHash, userId, address, lastAddress: address, signedInBy: by, passkeyId: passkey, ...more },
      expiresAt:
        secondFactor === "missing"
          ? halfExpiry
          : more.confinedTo
            ? sql<Date>`now() + make_interval(hours => ${sql.lit(confinedHours)})`
            : expiry,
      secondFactorAt: secondFactor === "confirmed" ? sql<Date>`now()` : null,
      ...(unproved && { provedAt: new Date(0) }),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * Notes that a session gave its second factor: it is a whole one from now on. @returns whether it is still there
 * @param passkey by which it did: the session ends with the first one that it used
 */
export async function confirmSecondFactor(
  trx: Trx,
  userId: string,
  id: string,
  passkey: string | null = null,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("sessions")
    .set({
      ...{ secondFactorAt: sql<Date>`now()`, provedAt: sql<Date>`now()` },
      expiresAt: sql<Date>`case when sessions.confined_to is null then ${expiry} else ${confinedExpiry} end`,
      passkeyId: sql<string | null>`coalesce(passkey_id, ${passkey}::uuid)`,
    })
    .where("userId", "=", userId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Ends the sessions that a provider opened, but this one. */
export async function endSessionsBy(
  trx: Trx,
  { userId, provider }: { userId: string; provider: string },
  but: string | null,
): Promise<void> {
  let query = trx.deleteFrom("sessions").where("userId", "=", userId).where("provider", "=", provider);
  if (but) query = query.where("id", "!=", but);
  await query.execute();
}

/** Whether a session is still there, asked once its account is locked: nothing ends it from then on. */
export async function isSessionOpen(trx: Trx, userId: string, id: string): Promise<boolean> {
  const row = await trx
    .selectFrom("sessions")
    .select("id")
    .where("userId", "=", userId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row !== undefined;
}

/** Notes that a session proved once more who uses it. @returns whether it is still there */
export async function noteProof(trx: Trx, userId: string, id: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("sessions")
    .set({ provedAt: sql<Date>`now()` })
    .where("userId", "=", userId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** One whose second factor is missing ends soon, however often it is used. */
const isWhole = sql<boolean>`(second_factor_at is not null or not exists (
  select from users where users.id = sessions.user_id and users.second_factor_enabled_at is not null))`;
const isToExtend = sql<boolean>`(expires_at < now() + make_interval(days => ${sql.lit(sessionDays - 1)}) and confined_to is null and ${isWhole})`;
/** Its use is noted at most so often. */
const usedMinutes = 5;

const sessionOf = compiledOnce((db, { tokenHash, address }: { tokenHash: Buffer; address: string | null }) =>
  db
    .with("used", (cte) =>
      cte
        .updateTable("sessions")
        .set({
          usedAt: sql`now()`,
          lastAddress: sql`coalesce(${address}::text, last_address)`,
          expiresAt: sql`case when ${isToExtend} then ${expiry} else expires_at end`,
        })
        .where("tokenHash", "=", tokenHash)
        .where("expiresAt", ">", sql<Date>`now()`)
        .where(({ or, eb }) =>
          or([eb("usedAt", "<", sql<Date>`now() - make_interval(mins => ${sql.lit(usedMinutes)})`), isToExtend]),
        ),
    )
    .selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.userId")
    .select([
      "sessions.id as sessionId",
      "sessions.createdAt as signedInAt",
      "sessions.expiresAt",
      "sessions.provedAt",
      "sessions.secondFactorAt",
      "sessions.activeOrganisationId",
      "sessions.confinedTo",
    ])
    .select([
      "users.id as userId",
      "users.email",
      "users.name",
      "users.emailVerifiedAt",
      "users.portalAdmin",
      "users.leavingUntil",
      "users.secondFactorEnabledAt",
    ])
    .select(
      sql<boolean>`users.portal_admin and (select administrators_need_second_factor from portal_settings)`.as(
        "administratorsNeedFactor",
      ),
    )
    .where("sessions.tokenHash", "=", tokenHash)
    .where("sessions.expiresAt", ">", sql<Date>`now()`)
    .where("users.disabledAt", "is", null),
);

/**
 * Session and user in one statement. A disabled account has no session. Its use is noted every five minutes, with the address if it is
 * known, and the expiry is extended once a day.
 */
export async function findSession(tokenHash: Buffer, address: string | null = null, db: Db = database()) {
  return (await sessionOf(db, { tokenHash, address })).at(0);
}

/** Ends all sessions of a user, or all except one. @returns how many of them hadn't expired */
export async function endSessions(trx: Trx, userId: string, keep: string | null): Promise<number> {
  let query = trx.deleteFrom("sessions").where("userId", "=", userId);
  if (keep) query = query.where("id", "!=", keep);
  const ended = await query.returning(sql<boolean>`expires_at > now()`.as("wasOpen")).execute();
  return ended.filter(({ wasOpen }) => wasOpen).length;
}

/** Removes expired ones. */
export async function sweepSessions(trx: Trx): Promise<void> {
  await trx.deleteFrom("sessions").where("expiresAt", "<", sql<Date>`now()`).execute();
  await trx.deleteFrom("verificationTokens").where("expiresAt", "<", sql<Date>`now() - interval '7 days'`).execute();
}
