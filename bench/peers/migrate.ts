// Creates the peer's tables and indexes with its own migrations, like its command line.
import { getMigrations } from "better-auth/db/migration";
import { options } from "./auth";
import { pool } from "./pool";

const { runMigrations } = await getMigrations(options);
await runMigrations();
await pool.end();
