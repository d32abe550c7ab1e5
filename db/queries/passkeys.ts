import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** The passkeys of an account, the newest first. */
export async function listPasskeyRows(trx: Trx, userId: string) {
  return trx
    .selectFrom("passkeys")
    .select(["id", "name", "backedUp", "createdAt", "lastUsedAt"])
    .where("userId", "=", userId)
    .orderBy("createdAt", "desc")
    .orderBy("id")
    .execute();
}

/** What a browser needs to find the passkeys of an account. */
export async function listCredentials(trx: Trx, userId: string) {
  return trx
    .selectFrom("passkeys")
    .select(["credentialId", "transports"])
    .where("userId", "=", userId)
    .orderBy("createdAt")
    .execute();
}

export async function countPasskeys(trx: Trx, userId: string): Promise<number> {
  const { count } = await trx
    .selectFrom("passkeys")
    .select(({ fn }) => fn.countAll<string>().as("count"))
    .where("userId", "=", userId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** One passkey of an account, with what its signature is judged by and whose it is. */
export async function findPasskey(trx: Trx, userId: string, credentialId: Buffer) {
  return trx
    .selectFrom("passkeys")
    .innerJoin("users", "users.id", "passkeys.userId")
    .select(["passkeys.id", "passkeys.name", "publicKey", "passkeys.userId", "users.email"])
    .where("passkeys.userId", "=", userId)
    .where("credentialId", "=", credentialId)
    .executeTakeFirst();
}

interface NewPasskey {
  userId: string;
  name: string;
  credentialId: Buffer;
  publicKey: Buffer;
  counter: number;
  transports: string[];
  deviceType: string;
  backedUp: boolean;
}

/** @returns its id; null if the account has one of this name, or any account has this credential */
export async function insertPasskey(trx: Trx, { counter, ...passkey }: NewPasskey): Promise<string | null> {
  const row = await trx
    .insertInto("passkeys")
    .values({ id: randomUUID(), ...passkey, counter: String(counter) })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Whether another passkey of the account has this name; exact while the account is locked. */
export async function isPasskeyName(trx: Trx, userId: string, name: string, except?: string): Promise<boolean> {
  let query = trx.selectFrom("passkeys").select("id").where("userId", "=", userId).where("name", "=", name);
  if (except) query = query.where("id", "!=", except);
  return (await query.executeTakeFirst()) !== undefined;
}

/** The name of one passkey of an account. */
export async function findPasskeyName(trx: Trx, userId: string, id: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom("passkeys")
    .select("name")
    .where("userId", "=", userId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.name;
}

export async function setPasskeyName(trx: Trx, userId: string, id: string, name: string): Promise<void> {
  await trx.updateTable("passkeys").set({ name }).where("userId", "=", userId).where("id", "=", id).execute();
}

/**
 * Notes a use, with the authenticator's own count: it must be higher than each before, or zero for ever. Compared by the
 * statement itself, so that of a passkey and its copy only one gets through.
 */
export async function noteUse(trx: Trx, id: string, used: { counter: number; backedUp: boolean }): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("passkeys")
    .set({ counter: String(used.counter), backedUp: used.backedUp, lastUsedAt: sql`now()` })
    .where("id", "=", id)
    .where(({ or, and, eb }) =>
      or([
        eb("counter", "<", sql<string>`${used.counter}::bigint`),
        and([eb("counter", "=", "0"), eb(sql`${used.counter}::bigint`, "=", "0")]),
      ]),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Removes a passkey, and ends every other session that it opened or confirmed. The passkey is locked first, as by whoever uses it.
 * @returns its name; undefined if the account has no such passkey
 */
export async function deletePasskey(
  trx: Trx,
  userId: string,
  id: string,
  keepSession: string | null,
): Promise<string | undefined> {
  const row = await trx
    .selectFrom("passkeys")
    .select("name")
    .where("userId", "=", userId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  let sessions = trx.deleteFrom("sessions").where("userId", "=", userId).where("passkeyId", "=", id);
  if (keepSession) sessions = sessions.where("id", "!=", keepSession);
  await sessions.execute();
  await trx.deleteFrom("passkeys").where("userId", "=", userId).where("id", "=", id).execute();
  return row.name;
}
