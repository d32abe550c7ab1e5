// Makes the peer's tables and indexes by its own migrations, as its command line does.
import { getMigrations } from "better-auth/db/migration";
import { options } from "./auth";
import { pool } from "./pool";

const { runMigrations } = await getMigrations(options);
await runMigrations();
await pool.end();
