// The measurement itself. `npm run bench` prepares what it needs: both builds, and a PostgreSQL in BENCH_DATABASE.

import { countingProxy } from "@/bench/counting";
import { postmaster } from "@/bench/cpu";
import { createDatabases } from "@/bench/databases";
import { Loader } from "@/bench/loader";
import { count, measure, plans, type Rounds } from "@/bench/measure";
import { operations } from "@/bench/operations";
import { prepare } from "@/bench/prepare";
import { toReport, toTable } from "@/bench/report";
import { startServers } from "@/bench/servers";

const plan = process.argv.includes("--quick") ? plans.quick : plans.full;
const json = process.argv.includes("--json");
const undo: (() => unknown)[] = [];
// Standard output is only for the figures.
const say = (line: string) => console.error(line);

async function main(): Promise<void> {
  const databases = await createDatabases(process.env.BENCH_DATABASE ?? "");
  undo.push(databases.drop);
  say("Filling both databases with the same rows.");
  await prepare(databases);
  const loader = new Loader();
  undo.push(() => loader.end());

  say("Counting the database queries of a request.");
  const proxy = await countingProxy(databases.ours.applicationUrl);
  undo.push(proxy.close);
  // The worker queries the database by itself, which would be counted, too.
  const watched = await startServers(databases, proxy.through, { WORKER: "off" });
  const counts = await count(loader, watched, proxy.read).finally(watched.stop);

  const servers = await startServers(databases);
  undo.push(servers.stop);
  const postgres = postmaster(databases.backend);
  const measured = new Map<string, Rounds>();
  for (const { name, title } of operations) {
    say(`Measuring: ${title}.`);
    measured.set(name, await measure(name, { loader, servers, postgres, plan }));
  }
  const report = toReport(measured, counts, plan, databases.version);
  console.log(json ? JSON.stringify(report, null, 2) : toTable(report));
}

const asked = new Promise<never>((_, reject) => {
  for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => reject(new Error(`Ended by ${name}.`)));
});
try {
  await Promise.race([main(), asked]);
} catch (error) {
  process.exitCode = 1;
  say((error as Error).message);
} finally {
  for (const step of undo.reverse()) await step();
}
process.exit();
