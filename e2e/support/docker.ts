import fs from "node:fs";
import { test as base } from "./test";

const programs = ["dockerd", "iptables", "busybox", "openssl"];
const folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin"];
/** Whether a Docker Engine can be started here. */
const hasDocker =
  process.getuid?.() === 0 &&
  programs.every((program) => folders.some((folder) => fs.existsSync(`${folder}/${program}`)));

/** For tests with a real Docker Engine. Their names end with "(with Docker)"; without Docker they are skipped. */
export const test = base.extend<{ needsDocker: undefined }>({
  needsDocker: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from it
    async ({}, use) => {
      base.skip(!hasDocker, "needs docker.io, as root");
      await use(undefined);
    },
    { auto: true },
  ],
});

export { expect } from "./test";
