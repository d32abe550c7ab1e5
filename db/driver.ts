import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  type QueryResult,
} from "kysely";
import type pg from "pg";
import { camelCase, SnakeCaseCompiler } from "@/db/naming";

/**
 * The beginning of a transaction: one message, so each value in `text` must already be a quoted literal (see
 * db/opening.ts).
 */
export interface Opening {
  text: string;
  /** A read's commit need not be awaited: nothing depends on it. */
  readOnly: boolean;
  /** Set by the driver: the rows of the last statement of `text`. */
  rows?: unknown[];
  /** Sent together with the commit, which only succeeds if they do: nothing needs their rows. */
  last: CompiledQuery[];
}
export const openingOf = new AsyncLocalStorage<Opening>();

/**
 * A name for each text of a statement, so that PostgreSQL plans it once per connection. Bounded, because texts are few.
 * Derived from the text, because copies of this module share connections and must never use one name for two texts.
 */
const names = new Map<string, string>();
function nameOf(text: string): string | undefined {
  let name = names.get(text);
  if (!name && names.size < 2_000) {
    name = `g_${createHash("sha256").update(text).digest("base64url")}`;
    names.set(text, name);
  }
  return name;
}

class Connection implements DatabaseConnection {
  closing?: Promise<void>;
  opening?: Opening;
  /** The reason why this connection must not be used again. */
  broken?: Error;

  constructor(
    readonly client: pg.PoolClient,
    private readonly prepare: boolean,
  ) {}

  async executeQuery<R>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const values = [...parameters];
    const name = this.prepare ? nameOf(text) : undefined;
    const { rows, fields, rowCount } = await this.client.query({ name, text, values, rowMode: "array" as const });
    return { rows: toRecords(rows, fields) as R[], numAffectedRows: rowCount === null ? undefined : BigInt(rowCount) };
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator, and streams aren't used.
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error("This driver does not stream.");
  }
}

/** Rows arrive as lists of values, and get their keys directly in our spelling. */
function toRecords(rows: unknown[][], fields: pg.FieldDef[]): Record<string, unknown>[] {
  const keys = fields.map(({ name }) => camelCase(name));
  return rows.map((values) => {
    const record: Record<string, unknown> = {};
    for (let column = 0; column < keys.length; column++) record[keys[column] as string] = values[column];
    return record;
  });
}

/** The deferred statements; deferring one later is an error. */
const closed = ({ opening }: Connection) => Object.freeze(opening?.last ?? []);

/**
 * Collects all statements until the end of this turn: sending each by itself would cost a system call and wake
 * PostgreSQL.
 */
function inOnePacket(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Kysely's PostgreSQL driver drops the rows of a begin with further statements; this one returns them. */
class ScopedDriver implements Driver {
  constructor(
    private readonly pool: pg.Pool,
    private readonly prepare: boolean,
  ) {}

  async init() {}

  async acquireConnection() {
    return new Connection(await this.pool.connect(), this.prepare);
  }

  async beginTransaction(connection: Connection) {
    const opening = openingOf.getStore();
    const answer = await this.open(connection, opening?.text ?? "begin");
    if (!opening) return;
    connection.opening = opening;
    opening.rows = Array.isArray(answer) ? (answer.at(-1)?.rows ?? []) : answer.rows;
  }

  /** A begin that fails half-way (a lock wasn't available) leaves a transaction that Kysely doesn't know about. */
  private async open(connection: Connection, text: string): Promise<pg.QueryResult | pg.QueryResult[]> {
    try {
      return (await connection.client.query(text)) as unknown as pg.QueryResult | pg.QueryResult[];
    } catch (error) {
      await this.rollbackTransaction(connection).catch(() => undefined);
      throw error;
    }
  }

  async commitTransaction(connection: Connection) {
    if (connection.opening?.last.length) inOnePacket(connection.client);
    const last = closed(connection).map((query) => connection.executeQuery(query));
    const done = connection.client.query("commit").then(({ command }) => {
      // After a swallowed error, or one in a deferred statement, PostgreSQL replies ROLLBACK to a commit, without an
      // error.
      if (command !== "COMMIT") throw new Error("The transaction was rolled back instead of committed.");
    });
    if (connection.opening?.readOnly) connection.closing = done;
    else for (const end of await Promise.allSettled([...last, done])) if (end.status === "rejected") throw end.reason;
  }

  async rollbackTransaction(connection: Connection) {
    closed(connection);
    try {
      await connection.client.query("rollback");
    } catch (error) {
      connection.broken = error as Error;
      throw error;
    }
  }

  async releaseConnection(connection: Connection) {
    const { client, closing, broken } = connection;
    if (!closing) return client.release(broken);
    closing.then(
      () => client.release(),
      (error) => client.release(error),
    );
  }

  async destroy() {
    await this.pool.end();
  }
}

export class ScopedDialect implements Dialect {
  constructor(
    private readonly pool: pg.Pool,
    private readonly options: { prepare: boolean },
  ) {}
  createAdapter = () => new PostgresAdapter();
  createDriver = () => new ScopedDriver(this.pool, this.options.prepare);
  createQueryCompiler = () => new SnakeCaseCompiler();
  createIntrospector = (db: Kysely<unknown>): DatabaseIntrospector => new PostgresIntrospector(db);
}
