import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { databaseAccount } from "../../scripts/database/account.mjs";
import { requireNameServer } from "../../scripts/dns/program.mjs";
import { startServer } from "../../scripts/dns/server.mjs";

const password = "name-server-of-the-tests";

/** Sets the tests’ password for the role of name servers; the tests of a cluster share it. */
async function letIn(superuserUrl: string): Promise<string> {
  const client = new pg.Client(superuserUrl);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('guildhall name server'))");
    await client.query(`alter role pdns password '${password}'`);
  } finally {
    await client.end();
  }
  return Object.assign(new URL(superuserUrl), { username: "pdns", password }).href;
}

/** A superuser’s URL of this test file’s own database. */
export function databaseUrl(): string {
  const { pathname } = new URL(process.env.DATABASE_URL ?? "");
  return Object.assign(new URL(process.env.TEST_DATABASE_URL ?? ""), { pathname }).href;
}

export interface NameServer {
  pid: number;
  address: string;
  port: number;
  apiUrl: string;
  apiKey: string;
  /** Its own folder, with configuration and log. */
  dir: string;
  stop: () => Promise<void>;
}

/**
 * Starts the real PowerDNS on a test database, on a free loopback port. It sends no NOTIFY unless `settings` say so.
 * @param database a superuser’s URL of the database; with `role`, that URL is used instead of the role pdns
 */
export async function startNameServer(
  database: string,
  settings: Record<string, string | number> = {},
  { port, asGiven = false }: { port?: number; asGiven?: boolean } = {},
): Promise<NameServer> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "guildhall-name-server-"));
  const apiKey = randomBytes(16).toString("hex");
  const server = await startServer({
    program: requireNameServer(),
    dir,
    log: path.join(dir, "dns.log"),
    database: asGiven ? database : await letIn(database),
    apiKey,
    port,
    account: databaseAccount(dir),
    settings: { "only-notify": "", "xfr-cycle-interval": 1, ...settings },
  });
  const stop = async () => {
    await server.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  };
  return { ...server, pid: server.pid as number, apiKey, dir, stop };
}
