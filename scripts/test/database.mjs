import path from "node:path";
import { startDatabase } from "../database/start.mjs";
import { inRoot } from "../up/paths.mjs";

/** Where the tests' databases and reports are; git-ignored. */
export const testDir = inRoot(".test");

/** A throw-away PostgreSQL for tests, its superuser's address in TEST_DATABASE_URL. */
export const startTestDatabase = (name, binaries) =>
  startDatabase({ dir: path.join(testDir, name), scratch: true, binaries });

/** For vitest alone, started by hand: `npm test` has started one already. */
export default async function setup() {
  if (process.env.TEST_DATABASE_URL) return;
  const database = await startTestDatabase("vitest");
  process.env.TEST_DATABASE_URL = database.superuserUrl;
  return database.stop;
}
