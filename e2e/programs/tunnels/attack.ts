import { at, at6, type Host } from "./hosts";

interface Knock {
  protocol: "tcp" | "udp" | "postgres";
  address: string;
  port: number;
  from?: string;
  fromPort?: number;
}
/** What somebody on the host gets who calls there; null: nothing. */
export const knock = (host: Host, given: Knock) => host.ask<string | null>("knock", given);

interface Attacker {
  address: string;
  address6: string;
}

/** The worst that a device can do: whatever it sends from its address goes through the tunnel, whoever it is for. */
export async function sendAllThroughTunnel({ run }: Host, { address, address6 }: Attacker) {
  for (const [family, from] of [
    ["-4", address],
    ["-6", address6],
  ] as const) {
    await run("ip", family, "rule", "add", "from", from, "table", "99");
    await run("ip", family, "route", "replace", "default", "dev", "guildhall", "table", "99");
  }
  const [peer = ""] = (await run("wg", "show", "guildhall", "peers")).trim().split("\n");
  await run("wg", "set", "guildhall", "peer", peer, "allowed-ips", "0.0.0.0/0,::/0");
}

interface Place {
  name: string;
  to: readonly [v4: string, v6: string];
  port: number;
  protocols?: readonly Knock["protocol"][];
  /** Somebody who does reach it, and how, if that isn't the attacker beside the tunnel. */
  known?: { host: Host; to: readonly [v4: string, v6: string]; port: number };
}

/** Tries each place from inside the tunnel, and from where it can be reached. @returns [place, inside, outside] of each */
export function tryPlaces(host: Host, { address, address6 }: Attacker, places: Place[]) {
  const tries = places.flatMap(({ name, to, port, protocols = ["tcp", "udp"], known }) =>
    to.flatMap((target, family) =>
      protocols.map(async (protocol) => {
        const from = family === 0 ? address : address6;
        const inside = await knock(host, { protocol, address: target, port, from });
        const other = known ?? { host, to, port };
        const given = { protocol, address: other.to[family] ?? "", port: other.port };
        const outside = (await knock(other.host, given)) !== null;
        return [`${name}: ${protocol} ${target}`, inside, outside] as const;
      }),
    ),
  );
  return Promise.all(tries);
}

/** How many packets with this source come out of the tunnel while the device sends one from it. */
export async function countArriving(device: Host, gateway: Host, source: string, to: string, port: number) {
  const rule = `table ip watch; delete table ip watch; table ip watch { counter seen { } ; chain arriving { type filter hook prerouting priority raw; iifname "guildhall" ip saddr ${source} counter name seen; }; }`;
  await gateway.ask("run", { command: ["nft", "-f", "-"], input: rule });
  await knock(device, { protocol: "udp", address: to, port, from: source });
  const counted = await gateway.run("nft", "list", "counter", "ip", "watch", "seen");
  await gateway.run("nft", "delete", "table", "ip", "watch");
  return Number(/packets (\d+)/.exec(counted)?.[1]);
}

export const both = (host: Parameters<typeof at>[0], which = 2) => [at(host, which), at6(host, which)] as const;
