import { Resolver } from "node:dns/promises";
import { isIPv6 } from "node:net";

/** What a name server serves of one zone. */
export type Served =
  | { state: "current" | "behind"; serial: number }
  /** It answers, but not for this zone. */
  | { state: "absent" }
  /** It fails at the apex (SERVFAIL). */
  | { state: "failing" }
  /** It doesn't answer at all. */
  | { state: "away" };

/**
 * Asks a name server for a zone’s serial and compares it with the database’s. A zone with DNSSEC may be ahead: its serial also
 * rises when signatures are renewed.
 * @param timeout milliseconds for each of two attempts
 */
export async function servedSerial(
  { address, port }: { address: string; port: number },
  zone: string,
  serial: number,
  timeout = 2_000,
): Promise<Served> {
  const resolver = new Resolver({ timeout, tries: 2 });
  const host = { "0.0.0.0": "127.0.0.1", "::": "::1" }[address] ?? address;
  resolver.setServers([isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`]);
  try {
    const { serial: found } = await resolver.resolveSoa(zone);
    return { state: isBefore(found, serial) ? "behind" : "current", serial: found };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ESERVFAIL") return { state: "failing" };
    return { state: ["EREFUSED", "ENOTFOUND", "ENODATA"].includes(code ?? "") ? "absent" : "away" };
  }
}

/** RFC 1982: whether one serial is before another, with wrap-around. */
export function isBefore(one: number, other: number): boolean {
  const ahead = (other - one) >>> 0;
  return ahead > 0 && ahead < 2 ** 31;
}
