import { type CompiledQuery, Kysely, type Transaction } from "kysely";
import pg from "pg";
import { type Opening, openingOf, ScopedDialect } from "@/db/driver";
import type { DB } from "@/db/schema";
import { env } from "@/lib/env";

/**
 * A handle that may be outside a transaction: for readers, and for the tables that are read before the user is known.
 */
export type Db = Kysely<DB>;
/** A transaction's handle. Every writer requires it, so that writing outside a transaction doesn't compile. */
export type Trx = Transaction<DB>;

/**
 * There is one pool for the process, even if Next.js loads this module more than once. The handle on it belongs to each
 * copy of the module, because the driver must read the same `openingOf` that `transaction` writes.
 */
const shared = globalThis as unknown as { guildhallPool?: pg.Pool };
let handle: { pool: pg.Pool; db: Db } | undefined;

function connect(): pg.Pool {
  const { DATABASE_URL, DATABASE_POOL } = env();
  const pool = new pg.Pool({
    connectionString: DATABASE_URL,
    max: DATABASE_POOL,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    // Statements are sent at once, without waiting for the previous one: the last ones are sent with the commit.
    pipeline: true,
  });
  // A dead connection is replaced on next use; without a listener its error would end the process. The pool only
  // listens to idle connections: one that dies in use fails its query, and reports here as well.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** For tables without a tenant (sessions, users) and for the kernel. Tenant tables have no visible rows here. */
export function database(): Db {
  const current = pool();
  if (handle?.pool !== current) {
    const dialect = new ScopedDialect(current, { prepare: env().DATABASE_PREPARE === "on" });
    handle = { pool: current, db: new Kysely<DB>({ dialect }) };
  }
  return handle.db;
}

/** The bare pool, for the two libraries with their own SQL (job queue, rate limiter). */
export function pool(): pg.Pool {
  shared.guildhallPool ??= connect();
  return shared.guildhallPool;
}

/** Runs `work` in a transaction that begins with `opening`; `rows` are those of the opening's last statement. */
export function transaction<Row, T>(opening: Opening, work: (trx: Trx, rows: Row[]) => Promise<T>): Promise<T> {
  return openingOf.run(opening, () =>
    database()
      .transaction()
      .execute((trx) => work(trx, (opening.rows ?? []) as Row[])),
  );
}

/**
 * Defers a statement to the end of the transaction: it is sent with the commit, and its failure is the transaction's.
 * For results that nothing in the transaction reads.
 */
export function sendWithCommit(trx: Trx, query: CompiledQuery): void {
  const opening = openingOf.getStore();
  if (!trx.isTransaction || !opening) throw new Error("A statement was deferred outside a transaction.");
  opening.last.push(query);
}

/** Ends all connections; the next use opens new ones. */
export async function disconnect(): Promise<void> {
  const open = shared.guildhallPool;
  shared.guildhallPool = undefined;
  await open?.end();
}
