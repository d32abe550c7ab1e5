import { CompiledQuery, sql } from "kysely";
import type { Trx } from "@/db/client";

/** Enters an organisation: one that this transaction makes, to which nobody belongs yet, or one that a row of one's own named. */
export async function enterOrganisation(trx: Trx, id: string): Promise<void> {
  await sql`select set_config('app.organisation_id', ${id}, true)`.execute(trx);
}

/** Goes on as a user whom this transaction made, or whose link proved who is there. */
export async function enterUser(trx: Trx, id: string): Promise<void> {
  await sql`select set_config('app.user_id', ${id}, true)`.execute(trx);
}

/** Runs a library's own statement within the transaction. */
export async function execute(trx: Trx, text: string, values: unknown[]): Promise<{ rows: unknown[] }> {
  return trx.executeQuery(CompiledQuery.raw(text, values));
}
