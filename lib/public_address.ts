import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** All that is routed on the open internet lies in here; whatever else IPv6 has, now or later, is somebody's own. */
const globalUnicast = ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number];

/** Whether an address is one of the open internet: not of this machine, its networks, or one that stands for another inside it. */
export function isPublicAddress(text: string): boolean {
  if (!isIP(text) || text.includes("%")) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast") return false;
  return address.kind() === "ipv4" || (address as ipaddr.IPv6).match(globalUnicast);
}

/** How a name becomes addresses: the system's own way, its hosts file included. */
export type Resolve = (host: string) => Promise<{ address: string }[]>;
const bySystem: Resolve = (host) => lookup(host, { all: true, verbatim: true });
const lookupMs = 5_000;

/**
 * The address to connect to for a host that somebody typed. It is looked up once and judged, and the connection must go to
 * this very address: asked again, the name could lead elsewhere. `ALLOW_PRIVATE_ADDRESSES=on` lets every address pass.
 * @throws UPSTREAM when there is no such machine, FORBIDDEN when it isn't on the open internet; at the field `host`
 */
export async function judgedAddress(host: string, resolve: Resolve = bySystem): Promise<string> {
  const [first, ...more] = await addressesOf(host, resolve);
  if (!first) throw unknown();
  // One private address among public ones is enough: nobody can say which of them a machine of that name would be.
  if (env().ALLOW_PRIVATE_ADDRESSES === "off" && ![first, ...more].every(isPublicAddress)) throw privateHost();
  return first;
}

/** What can be said of a host without looking it up, so that a form says it at once. @throws FORBIDDEN at the field `host` */
export function refusePrivateHost(host: string): void {
  if (env().ALLOW_PRIVATE_ADDRESSES === "on") return;
  if (isIP(host) ? !isPublicAddress(host) : /(^|\.)localhost$/.test(host)) throw privateHost();
}

async function addressesOf(host: string, resolve: Resolve): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("late")), lookupMs);
  });
  try {
    return (await Promise.race([resolve(host), late])).map(({ address }) => address);
  } catch {
    throw unknown();
  } finally {
    clearTimeout(timer);
  }
}

const atHost = (reason: "address.unknown" | "address.private") => {
  const { message } = new AppError(reason);
  return new AppError(reason, { fields: { host: [message] } });
};
const unknown = () => atHost("address.unknown");
const privateHost = () => atHost("address.private");
