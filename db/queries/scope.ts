import { CompiledQuery, sql } from "kysely";
import type { Trx } from "@/db/client";

/** Scopes the transaction to an organisation that it creates, still without members, or that the user's own row refers to. */
export async function enterOrganisation(trx: Trx, id: string): Promise<void> {
  await sql`select set_config('app.organisation_id', ${id}, true)`.execute(trx);
}

/** Continues as a user whom this transaction created, or whose link identified them. */
export async function enterUser(trx: Trx, id: string): Promise<void> {
  await sql`select set_config('app.user_id', ${id}, true)`.execute(trx);
}

/** Runs a library's own statement within the transaction. */
export async function execute(trx: Trx, text: string, values: unknown[]): Promise<{ rows: unknown[] }> {
  return trx.executeQuery(CompiledQuery.raw(text, values));
}
