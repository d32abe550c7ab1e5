import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** Seconds that the oldest job waits beyond its time; 0 when none does. A worker that is gone shows here. */
export async function queueLag(trx: Trx): Promise<number> {
  const { rows } = await sql<{ lag: number | null }>`
    select extract(epoch from now() - min(start_after))::int as lag from pgboss.job
    where state in ('created', 'retry') and start_after < now() and name in ('mail', 'server', 'import', 'sweep')`.execute(
    trx,
  );
  return rows[0]?.lag ?? 0;
}
