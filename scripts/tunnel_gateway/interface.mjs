import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { hasUserspace, log, readText, run } from "./machine.mjs";
import { peersText } from "./peers.mjs";

/** Room for WireGuard's own headers, over IPv6, too. */
const mtu = "1420";

/** The gateway's keys: made once, in a folder that only root reads. The private one goes nowhere else. */
export async function keysIn(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const path = join(folder, "private.key");
  const kept = readText(path)?.trim();
  const privateKey = kept || (await run("wg", ["genkey"])).trim();
  if (!kept) writeFileSync(path, `${privateKey}\n`, { mode: 0o600 });
  const publicKey = (await run("wg", ["pubkey"], `${privateKey}\n`)).trim();
  return { privateKey, publicKey };
}

/**
 * Takes over the interface that is there, with its connections, or makes one.
 * @returns which implementation it is, and an id of its life, in which its counters only grow
 */
export async function ensureInterface({ name, folder }) {
  const path = join(folder, "run");
  const there = await implementationOf(name);
  const kept = readText(path)?.trim();
  if (there && kept) return { implementation: there, run: kept, isNew: false };
  const implementation = there ?? (await make(name));
  const id = randomUUID();
  writeFileSync(path, `${id}\n`, { mode: 0o600 });
  return { implementation, run: id, isNew: true };
}

/** Null: there is no such interface, or it isn't WireGuard's. */
async function implementationOf(name) {
  try {
    const [{ linkinfo }] = JSON.parse(await run("ip", ["-d", "-j", "link", "show", "dev", name]));
    await run("wg", ["show", name, "public-key"]);
    return linkinfo?.info_kind === "wireguard" ? "kernel" : "userspace";
  } catch {
    return null;
  }
}

async function make(name) {
  try {
    await run("ip", ["link", "add", "dev", name, "type", "wireguard"]);
    return "kernel";
  } catch (error) {
    if (!hasUserspace())
      throw new Error(`The kernel has no WireGuard (${error.message}). Install: apt-get install wireguard-go.`);
  }
  await removeStale(`/var/run/wireguard/${name}.sock`, name);
  // It outlives this program, and nobody reads what it says.
  const child = spawn("wireguard-go", [name], { stdio: "ignore", detached: true, cwd: "/" });
  const [code] = await Promise.race([once(child, "exit"), once(child, "error").then(([error]) => [error.message])]);
  if (code !== 0) throw new Error(`wireguard-go didn't start (${code}). It needs /dev/net/tun.`);
  for (let left = 50; left > 0; left--) {
    if (await implementationOf(name)) return "userspace";
    await pause(100);
  }
  throw new Error("wireguard-go made no interface within five seconds.");
}

/** A wireguard-go that was killed leaves its control socket behind, and the next one refuses to start. */
async function removeStale(path, name) {
  const socket = connect(path);
  try {
    await once(socket, "connect");
  } catch (error) {
    if (error.code === "ECONNREFUSED") rmSync(path, { force: true });
    return;
  } finally {
    socket.destroy();
  }
  throw new Error(`Another network namespace has an interface ${name}. Set INTERFACE to another name.`);
}

/** Addresses and peers, as wanted; sessions of peers that stay go on. */
export async function configure({ name, folder, privateKey }, wanted, endpoints) {
  const path = join(folder, "peers.conf");
  writeFileSync(path, peersText(privateKey, wanted, endpoints), { mode: 0o600 });
  try {
    await run("wg", ["syncconf", name, path]);
  } finally {
    rmSync(path, { force: true });
  }
  await run("ip", ["link", "set", "dev", name, "mtu", mtu, "up"]);
  await run("ip", ["address", "replace", wanted.address, "dev", name]);
  if (readText("/proc/net/if_inet6") !== null)
    await run("ip", ["address", "replace", wanted.address6, "dev", name, "nodad"]);
}

const sysctl = (name) => `/proc/sys/net/${name}`;

/** Lets the kernel forward packets, if it doesn't. */
export function ensureForwarding(name) {
  const set = (path, value) => {
    writeFileSync(sysctl(path), value);
    log(`Set ${path.replaceAll("/", ".")} to ${value}.`);
  };
  if (readText(sysctl("ipv4/ip_forward"))?.trim() === "0") set("ipv4/ip_forward", "1");
  if (readText(sysctl("ipv6/conf/all/forwarding"))?.trim() !== "0") return;
  // A router ignores announcements, and this machine may have its own default route from one.
  for (const each of readdirSync(sysctl("ipv6/conf")))
    if (
      !["all", "default", "lo", name].includes(each) &&
      readText(sysctl(`ipv6/conf/${each}/accept_ra`))?.trim() === "1"
    )
      set(`ipv6/conf/${each}/accept_ra`, "2");
  set("ipv6/conf/all/forwarding", "1");
}
