import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** Continues with a code's hash as the transaction's secret: only the enrolment that it belongs to can be found from then on. */
export async function enterCode(trx: Trx, hash: Buffer): Promise<void> {
  await sql`select set_config('app.secret', ${hash.toString("hex")}, true)`.execute(trx);
}

interface NewEnrolment {
  id: string;
  deviceCodeHash: Buffer;
  userCodeHash: Buffer;
  name: string;
  publicKey: string;
  requestedFrom: string | null;
  seconds: number;
}

/** @returns whether the code for people was free */
export async function insertEnrolment(trx: Trx, { seconds, ...row }: NewEnrolment): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into tunnel_enrolments (id, device_code_hash, user_code_hash, name, public_key, requested_from, expires_at)
    values (${row.id}, ${row.deviceCodeHash}, ${row.userCodeHash}, ${row.name}, ${row.publicKey}, ${row.requestedFrom},
      now() + make_interval(secs => ${seconds}))
    on conflict do nothing returning id`.execute(trx);
  return rows.length > 0;
}

/** The enrolment with this code, which must be the transaction's secret; `expired` once its time is over. */
const known = (trx: Trx, code: "deviceCodeHash" | "userCodeHash", hash: Buffer) =>
  trx
    .selectFrom("tunnelEnrolments")
    .select(["id", "name", "publicKey", "requestedFrom", "state", "configuration", "createdAt", "expiresAt"])
    .select(sql<boolean>`expires_at <= now()`.as("expired"))
    .where(code, "=", hash)
    // A code for people may come again, hours later.
    .orderBy("createdAt", "desc")
    .limit(1);

export const findEnrolment = (trx: Trx, userCodeHash: Buffer) =>
  known(trx, "userCodeHash", userCodeHash).executeTakeFirst();

export const lockEnrolment = (trx: Trx, userCodeHash: Buffer) =>
  known(trx, "userCodeHash", userCodeHash).forUpdate().executeTakeFirst();

/** The one of a device itself, locked. */
export const lockOwnEnrolment = (trx: Trx, deviceCodeHash: Buffer) =>
  known(trx, "deviceCodeHash", deviceCodeHash).forUpdate().executeTakeFirst();

export async function answerEnrolment(
  trx: Trx,
  id: string,
  change: { state: "denied" | "collected" } | { state: "approved"; configuration: string },
): Promise<void> {
  await trx.updateTable("tunnelEnrolments").set(change).where("id", "=", id).execute();
}

/** Forgets enrolments that nobody can answer or collect any more. For the portal's scope. */
export async function sweepEnrolments(trx: Trx): Promise<void> {
  await trx.deleteFrom("tunnelEnrolments").where("expiresAt", "<=", sql<Date>`now() - interval '1 hour'`).execute();
}
