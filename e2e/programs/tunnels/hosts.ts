import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { connect, createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import type { OnEnd } from "../run";

/**
 * A gateway and who is around it, each in namespaces of its own (network, mounts, processes): nothing outside of them is
 * touched, and everything in them ends with the test, however that ends. Everybody else's route leads through the
 * gateway, so that only its rules keep them apart.
 */
const around = ["player", "device", "second", "foreign", "inner", "internet"] as const;
type Around = (typeof around)[number];
export type HostName = Around | "gateway";
/** Each has a network with the gateway, which has its first address. */
export const at = (host: Around, which = 2) => `10.77.${around.indexOf(host) + 1}.${which}`;
export const at6 = (host: Around, which = 2) => `fd77:${around.indexOf(host) + 1}::${which}`;

export type Host = Awaited<ReturnType<typeof startHost>>;
type Answer = { id?: number; result?: unknown; error?: string; name?: string; text?: string; ended?: string | number };

/** Programs that are called through a note of how they are called. */
const noted = ["conntrack", "ip", "nft", "wg"];
const find = (program: string) =>
  ["/usr/sbin", "/usr/bin", "/sbin", "/bin"].map((folder) => path.join(folder, program)).find(fs.existsSync) ?? "";

async function startHost(folder: string) {
  for (const part of ["run", "wireguard", "bin"])
    fs.mkdirSync(path.join(folder, part), { recursive: true, mode: 0o700 });
  const calls = path.join(folder, "calls");
  for (const program of noted)
    fs.writeFileSync(
      path.join(folder, "bin", program),
      `#!/bin/sh\nprintf '%s\\n' "${program} $*" >>${calls}\nexec ${find(program)} "$@"\n`,
      { mode: 0o755 },
    );
  // WireGuard's control sockets and configurations are per host; without /run, none of them seems to have systemd.
  fs.mkdirSync("/etc/wireguard", { recursive: true, mode: 0o700 });
  const inside =
    `mount --bind ${folder}/run /run && mount --bind ${folder}/wireguard /etc/wireguard && ` +
    `ip link set lo up && PATH=${folder}/bin:$PATH exec "$@"`;
  const apart = ["--net", "--mount", "--pid", "--mount-proc", "--fork", "--kill-child=SIGKILL"];
  const hand = [process.execPath, path.join(import.meta.dirname, "hand.mjs")];
  const args = ["--pdeathsig", "KILL", "unshare", ...apart, "sh", "-ec", inside, "sh", ...hand];
  const child: ChildProcess = spawn("setpriv", args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => {
      throw new Error("a namespace couldn’t be made");
    }),
  ]);
  const pid = Number(fs.readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim().split(" ")[0]);

  const waiting = new Map<number, (answer: Answer) => void>();
  const outputs = new Map<string, string>();
  const ended = new Map<string, string | number>();
  child.on("message", (answer: Answer) => {
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
    else if (answer.text !== undefined) outputs.set(answer.name ?? "", output(answer.name ?? "") + answer.text);
    else if (answer.ended !== undefined) ended.set(answer.name ?? "", answer.ended);
  });
  child.on("exit", () => {
    for (const answer of waiting.values()) answer({ error: "the host has ended" });
  });
  const output = (name: string) => outputs.get(name) ?? "";
  let asked = 0;
  const ask = <Result>(what: string, given: object = {}): Promise<Result> =>
    new Promise((resolve, reject) => {
      const id = asked++;
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id);
        if (error === undefined) resolve(result as Result);
        else reject(new Error(error));
      });
      child.send({ ...given, id, what });
    });

  return {
    /** On the machine. */
    pid,
    folder,
    ask,
    run: (...command: string[]) => ask<string>("run", { command }),
    start: (name: string, command: string[], env: Record<string, string> = {}) => {
      ended.delete(name);
      return ask<number>("start", { name, command, env });
    },
    signal: (name: string, signal: string) => ask("signal", { name, signal }),
    output,
    ended: (name: string) => ended.get(name),
    /** Every call of the noted programs, with its arguments. */
    calls: () => (fs.existsSync(calls) ? fs.readFileSync(calls, "utf8") : ""),
    async end() {
      const gone = child.exitCode === null && child.signalCode === null ? once(child, "exit") : null;
      child.kill("SIGKILL");
      await gone;
    },
  };
}

/** Starts all hosts and connects them. */
export async function startHosts(onEnd: OnEnd) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "guildhall-tunnels-"));
  onEnd(() => fs.rmSync(folder, { recursive: true, force: true }));
  const names: HostName[] = ["gateway", ...around];
  const hosts = Object.fromEntries(
    await Promise.all(
      names.map(async (name) => {
        const host = await startHost(path.join(folder, name));
        onEnd(host.end);
        return [name, host] as const;
      }),
    ),
  ) as Record<HostName, Host>;
  const { gateway } = hosts;
  for (const name of around) {
    const peer = ["peer", "name", "out", "netns", String(hosts[name].pid)];
    execFileSync("ip", ["link", "add", name, "netns", String(gateway.pid), "type", "veth", ...peer]);
  }
  const addressed = (link: string, address: string, address6: string) => [
    `address add ${address}/24 dev ${link}`,
    `address add ${address6}/64 dev ${link} nodad`,
    `link set ${link} up`,
  ];
  const batch = (host: Host, lines: string[]) =>
    host.ask("run", { command: ["ip", "-batch", "-"], input: `${lines.join("\n")}\n` });
  await batch(
    gateway,
    around.flatMap((name) => addressed(name, at(name, 1), at6(name, 1))),
  );
  await Promise.all(
    around.map(async (name) => {
      await batch(hosts[name], [...addressed("out", at(name), at6(name)), `route add default via ${at(name, 1)}`]);
      await hosts[name].run("ip", "-6", "route", "add", "default", "via", at6(name, 1));
    }),
  );

  /** Leads a port of a host to one of this machine's, where the portal is. */
  async function lead(host: HostName, port: number, here: number, address: string) {
    const socket = path.join(folder, `${host}-${port}.sock`);
    const passing = createServer((near) => {
      const far = connect(here, "127.0.0.1");
      near.on("error", () => far.destroy()).on("close", () => far.destroy());
      far.on("error", () => near.destroy()).on("close", () => near.destroy());
      near.pipe(far).pipe(near);
    }).listen(socket);
    await once(passing, "listening");
    onEnd(() => void passing.close());
    await hosts[host].ask("relay", { port, path: socket, address });
  }

  return { folder, hosts, lead };
}
