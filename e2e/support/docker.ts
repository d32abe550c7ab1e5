import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { makeEngine } from "@/lib/docker/testing/engine";
import type { Portal } from "./portal";
import { test as base } from "./test";

export type Engine = ReturnType<typeof makeEngine>;

const programs = ["dockerd", "iptables", "busybox", "openssl"];
const folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin"];
/** A Docker Engine can be started here. */
export const hasDocker =
  process.getuid?.() === 0 &&
  programs.every((program) => folders.some((folder) => fs.existsSync(`${folder}/${program}`)));

/**
 * Tests with a real Docker Engine of their worker's own, which the portal's worker drives. The name of each ends with "(with Docker)": where
 * there is none it counts as not run.
 */
export const test = base.extend<{ needsDocker: undefined }, { engine: Engine }>({
  needsDocker: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from it
    async ({}, use) => {
      base.skip(!hasDocker, "needs docker.io, as root");
      await use(undefined);
    },
    { auto: true },
  ],
  engine: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const engine = makeEngine();
      await engine.open();
      await use(engine);
      await engine.close();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

/** The engine as a node of a portal, which its worker looks after. @returns the node's id */
export async function newLiveNode(portal: Portal, engine: Engine, name: string): Promise<string> {
  const id = randomUUID();
  await portal.sql(
    `insert into nodes (id, name, endpoint, tiers, memory_mb, cores, disk_mb, first_port, last_port, public_address)
     values ($1, $2, $3, '{free,educational,paid,enterprise}', 2048, 8, 100000, 25000, 25999, 'node.example.org')`,
    [id, name, engine.address.endpoint],
  );
  return id;
}

export { expect } from "./test";
