import { sql } from "kysely";
import type { Trx } from "@/db/client";
import type { Browser, System } from "@/lib/clients";
import type { SignInWay } from "@/lib/sessions/ways";

const facts = ["id", "createdAt", "usedAt", "address", "lastAddress"] as const;
/** Written by us, from closed lists. */
const signIn = [
  sql.ref<Browser | null>("browser").as("browser"),
  sql.ref<System | null>("system").as("system"),
  sql.ref<SignInWay>("signed_in_by").as("signedInBy"),
] as const;

/** A user's sessions, the last used first. */
export async function listSessionsOf(trx: Trx, userId: string) {
  return trx
    .selectFrom("sessions")
    .select(facts)
    .select(signIn)
    .where("userId", "=", userId)
    .where("expiresAt", ">", sql<Date>`now()`)
    .orderBy("usedAt", "desc")
    .orderBy("id")
    .limit(200)
    .execute();
}

/** @returns what it was; undefined if there was none */
export async function deleteOwnSession(trx: Trx, userId: string, id: string) {
  return trx
    .deleteFrom("sessions")
    .where("userId", "=", userId)
    .where("id", "=", id)
    .returning(["browser", "system", "address"])
    .executeTakeFirst();
}

/** Lets the link of a mail end this session. */
export async function setEndToken(trx: Trx, id: string, endTokenHash: Buffer): Promise<void> {
  await trx.updateTable("sessions").set({ endTokenHash }).where("id", "=", id).execute();
}

/** So many days after the sign-in, the link of its mail ends the session. */
const linkDays = 7;

/** The session that a mail's link ends. */
export async function findByEndToken(trx: Trx, endTokenHash: Buffer) {
  return trx
    .selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.userId")
    .select(["sessions.id", "sessions.createdAt", "sessions.address", "sessions.userId"])
    .select(["users.name as userName", "users.email"])
    .select(signIn)
    .where("sessions.endTokenHash", "=", endTokenHash)
    .where("sessions.createdAt", ">", sql<Date>`now() - make_interval(days => ${sql.lit(linkDays)})`)
    .where("sessions.expiresAt", ">", sql<Date>`now()`)
    .executeTakeFirst();
}
