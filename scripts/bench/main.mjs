import path from "node:path";
import { startDatabase } from "../database/start.mjs";
import { testDir } from "../test/database.mjs";
import { buildWhenChanged } from "../up/build.mjs";
import { run } from "../up/children.mjs";
import { Ended, untilAsked } from "../up/ending.mjs";
import { buildEnvironment } from "../up/environment.mjs";
import { installDependencies } from "../up/install.mjs";
import { Refusal, Told } from "../up/refusal.mjs";
import { buildPeers } from "./peers.mjs";

const known = ["--quick", "--json", "--size"];

/** Prepares everything for a measurement (dependencies, both builds, a database) and ends it all afterwards. */
export async function bench(args) {
  const strange = args.find((arg) => !known.includes(arg));
  if (strange) throw new Refusal(`“${strange}” is unknown. Usage: npm run bench -- [${known.join("] [")}]`);
  const signal = untilAsked();
  // Standard output is only for the figures.
  const say = (line) => console.error(line);
  const log = (name) => path.join(testDir, "logs", `${name}.log`);
  await installDependencies({ say, log: log("install"), signal });
  const undo = [];
  try {
    const build = await buildWhenChanged({ say, log: log("build"), signal, env: buildEnvironment() });
    undo.push(build.release);
    // The cost of an organisation's size is compared only with ourselves.
    const size = args.includes("--size");
    if (!size) await buildPeers({ say, log: log("build-peers"), signal });
    const superuserUrl = process.env.TEST_DATABASE_URL || (await ownDatabase(undo));
    const env = { ...process.env, TSX_DISABLE_CACHE: "1", BENCH_DATABASE: superuserUrl, GUILDHALL_BUILD: build.folder };
    const stdio = ["ignore", "inherit", "inherit"];
    const { code } = await run(
      [process.execPath, "--import", "tsx", size ? "bench/size.ts" : "bench/main.ts", ...args],
      { env, signal, stdio },
    );
    if (code !== 0) throw new Told(code);
  } catch (error) {
    if (error instanceof Ended) return error.code;
    throw error;
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

/** As durable as a real portal's: writes that don't have to reach the disk would be too fast. */
async function ownDatabase(undo) {
  const database = await startDatabase({ dir: path.join(testDir, "bench"), scratch: true, durable: true });
  undo.push(database.stop);
  return database.superuserUrl;
}
