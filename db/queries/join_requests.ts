import { sql } from "kysely";
import type { Trx } from "@/db/client";

export type RequestState = "waiting" | "accepted" | "declined";

export async function findRequestOf(trx: Trx, organisationId: string, userId: string) {
  const row = await trx
    .selectFrom("joinRequests")
    .select(["id", "state"])
    .where("organisationId", "=", organisationId)
    .where("userId", "=", userId)
    .executeTakeFirst();
  return row && { ...row, state: row.state as RequestState };
}

/** Somebody asks to join: for the first time, or again after a membership that ended. */
export async function askToJoin(trx: Trx, organisationId: string, userId: string): Promise<void> {
  await trx
    .insertInto("joinRequests")
    .values({ organisationId, userId })
    .onConflict((conflict) =>
      conflict
        .columns(["organisationId", "userId"])
        .doUpdateSet({ state: "waiting", createdAt: sql`now()`, decidedAt: null, decidedBy: null }),
    )
    .execute();
}

/** Who waits to be let in, the longest waiting first. */
export async function listRequestsOf(trx: Trx, organisationId: string, limit: number) {
  return trx
    .selectFrom("joinRequests")
    .innerJoin("users", "users.id", "joinRequests.userId")
    .select(["joinRequests.id", "joinRequests.createdAt", "users.id as userId", "users.name", "users.email"])
    .where("joinRequests.organisationId", "=", organisationId)
    .where("joinRequests.state", "=", "waiting")
    .orderBy("joinRequests.createdAt")
    .orderBy("joinRequests.id")
    .limit(limit)
    .execute();
}

export async function findWaitingRequest(trx: Trx, organisationId: string, id: string) {
  return trx
    .selectFrom("joinRequests")
    .innerJoin("users", "users.id", "joinRequests.userId")
    .select(["joinRequests.id", "users.id as userId", "users.name", "users.email", "users.disabledAt"])
    .where("joinRequests.organisationId", "=", organisationId)
    .where("joinRequests.id", "=", id)
    .where("joinRequests.state", "=", "waiting")
    .executeTakeFirst();
}

export async function decideRequest(
  trx: Trx,
  organisationId: string,
  id: string,
  { state, by }: { state: "accepted" | "declined"; by: string },
): Promise<void> {
  await trx
    .updateTable("joinRequests")
    .set({ state, decidedBy: by, decidedAt: sql`now()` })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
}

/** The built-in roles’ members who may let people in: owner and admins, the first of them. */
export async function listWhoLetsIn(trx: Trx, organisationId: string, limit: number): Promise<string[]> {
  const rows = await trx
    .selectFrom("members")
    .select("userId")
    .where("organisationId", "=", organisationId)
    .where("role", "in", ["owner", "admin"])
    .orderBy("joinedAt")
    .limit(limit)
    .execute();
  return rows.map(({ userId }) => userId);
}
