import { CamelCasePlugin, Kysely, type Transaction } from "kysely";
import pg from "pg";
import { type Opening, openingOf, ScopedDialect } from "@/db/driver";
import type { DB } from "@/db/schema";
import { env } from "@/lib/env";

/** A handle that can't promise a transaction: for readers, and for the tables that are read before anybody is known. */
export type Db = Kysely<DB>;
/** A transaction's handle. Every writer takes this, so that "outside a transaction" doesn't compile. */
export type Trx = Transaction<DB>;

interface Connections {
  pool: pg.Pool;
  db: Db;
}
const shared = globalThis as unknown as { guildhallDatabase?: Connections };

/** Kept on globalThis: Next.js may load a module more than once, but the pool must be one. */
function connections(): Connections {
  if (shared.guildhallDatabase) return shared.guildhallDatabase;
  const { DATABASE_URL, DATABASE_POOL, DATABASE_PREPARE } = env();
  const pool = new pg.Pool({
    connectionString: DATABASE_URL,
    max: DATABASE_POOL,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
  });
  // A connection that dies while idle is replaced on next use; without a listener it would end the process.
  pool.on("error", () => {});
  const dialect = new ScopedDialect(pool, { prepare: DATABASE_PREPARE === "on" });
  shared.guildhallDatabase = {
    pool,
    db: new Kysely<DB>({ dialect, plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })] }),
  };
  return shared.guildhallDatabase;
}

/** For tables without a tenant (sessions, users) and for the kernel. Tenant tables show nothing here. */
export function database(): Db {
  return connections().db;
}

/** The bare pool, for the two libraries that bring their own SQL (job queue, rate limiter). */
export function pool(): pg.Pool {
  return connections().pool;
}

/** Runs `work` in a transaction that begins with `opening`; `rows` are what the opening's last statement returned. */
export function transaction<Row, T>(opening: Opening, work: (trx: Trx, rows: Row[]) => Promise<T>): Promise<T> {
  return openingOf.run(opening, () =>
    database()
      .transaction()
      .execute((trx) => work(trx, (opening.rows ?? []) as Row[])),
  );
}

/** Ends all connections; the next use opens new ones. */
export async function disconnect(): Promise<void> {
  const open = shared.guildhallDatabase;
  shared.guildhallDatabase = undefined;
  await open?.db.destroy();
}
