import { startDatabase } from "../database/start.mjs";
import { runTypeScript } from "./children.mjs";
import { Refusal, Told } from "./refusal.mjs";

/** The database of the settings: an external one, or the embedded one of the data directory. */
export async function openDatabase({ databaseUrl, ownerUrl, dataDir }) {
  if (databaseUrl) return { appUrl: databaseUrl, ownerUrl, stop: async () => {} };
  return await startDatabase({ dir: dataDir });
}

/** Migrates the database. The script itself prints an error in one line. */
export async function migrate(env, signal, stdio = ["ignore", "inherit", "inherit"]) {
  const { code } = await runTypeScript("migrate.ts", [], { env, signal, stdio });
  if (code !== 0) throw new Told(code);
}

/** The link that opens the set-up page, once; empty when the portal is set up. */
export async function setupLink(env, signal) {
  const { code, stdout, stderr } = await runTypeScript("setup-link.ts", [], { env, signal });
  if (code !== 0) throw new Refusal(stderr.trim().split("\n")[0] || "The set-up link couldn't be created.");
  return stdout.trim();
}
