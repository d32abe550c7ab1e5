import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Kysely, type Migration, type MigrationProvider, Migrator, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { closeDatabase, prepareRoles } from "@/db/roles";

const folder = join(import.meta.dirname, "migrations");

/** Migrations are plain SQL, in the order of their names, forwards only. */
const files: MigrationProvider = {
  async getMigrations() {
    const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
    const migrations: Record<string, Migration> = {};
    for (const name of names) {
      const text = await readFile(join(folder, name), "utf8");
      migrations[name.replace(/\.sql$/, "")] = { up: async (db) => void (await sql.raw(text).execute(db)) };
    }
    return migrations;
  },
};

/**
 * Brings a database of PostgreSQL 15 to 18 up to date: roles, tables, policies, grants. Can be run at any time.
 * @param ownerUrl a role that may create in the database (and roles, where they are missing)
 * @param applicationUrl the login role that the application will use; created with this password if missing
 * @returns the names of the migrations that were run
 */
export async function migrate(ownerUrl: string, applicationUrl: string): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  // Relevant errors are thrown where they are awaited; a connection lost while idle needn't end the process.
  pool.on("error", () => {});
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const client = await pool.connect();
  try {
    await requireVersion(client);
    await prepareRoles(client, applicationUrl);
    const migrator = new Migrator({ db, provider: files });
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw error;
    await closeDatabase(client, applicationUrl);
    return (results ?? []).map(({ migrationName }) => migrationName);
  } finally {
    client.release();
    await db.destroy();
  }
}

async function requireVersion(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query("select current_setting('server_version_num')::int / 10000 as major");
  if (rows[0].major < 15) throw new Error(`PostgreSQL ${rows[0].major} is too old: Guildhall needs 15 to 18.`);
}
