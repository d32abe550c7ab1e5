import pg from "pg";

/** As many connections as our own application takes. */
export const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
