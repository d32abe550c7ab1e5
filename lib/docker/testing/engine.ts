import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll } from "vitest";
import { connect, type EngineAddress, readEngine } from "@/lib/docker/engine";
import { type Certificates, makeCertificates } from "@/lib/docker/testing/certificates";

/** The image on every test engine: a busybox that runs the command in RUN, or else a web server that stops on request. */
export const busybox = "guildhall/busybox:test";
const serve = `#!/bin/sh
trap "exit 0" TERM
httpd -p 80 -h /www
echo ready
while :; do sleep 1 & wait $!; done
`;

/**
 * A separate Docker Engine in its own namespaces (network, mounts, processes), so that it doesn't affect the machine's network, its
 * firewall or another engine. Killing its first process ends everything that it started.
 * @param tcp also listens on this port, for clients with a certificate. To be reachable it then uses the machine's network, without a bridge or firewall rules.
 */
export function makeEngine({ tcp }: { tcp?: number } = {}) {
  const folder = path.join(os.tmpdir(), `gh-engine-${randomBytes(4).toString("hex")}`);
  const address: EngineAddress = { endpoint: `unix://${folder}/d.sock`, credentials: null };
  let certificates: Certificates | undefined;
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    // State that lives only in memory, and is gone after a power failure.
    for (const name of ["pid", "exec"]) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
    const log = fs.openSync(path.join(folder, "log"), "a");
    const listen = certificates
      ? [...certificates.flags, "-H", `tcp://127.0.0.1:${tcp}`, "--bridge=none", "--iptables=false"]
      : [];
    const dockerd = [
      "dockerd",
      "--data-root",
      `${folder}/data`,
      "--exec-root",
      `${folder}/exec`,
      "--pidfile",
      `${folder}/pid`,
    ];
    const command = [
      ...dockerd,
      "-H",
      address.endpoint,
      "--cgroup-parent",
      path.basename(folder),
      "--exec-opt",
      "native.cgroupdriver=cgroupfs",
      ...listen,
    ];
    const apart = [
      "--mount",
      "--pid",
      "--mount-proc",
      "--fork",
      "--kill-child=SIGKILL",
      ...(certificates ? [] : ["--net"]),
    ];
    const inside = `${certificates ? "" : "ip link set lo up; "}exec "$@"`;
    // Ends with the test that started it, however that ends.
    const args = ["--pdeathsig", "KILL", "unshare", ...apart, "sh", "-c", inside, "sh", ...command];
    child = spawn("setpriv", args, { stdio: ["ignore", log, log] });
    fs.closeSync(log);
    for (const end = Date.now() + 50_000; ; await pause(100)) {
      if (await readEngine(address).catch(() => null)) return;
      if (Date.now() > end || child.exitCode !== null)
        throw new Error(`dockerd didn't start: ${fs.readFileSync(path.join(folder, "log"), "utf8").slice(-2_000)}`);
    }
  }

  async function end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    if (signal === "SIGKILL") child.kill(signal);
    else process.kill(daemon(), signal);
    await gone;
  }

  /** The daemon's process id on the machine: the only child of `unshare`. */
  const daemon = () =>
    Number(fs.readFileSync(`/proc/${child?.pid}/task/${child?.pid}/children`, "utf8").trim().split(" ")[0]);

  async function open(): Promise<void> {
    fs.mkdirSync(folder, { mode: 0o700 });
    if (tcp !== undefined) certificates = makeCertificates(folder);
    await start();
    await importBusybox(address, folder);
  }

  async function close(): Promise<void> {
    await end("SIGKILL");
    await removeGroups(path.basename(folder));
    fs.rmSync(folder, { recursive: true, force: true });
  }

  return {
    /** Starts it for the first time, with the image. */
    open,
    /** Ends it and removes everything. */
    close,
    address,
    folder,
    certificates: () => {
      if (!certificates) throw new Error("This engine isn’t on TCP.");
      return certificates;
    },
    docker: () => connect(address),
    /** SIGTERM: as a service is stopped. SIGKILL: as in a power failure. */
    stop: (signal: "SIGTERM" | "SIGKILL" = "SIGTERM") => end(signal),
    start,
    /** Runs a command in the engine's network, where published ports are. Anything left running ends with the engine. */
    inNetwork: (...command: string[]) =>
      execFileSync("nsenter", ["-t", String(daemon()), "-n", "-p", ...command], { encoding: "utf8", timeout: 20_000 }),
  };
}

/** An engine for this test file only. */
export function useEngine(options: { tcp?: number } = {}) {
  const { open, close, ...engine } = makeEngine(options);
  beforeAll(open);
  afterAll(close);
  return engine;
}

async function importBusybox(address: EngineAddress, folder: string): Promise<void> {
  const bin = path.join(folder, "image/bin");
  fs.mkdirSync(bin, { recursive: true });
  fs.copyFileSync(["/bin/busybox", "/usr/bin/busybox"].find(fs.existsSync) ?? "", path.join(bin, "busybox"));
  fs.chmodSync(path.join(bin, "busybox"), 0o755);
  fs.writeFileSync(path.join(bin, "serve"), serve, { mode: 0o755 });
  fs.mkdirSync(path.join(folder, "image/www"));
  fs.writeFileSync(path.join(folder, "image/www/index.html"), "it works\n");
  for (const name of ["sh", "httpd", "sleep", "cat", "echo", "id", "touch", "wget", "nc", "dd", "tail", "timeout"])
    fs.symlinkSync("busybox", path.join(bin, name));
  execFileSync("tar", ["-C", path.join(folder, "image"), "-cf", `${folder}/root.tar`, "."]);
  const [repo, tag] = busybox.split(":");
  const answer = await connect(address).importImage(`${folder}/root.tar`, {
    repo,
    tag,
    changes: `CMD ${JSON.stringify(["sh", "-c", `eval "\${RUN:-exec serve}"`])}`,
  });
  for await (const _ of answer);
}

/** Removes the cgroups that the kernel keeps after their processes, which end a moment after the first one. */
async function removeGroups(name: string): Promise<void> {
  const groups = fs.readdirSync("/sys/fs/cgroup").map((parent) => `/sys/fs/cgroup/${parent}/${name}`);
  for (const end = Date.now() + 10_000; Date.now() < end; await pause(100)) {
    const left = groups.filter((group) => fs.existsSync(group));
    if (left.length === 0) return;
    spawnSync("find", [...left, "-depth", "-type", "d", "-exec", "rmdir", "{}", "+"]);
  }
}
