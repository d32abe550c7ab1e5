import { sql } from "kysely";
import type { Trx } from "@/db/client";

/**
 * Opens an invitation by its link within a transaction that began without a caller; the transaction is then in the
 * scope of its organisation.
 */
export async function enterInvitation<Row>(trx: Trx, tokenHash: Buffer, locking: boolean): Promise<Row | undefined> {
  const { rows } = await sql<Row>`select * from enter_invitation(null, ${tokenHash}, null, ${locking})`.execute(trx);
  return rows[0];
}
