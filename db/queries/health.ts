import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** The size of the database in bytes, how many of its connections are used, and which migrations it has. */
export async function readDatabase(trx: Trx) {
  const { rows } = await sql<{
    version: string;
    sizeBytes: number;
    connections: number;
    maxConnections: number;
    migrations: string[];
  }>`
    select split_part(current_setting('server_version'), ' ', 1) as version,
      pg_database_size(current_database())::float8 as size_bytes,
      (select sum(numbackends)::int from pg_stat_database) as connections,
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as max_connections,
      (select array_agg(name::text order by name) from kysely_migration) as migrations`.execute(trx);
  const [row] = rows;
  if (!row) throw new Error("The database didn’t say how it is.");
  return row;
}

/** The last mail that was sent, and how many of the last day’s failed. For the portal’s scope. */
export async function readMailFacts(trx: Trx) {
  const last = await trx
    .selectFrom("mails")
    .select("sentAt")
    .where("state", "=", "sent")
    .where("byProvider", "=", false)
    .orderBy("createdAt", "desc")
    .limit(1)
    .executeTakeFirst();
  const { failed } = await trx
    .selectFrom("mails")
    .select(({ fn }) => fn.countAll<string>().as("failed"))
    .where("state", "=", "failed")
    .where("withdrawnAt", "is", null)
    .where("createdAt", ">", sql<Date>`now() - interval '24 hours'`)
    .executeTakeFirstOrThrow();
  return { lastSentAt: last?.sentAt ?? null, failedInADay: Number(failed) };
}

/** Every gateway of tunnels by name, and what its program reported last. */
export async function listGatewayHealth(trx: Trx) {
  return trx
    .selectFrom("gateways")
    .select(["id", "name", "problem", "reportedAt", "createdAt"])
    .orderBy("nameKey")
    .execute();
}

/** Every node by name, and since when it is online or offline. */
export async function listNodeHealth(trx: Trx) {
  return trx
    .selectFrom("nodes")
    .select(["id", "name", "healthy", "problem", "checkedAt", "healthChangedAt"])
    .orderBy("nameKey")
    .execute();
}
