import { spawn } from "node:child_process";
import path from "node:path";
import type { Databases } from "@/bench/databases";
import { seedOurs, seedPeer } from "@/bench/seed";
import { peerEnvironment } from "@/bench/servers";

const root = path.resolve(import.meta.dirname, "..");

/** Creates tables with each side's own migrations, then the same people and organisations in both. */
export async function prepare({ ours, peer }: Databases): Promise<void> {
  const addresses = { DATABASE_OWNER_URL: ours.ownerUrl, DATABASE_URL: ours.applicationUrl };
  await runTypeScript("scripts/migrate.ts", { ...process.env, ...addresses });
  await runTypeScript("bench/peers/migrate.ts", peerEnvironment(peer.applicationUrl));
  await seedOurs(ours.superuserUrl);
  await seedPeer(peer.superuserUrl);
}

/** Runs one of our own scripts to its end. */
export async function runTypeScript(file: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", file], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part) => (text += part));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${file} ended with ${code}:\n${text}`);
}
