import { run, runTypeScript } from "../up/children.mjs";
import { startTestDatabase } from "./database.mjs";

/**
 * Migrates an empty database with the command that `npm run up` uses, and writes db/schema.ts from it, or compares the
 * two. In its own cluster, because roles belong to a whole cluster, and those of the tests have another owner.
 * @param {{ verify?: boolean, signal?: AbortSignal }} options
 * @returns {Promise<{ code: number, lines: string[] }>} code is 0 if db/schema.ts is up to date
 */
export async function writeSchema({ verify = false, signal }) {
  const database = await startTestDatabase("migrated");
  try {
    const env = { ...process.env, DATABASE_OWNER_URL: database.ownerUrl, DATABASE_URL: database.appUrl };
    const migrated = await runTypeScript("migrate.ts", [], { env, signal });
    if (migrated.code !== 0) return { code: 1, lines: migrated.all.trim().split("\n") };
    const generate = [
      process.execPath,
      "node_modules/kysely-codegen/dist/cli/bin.js",
      `--url=${database.ownerUrl}`,
      "--dialect=postgres",
      "--camel-case",
      "--include-pattern=public.!(kysely_*)",
      "--out-file=db/schema.ts",
      "--log-level=warn",
      ...(verify ? ["--verify"] : []),
    ];
    const { code, all } = await run(generate, { signal });
    const told = all.trim().split("\n").slice(0, 10);
    return { code, lines: code === 0 ? [] : ["db/schema.ts doesn’t match the migrations: npm run schema", ...told] };
  } finally {
    await database.stop();
  }
}
