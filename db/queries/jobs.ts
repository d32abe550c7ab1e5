import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** How many seconds the oldest job is overdue; 0 if none is. Shows when no worker is running. */
export async function queueLag(trx: Trx): Promise<number> {
  const { rows } = await sql<{ lag: number | null }>`
    select extract(epoch from now() - min(start_after))::int as lag from pgboss.job
    where state in ('created', 'retry') and start_after < now() and name in ('mail', 'server', 'import', 'sweep')`.execute(
    trx,
  );
  return rows[0]?.lag ?? 0;
}
