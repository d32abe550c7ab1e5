import { findBrowser } from "./browser.mjs";
import { findDocker } from "./docker.mjs";
import { findNameServerPrograms } from "./name_server.mjs";
import { findOldPostgres } from "./old-postgres.mjs";
import { installTools } from "./tools.mjs";

/** Finds what the steps need besides npm's packages, and installs what is missing, where possible. It isn't a test. */
export async function findPackages(context) {
  context.browser = await findBrowser(context);
  context.oldPostgres = await findOldPostgres(context);
  await installTools(context);
  context.nameServer = await findNameServerPrograms(context);
  context.docker = await findDocker(context);
  return { passed: 0, failed: 0 };
}
