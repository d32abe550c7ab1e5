import { networkInterfaces } from "node:os";
import { readText, run } from "./machine.mjs";

const loopback = /^(?:[0-9A-F]{6}7F|0{24}01000000$|0{16}FFFF0000[0-9A-F]{6}7F)/i;
/** Listening, and a UDP socket that isn't connected. */
const waiting = { tcp: "0A", udp: "07" };

/**
 * The ports of the range that something on the machine listens on. What listens on the loopback address doesn't count:
 * a published port doesn't disturb it.
 * @param {{ firstPort: number, lastPort: number, wireguardPort: number }} range
 */
export function busyPorts({ firstPort, lastPort, wireguardPort }, read = readText) {
  const busy = new Set();
  for (const table of ["tcp", "tcp6", "udp", "udp6"]) {
    const protocol = table.slice(0, 3);
    for (const line of (read(`/proc/net/${table}`) ?? "").split("\n").slice(1)) {
      const [, local = "", , state] = line.trim().split(/\s+/);
      const [address, port] = local.split(":");
      const number = Number.parseInt(port ?? "", 16);
      if (state !== waiting[protocol] || loopback.test(address)) continue;
      if (protocol === "udp" && number === wireguardPort) continue;
      if (number >= firstPort && number <= lastPort) busy.add(number);
    }
  }
  return [...busy].sort((one, other) => one - other);
}

/** Which tracked connections ("-f ipv4 -p udp …") go to one of the ports ("udp 30000") at one of the addresses. */
export function trackedTo(listed, ports, addresses) {
  const found = new Set();
  for (const line of listed.split("\n")) {
    const protocol = /\b(tcp|udp)\b/.exec(line)?.[1];
    const [, to, port] = /\bdst=(\S+) sport=\d+ dport=(\d+)/.exec(line) ?? [];
    if (!protocol || !to || !ports.has(`${protocol} ${port}`) || !addresses.has(to)) continue;
    found.add(`-f ${to.includes(":") ? "ipv6" : "ipv4"} -p ${protocol} --orig-dst ${to} --orig-port-dst ${port}`);
  }
  return [...found].map((each) => each.split(" "));
}

/** Forgets connections to these public ports: a flow of UDP would keep the old target for as long as it lasts. */
export async function forget(ports, publicAddresses) {
  if (ports.size === 0) return;
  const own = Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address));
  const addresses = new Set([...own, ...publicAddresses]);
  for (const family of ["ipv4", "ipv6"])
    for (const protocol of ["tcp", "udp"]) {
      const listed = await run("conntrack", ["-L", "-f", family, "-p", protocol]);
      // One that has ended meanwhile is refused.
      for (const one of trackedTo(listed, ports, addresses)) await run("conntrack", ["-D", ...one]).catch(() => {});
    }
}
