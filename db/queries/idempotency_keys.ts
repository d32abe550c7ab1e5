import { sql } from "kysely";
import type { Trx } from "@/db/client";

interface Request {
  userId: string;
  key: string;
  /** The hash of what is asked for. */
  request: Buffer;
}

const expired = sql<boolean>`idempotency_keys.created_at <= now() - interval '24 hours'`;

/** The request that was answered under a key within the last day. */
export async function findAnswered(trx: Trx, { userId, key }: Request) {
  return trx
    .selectFrom("idempotencyKeys")
    .select(["requestHash", "answer"])
    .where("userId", "=", userId)
    .where("key", "=", key)
    .where(({ not }) => not(expired))
    .executeTakeFirst();
}

/** Takes a new key for this transaction; waits for another one that is taking it. @returns whether it was new */
export async function takeKey(trx: Trx, { userId, key, request }: Request): Promise<boolean> {
  const taken = await trx
    .insertInto("idempotencyKeys")
    .values({ userId, key, requestHash: request })
    .onConflict((conflict) => conflict.columns(["userId", "key"]).doNothing())
    .returning("key")
    .executeTakeFirst();
  return taken !== undefined;
}

/** Takes a key again that has had its day but wasn’t swept yet. @returns false if somebody else just did */
export async function takeOldKey(trx: Trx, { userId, key, request }: Request): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("idempotencyKeys")
    .set({ requestHash: request, answer: null, createdAt: sql`now()` })
    .where("userId", "=", userId)
    .where("key", "=", key)
    .where(expired)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Keeps the answer with the key that this transaction took. */
export async function keepAnswer(trx: Trx, { userId, key }: Request, answer: Buffer): Promise<void> {
  await trx
    .updateTable("idempotencyKeys")
    .set({ answer })
    .where("userId", "=", userId)
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
}

/** Deletes the keys that have had their day. */
export async function sweepKeys(trx: Trx): Promise<void> {
  await trx.deleteFrom("idempotencyKeys").where(expired).execute();
}
