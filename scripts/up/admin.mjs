import path from "node:path";
import { runTypeScript } from "./children.mjs";
import { migrate, openDatabase } from "./database.mjs";
import { Ended, untilAsked } from "./ending.mjs";
import { applicationEnvironment, ownerEnvironment } from "./environment.mjs";
import { installDependencies } from "./install.mjs";
import { loadSecrets, makePrivate } from "./secrets.mjs";
import { readSettings } from "./settings.mjs";

/**
 * Runs one administrative command on the running database, or on one started for it. Standard output is only for the
 * command (--json); messages from here go to standard error.
 */
export async function admin(args) {
  const settings = readSettings(process.env, { ownerNeeded: args[0] === "migrate" });
  const signal = untilAsked();
  makePrivate(settings.dataDir);
  await installDependencies({
    say: (line) => console.error(line),
    log: path.join(settings.dataDir, "logs/install.log"),
    signal,
  });
  // An exported log is checked on any machine.
  if (isOffline(args)) return (await runTypeScript("admin.ts", args, { stdio: "inherit", signal })).code;
  const secrets = settings.databaseUrl ? {} : loadSecrets(settings.dataDir);
  const database = await openDatabase(settings);
  try {
    const env = { ...applicationEnvironment(settings, secrets, database), WORKER: "off" };
    const ownerEnv = ownerEnvironment(env, database);
    if (args[0] === "migrate") {
      await migrate(ownerEnv, signal, "inherit");
      console.error("The database is up to date.");
      return 0;
    }
    // A fresh clone may be set up by a script before its first start. An external database is only migrated on request.
    if (!settings.databaseUrl) await migrate(ownerEnv, signal, ["ignore", "ignore", "inherit"]);
    const { code } = await runTypeScript("admin.ts", args, { env, stdio: "inherit", signal });
    return code;
  } catch (error) {
    if (error instanceof Ended) return error.code;
    throw error;
  } finally {
    await database.stop();
  }
}

const isOffline = ([noun, verb, ...more]) =>
  noun === "audit" && verb === "verify" && more.some((each) => each !== "--json");
