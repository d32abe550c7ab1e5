import { type CompiledQuery, Kysely, type Transaction } from "kysely";
import pg from "pg";
import { type Opening, openingOf, ScopedDialect } from "@/db/driver";
import type { DB } from "@/db/schema";
import { env } from "@/lib/env";

/** A handle that can't promise a transaction: for readers, and for the tables that are read before anybody is known. */
export type Db = Kysely<DB>;
/** A transaction's handle. Every writer takes this, so that "outside a transaction" doesn't compile. */
export type Trx = Transaction<DB>;

/**
 * The pool is one for the process, though Next.js may load this module more than once. The handle above it belongs to each
 * copy of the module: the driver must read the very `openingOf` that `transaction` writes.
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
    // A statement is sent when it is asked, not when the one before was answered: the last ones go out with the commit.
    pipeline: true,
  });
  // A connection that dies is replaced on next use; without a listener it would end the process. The pool listens to those
  // that are idle alone: one that dies in somebody's hands refuses their query, and says so here besides.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** For tables without a tenant (sessions, users) and for the kernel. Tenant tables show nothing here. */
export function database(): Db {
  const current = pool();
  if (handle?.pool !== current) {
    const dialect = new ScopedDialect(current, { prepare: env().DATABASE_PREPARE === "on" });
    handle = { pool: current, db: new Kysely<DB>({ dialect }) };
  }
  return handle.db;
}

/** The bare pool, for the two libraries that bring their own SQL (job queue, rate limiter). */
export function pool(): pg.Pool {
  shared.guildhallPool ??= connect();
  return shared.guildhallPool;
}

/** Runs `work` in a transaction that begins with `opening`; `rows` are what the opening's last statement returned. */
export function transaction<Row, T>(opening: Opening, work: (trx: Trx, rows: Row[]) => Promise<T>): Promise<T> {
  return openingOf.run(opening, () =>
    database()
      .transaction()
      .execute((trx) => work(trx, (opening.rows ?? []) as Row[])),
  );
}

/**
 * Leaves a statement to the end of the transaction: it travels with the commit, and a failure of it is the transaction's. For what
 * nothing in the transaction reads.
 */
export function sendWithCommit(trx: Trx, query: CompiledQuery): void {
  const opening = openingOf.getStore();
  if (!trx.isTransaction || !opening) throw new Error("A statement was left to a transaction that isn’t there.");
  opening.last.push(query);
}

/** Ends all connections; the next use opens new ones. */
export async function disconnect(): Promise<void> {
  const open = shared.guildhallPool;
  shared.guildhallPool = undefined;
  await open?.end();
}
