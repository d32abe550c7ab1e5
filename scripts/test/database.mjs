import path from "node:path";
import { startDatabase } from "../database/start.mjs";
import { inRoot } from "../up/paths.mjs";

/** The folder of the tests' databases and reports; git-ignored. */
export const testDir = inRoot(".test");

/** A temporary PostgreSQL for tests, with its superuser's URL in TEST_DATABASE_URL. */
export const startTestDatabase = (name, binaries) =>
  startDatabase({ dir: path.join(testDir, name), scratch: true, binaries });

/** For vitest started by hand: `npm test` has already started one. */
export default async function setup() {
  if (process.env.TEST_DATABASE_URL) return;
  const database = await startTestDatabase("vitest");
  process.env.TEST_DATABASE_URL = database.superuserUrl;
  return database.stop;
}
