import fs from "node:fs";
import { run } from "../up/children.mjs";

const policy = "/usr/sbin/policy-rc.d";

/** Whether packages can be installed here: as root on a Debian-like system. */
export const canInstall = () =>
  process.getuid() === 0 && fs.existsSync("/etc/debian_version") && fs.existsSync("/usr/bin/apt-get");

/** Installs one package without starting its services. Returns whether it worked; time-limited and non-interactive. */
export async function install(name, { say, signal }) {
  say(`Installing ${name}.`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = ["-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=2", "-y", "-qq", "--no-install-recommends"];
  const bound = () => AbortSignal.any([signal, AbortSignal.timeout(10 * 60_000)]);
  const apt = (...args) => run(["apt-get", ...args], { env, signal: bound() });
  return await withoutServices(async () => {
    const first = await apt("install", ...options, name);
    if (first.code === 0) return true;
    await apt("update", "-qq");
    const second = await apt("install", ...options, name);
    if (second.code !== 0)
      say(
        `It can't be installed: ${
          second.all
            .trim()
            .split("\n")
            .findLast((line) => line.startsWith("E:")) ?? "apt-get failed"
        }`,
      );
    return second.code === 0;
  });
}

/**
 * Debian starts a service as soon as it is installed, unless this script forbids it. Ours forbids it only while this
 * process lives: even after kill -9, services can start later.
 */
async function withoutServices(work) {
  if (fs.existsSync(policy) && !fs.readFileSync(policy, "utf8").includes("guildhall")) return await work();
  fs.writeFileSync(
    policy,
    `#!/bin/sh\n# written by guildhall's npm test\nkill -0 ${process.pid} 2>/dev/null && exit 101\nexit 0\n`,
    { mode: 0o755 },
  );
  try {
    return await work();
  } finally {
    fs.rmSync(policy, { force: true });
  }
}
