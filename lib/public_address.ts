import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** All publicly routed IPv6 addresses are in here; all others are private, now and in future. */
const globalUnicast = ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number];

/** Whether an address is public: not of this machine or its networks, nor one that embeds a private address. */
export function isPublicAddress(text: string): boolean {
  if (!isIP(text) || text.includes("%")) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast") return false;
  return address.kind() === "ipv4" || (address as ipaddr.IPv6).match(globalUnicast);
}

/** Resolves a name like the system does, including the hosts file. */
export type Resolve = (host: string) => Promise<{ address: string }[]>;
const bySystem: Resolve = (host) => lookup(host, { all: true, verbatim: true });
const lookupMs = 5_000;

/**
 * The address to connect to for a typed host. It is looked up once and checked, and the connection must go to exactly
 * this address: a second look-up could return another one. `ALLOW_PRIVATE_ADDRESSES=on` lets every address pass.
 * @throws UPSTREAM when the name doesn't exist, FORBIDDEN when its address isn't public; at the field `host`
 */
export async function judgedAddress(host: string, resolve: Resolve = bySystem): Promise<string> {
  const [first, ...more] = await addressesOf(host, resolve);
  if (!first) throw unknown();
  // One private address among public ones is enough: any of them might be used.
  if (env().ALLOW_PRIVATE_ADDRESSES === "off" && ![first, ...more].every(isPublicAddress)) throw privateHost();
  return first;
}

/**
 * Checks a host as far as possible without a look-up, so that a form can say it at once. @throws FORBIDDEN at the field
 * `host`
 */
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
