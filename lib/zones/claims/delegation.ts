import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import type { Resolver } from "node:dns/promises";
import { isIPv6 } from "node:net";
import packet from "dns-packet";
import { parentOf } from "@/lib/dns/names/labels";
import { env } from "@/lib/env";
import { isPublicAddress } from "@/lib/public_address";

/**
 * The name servers that the parent zone delegates a zone to. The parent’s servers are asked, because a zone that isn’t live yet
 * has none of its own.
 * @param milliseconds for each of up to four servers
 * @throws when no server of a parent is found, or none answers
 */
export async function delegatedTo(zone: string, resolver: Resolver, milliseconds: number): Promise<string[]> {
  for (const address of await parentAddresses(zone, resolver)) {
    const answer = await askNameServers(address, zone, milliseconds);
    if (answer) return answer;
  }
  throw new Error("No name server of the parent zone answers.");
}

/** Addresses of the nearest parent zone’s servers; private ones only if the portal may connect to such. */
async function parentAddresses(zone: string, resolver: Resolver): Promise<string[]> {
  for (let above = parentOf(zone); above; above = parentOf(above)) {
    const servers = await resolver.resolveNs(above).catch(() => []);
    if (servers.length === 0) continue;
    const found = await Promise.all(
      servers
        .slice(0, 4)
        .map(async (server) => [
          ...(await resolver.resolve4(server).catch(() => [])),
          ...(await resolver.resolve6(server).catch(() => [])),
        ]),
    );
    const open = (address: string) => env().ALLOW_PRIVATE_ADDRESSES === "on" || isPublicAddress(address);
    // Only one address per server.
    return found.flatMap((addresses) => addresses.filter(open).slice(0, 1)).slice(0, 4);
  }
  return [];
}

/** One query without recursion; null if no answer came in time. */
function askNameServers(address: string, zone: string, milliseconds: number): Promise<string[] | null> {
  const id = randomInt(1 << 16);
  const question = packet.encode({
    type: "query",
    id,
    flags: 0,
    questions: [{ type: "NS", class: "IN", name: zone }],
    additionals: [{ type: "OPT", name: ".", udpPayloadSize: 1232, flags: 0, options: [] } as never],
  });
  return new Promise((resolve) => {
    // A connected socket receives from nobody else; its port is random.
    const socket = createSocket(isIPv6(address) ? "udp6" : "udp4");
    const end = (servers: string[] | null) => {
      clearTimeout(timer);
      socket.close();
      resolve(servers);
    };
    const timer = setTimeout(end, milliseconds, null);
    socket.on("error", () => end(null));
    socket.on("message", (message) => {
      const servers = serversIn(message, id, zone);
      if (servers) end(servers);
    });
    socket.connect(53, address, () => socket.send(question));
  });
}

/** The NS records of the zone in an answer or a referral; null if it answers another question. */
function serversIn(message: Buffer, id: number, zone: string): string[] | null {
  try {
    const { id: answered, questions, answers = [], authorities = [] } = packet.decode(message);
    const [asked] = questions ?? [];
    if (answered !== id || asked?.name.toLowerCase() !== zone || asked.type !== "NS") return null;
    return [...answers, ...authorities].flatMap((record) =>
      record.type === "NS" && record.name.toLowerCase() === zone ? [record.data.toLowerCase()] : [],
    );
  } catch {
    // An unreadable message is no answer.
    return null;
  }
}
