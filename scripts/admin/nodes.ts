import { getServers } from "node:dns";
import fs from "node:fs";
import { isIP } from "node:net";
import { firewallScript } from "@/lib/docker/firewall";
import { env } from "@/lib/env";
import type { Caller } from "@/lib/kernel/actor";
import { listNodes, registerNode } from "@/lib/nodes/operations";
import { need, type Options, UsageError } from "./arguments";

/** The PEM file at a path. */
function pem(path: string): string {
  try {
    return fs.readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`${path} can’t be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** The default public address of that machine's servers: the engine's host, or this machine's name. */
function addressFor(endpoint: string): string {
  const { protocol, hostname } = URL.canParse(endpoint) ? new URL(endpoint) : new URL("unix:///");
  return protocol === "tcp:" ? hostname.replace(/^\[|\]$/g, "") : env().PUBLIC_URL.hostname;
}

export const nodeUsage =
  "node add --name N --endpoint unix:///var/run/docker.sock|tcp://host:2376 --memory MiB --cores N --tiers free,paid [--disk MiB] [--ports 25000-25999] [--address A] [--max-servers N] [--ca F --cert F --key F]   register a machine with Docker Engine";

/** Every value goes to the operation unchanged: its schema says what is wrong. */
export async function addNode(caller: Caller, options: Options) {
  need(options, "name", "endpoint", "memory", "cores", "tiers");
  const { name = "", endpoint = "", memory, cores, disk, tiers = "", ports, address, ca, cert, key } = options;
  const [firstPort, lastPort = firstPort] = ports?.split("-") ?? [];
  if (ca || cert || key) need(options, "ca", "cert", "key");
  const data = await registerNode(caller, {
    name,
    endpoint,
    memoryMb: memory,
    cores,
    diskMb: disk,
    tiers: tiers.split(",").map((tier) => tier.trim()) as never,
    firstPort,
    lastPort,
    publicAddress: address ?? addressFor(endpoint),
    maxServers: options["max-servers"],
    credentials: ca && cert && key ? { ca: pem(ca), cert: pem(cert), key: pem(key) } : undefined,
  });
  return { data, lines: [`${data.name} accepts servers (Docker Engine ${data.engineVersion}).`] };
}

export const firewallUsage =
  "node firewall [--resolvers A,B]   print firewall rules that keep servers from their machine, for its root: … | sh; default resolvers: those of this machine";

/** For a node's root to run; on the node itself its own resolvers are the default. */
export async function printFirewall({ resolvers }: Options) {
  const addresses = (resolvers?.split(",") ?? getServers()).map((address) => address.trim());
  const wrong = addresses.find((address) => !isIP(address));
  if (wrong !== undefined) throw new UsageError(`${wrong} isn’t an address.`);
  const script = firewallScript(addresses.filter((address) => isIP(address) === 4 && !address.startsWith("127.")));
  return { data: { script }, lines: [script] };
}

export async function showNodes(caller: Caller) {
  const data = await listNodes(caller, {});
  const lines = data.map(({ name, state, healthy, problem, promised, memoryMb, serverCount }) => {
    const health = healthy ? "healthy" : `unhealthy: ${problem}`;
    return `${name}  ${state}, ${health}  ${promised.memoryMb} of ${memoryMb} MiB, ${serverCount} servers`;
  });
  return { data, lines };
}
