import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** Moves the serials of zones that somebody held while their given records changed. For the portal's scope. */
export async function moveGivenSerials(trx: Trx): Promise<void> {
  await sql`select move_given_serials()`.execute(trx);
}
