import path from "node:path";
import { startApplication } from "./application.mjs";
import { buildWhenChanged } from "./build.mjs";
import { migrate, openDatabase, setupLink } from "./database.mjs";
import { Ended, untilAsked } from "./ending.mjs";
import { applicationEnvironment, buildEnvironment, ownerEnvironment } from "./environment.mjs";
import { installDependencies } from "./install.mjs";
import { portLine, whyNoListening } from "./port.mjs";
import { Refusal } from "./refusal.mjs";
import { loadSecrets, makePrivate } from "./secrets.mjs";
import { readSettings } from "./settings.mjs";

const say = (line) => console.log(line);

/**
 * Everything from a fresh clone to the running application, and back: ends everything that it starts.
 * @param openTown what `npm run demo` does before the application starts; it returns the lines to print once it runs
 */
export async function up({ dev, openTown }) {
  const settings = readSettings(process.env);
  const busy = await whyNoListening(settings.port, settings.host);
  if (busy) throw new Refusal(portLine(busy, settings.port, settings.host));

  const signal = untilAsked();
  const life = { running: false, undo: [] };
  try {
    const application = await start(settings, { dev, openTown, signal, life });
    const asked = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    await Promise.race([application.ended, asked]);
  } catch (error) {
    // It was asked to end: not a failure.
    if (error instanceof Ended) return life.running ? 0 : error.code;
    throw error;
  } finally {
    if (life.running) say("Ending.");
    for (const step of life.undo.reverse()) await step();
  }
}

/** Each step that leaves something running adds its end to `life.undo`. */
async function start(settings, { dev, openTown, signal, life }) {
  makePrivate(settings.dataDir);
  const log = (name) => path.join(settings.dataDir, "logs", `${name}.log`);
  await installDependencies({ say, log: log("install"), signal });

  const secrets = settings.databaseUrl ? {} : loadSecrets(settings.dataDir);
  const database = await openDatabase(settings);
  life.undo.push(database.stop);
  const env = applicationEnvironment(settings, secrets, database, dev);
  signal.throwIfAborted();
  await migrate(ownerEnvironment(env, database), signal);
  const townLines = await openTown?.({ settings, env, signal, undo: life.undo, say });

  if (!dev) {
    const build = await buildWhenChanged({ say, log: log("build"), signal, env: buildEnvironment() });
    life.undo.push(build.release);
    env.GUILDHALL_BUILD = build.folder;
  }
  const starting = startApplication({ env, dev, signal, say });
  life.undo.push(() =>
    starting.then(
      (application) => application.end(),
      () => {},
    ),
  );
  const asked = setupLink(env, signal);
  // When both fail, it is for the same reason, which the application has printed.
  asked.catch(() => {});
  const application = await starting;
  const link = await Promise.race([asked, application.ended]);
  life.running = true;
  say(`\nGuildhall is running: ${settings.publicUrl}`);
  if (link) say(`Set it up here, once: ${link}`);
  for (const line of townLines?.() ?? []) say(line);
  say("Ctrl-C ends it.\n");
  return application;
}
