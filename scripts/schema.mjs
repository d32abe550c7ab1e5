// Writes db/schema.ts from a migrated database, or with --verify checks that it matches the migrations.
// usage: DATABASE_URL=… node scripts/schema.mjs [--verify]
import { spawnSync } from "node:child_process";

const result = spawnSync(
  process.execPath,
  [
    "node_modules/kysely-codegen/dist/cli/bin.js",
    `--url=${process.env.DATABASE_URL}`,
    "--dialect=postgres",
    "--camel-case",
    "--include-pattern=public.!(kysely_*)",
    "--out-file=db/schema.ts",
    "--log-level=warn",
    ...(process.argv.includes("--verify") ? ["--verify"] : []),
  ],
  { stdio: "inherit" },
);
process.exit(result.status ?? 1);
