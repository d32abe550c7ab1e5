import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { sessionDays } from "@/db/queries/sessions";

/** Notes the address where a session began. */
export async function noteSessionAddress(trx: Trx, tokenHash: Buffer, address: string): Promise<void> {
  await trx.updateTable("sessions").set({ address }).where("tokenHash", "=", tokenHash).execute();
}

/** A user's sessions, the last used first. Last use is known to the day, because the expiry is extended daily. */
export async function listSessionsOf(trx: Trx, userId: string) {
  return trx
    .selectFrom("sessions")
    .select(["id", "createdAt", "address"])
    .select(sql<Date>`greatest(created_at, expires_at - make_interval(days => ${sql.lit(sessionDays)}))`.as("usedAt"))
    .where("userId", "=", userId)
    .where("expiresAt", ">", sql<Date>`now()`)
    .orderBy("usedAt", "desc")
    .orderBy("id")
    .limit(200)
    .execute();
}

/** @returns whether there was one */
export async function deleteOwnSession(trx: Trx, userId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("sessions")
    .where("userId", "=", userId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
