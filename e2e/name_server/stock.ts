import { randomBytes } from "node:crypto";
import fs from "node:fs";
import pg from "pg";

const schema = [
  "/usr/share/pdns-backend-pgsql/schema/schema.pgsql.sql",
  "/usr/share/doc/pdns-backend-pgsql/schema.pgsql.sql",
].find((file) => fs.existsSync(file));

interface Row {
  name: string;
  type: string | null;
  content: string | null;
  ttl: number | null;
  prio: number | null;
  ordername: string | null;
  auth: boolean;
}
type Query = (text: string, values?: unknown[]) => Promise<Row[]>;

/** A database with PowerDNS’s own schema, for a name server that isn’t ours. */
export async function stockDatabase() {
  const cluster = process.env.TEST_DATABASE_URL ?? "";
  const name = `pdns_${randomBytes(5).toString("hex")}`;
  const url = Object.assign(new URL(cluster), { pathname: `/${name}` }).href;
  const run = async (at: string, text: string, values?: unknown[]) => {
    const client = new pg.Client(at);
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  };
  if (!schema) throw new Error("PowerDNS's own schema is missing: apt-get install pdns-backend-pgsql");
  await run(cluster, `create database ${name}`);
  await run(url, fs.readFileSync(schema, "utf8"));
  const query: Query = (text, values) => run(url, text, values);
  /** A zone’s sorted records as a name server reads them, without the SOA. */
  const rowsOf = (zone: string, ask: Query, prefix = "") =>
    ask(
      `select r.name, r.type, r.content, r.ttl, r.prio, r.ordername, r.auth from ${prefix}records r
        join ${prefix}domains d on d.id = r.domain_id where d.name = $1 and r.type is distinct from 'SOA'
        order by r.name collate "C", r.type collate "C", r.content collate "C"`,
      [zone],
    );
  return { url, query, rowsOf, drop: () => run(cluster, `drop database ${name} with (force)`) };
}
export type Stock = Awaited<ReturnType<typeof stockDatabase>>;
