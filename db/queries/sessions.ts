import { sql } from "kysely";
import { type Db, database, type Trx } from "@/db/client";
import { compiledOnce } from "@/db/compiled";

/** How long a session lives after its last use. */
export const sessionDays = 30;

const expiry = sql<Date>`now() + make_interval(days => ${sql.lit(sessionDays)})`;

/** A new session of a user; only the hash of its token is stored. */
export async function insertSession(tokenHash: Buffer, userId: string, db: Db = database()): Promise<Date> {
  const { expiresAt } = await db
    .insertInto("sessions")
    .values({ tokenHash, userId, expiresAt: expiry })
    .returning("expiresAt")
    .executeTakeFirstOrThrow();
  return expiresAt;
}

const sessionOf = compiledOnce((db, { tokenHash }: { tokenHash: Buffer }) =>
  db
    .with("slid", (cte) =>
      cte
        .updateTable("sessions")
        .set({ expiresAt: expiry })
        .where("tokenHash", "=", tokenHash)
        .where("expiresAt", ">", sql<Date>`now()`)
        .where("expiresAt", "<", sql<Date>`now() + make_interval(days => ${sql.lit(sessionDays - 1)})`),
    )
    .selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.userId")
    .select([
      "sessions.id as sessionId",
      "sessions.createdAt as signedInAt",
      "sessions.expiresAt",
      "sessions.secondFactorAt",
      "sessions.activeOrganisationId",
    ])
    .select([
      "users.id as userId",
      "users.email",
      "users.name",
      "users.emailVerifiedAt",
      "users.portalAdmin",
      "users.secondFactorEnabledAt",
    ])
    .where("sessions.tokenHash", "=", tokenHash)
    .where("sessions.expiresAt", ">", sql<Date>`now()`)
    .where("users.disabledAt", "is", null),
);

/** Session and user in one statement. A disabled account has no session. The expiry is extended once a day. */
export async function findSession(tokenHash: Buffer, db: Db = database()) {
  return (await sessionOf(db, { tokenHash })).at(0);
}

export async function deleteSession(tokenHash: Buffer): Promise<void> {
  await database().deleteFrom("sessions").where("tokenHash", "=", tokenHash).execute();
}

/** Ends all sessions of a user, or all except one. */
export async function endSessions(trx: Trx, userId: string, keep: string | null): Promise<void> {
  let query = trx.deleteFrom("sessions").where("userId", "=", userId);
  if (keep) query = query.where("id", "!=", keep);
  await query.execute();
}

/** Removes expired ones. */
export async function sweepSessions(trx: Trx): Promise<void> {
  await trx.deleteFrom("sessions").where("expiresAt", "<", sql<Date>`now()`).execute();
  await trx.deleteFrom("verificationTokens").where("expiresAt", "<", sql<Date>`now() - interval '7 days'`).execute();
}
