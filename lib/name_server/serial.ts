import { Resolver } from "node:dns/promises";
import { isIPv6 } from "node:net";

/** How a name server stands towards one zone. */
export type Served =
  | { state: "current" | "behind"; serial: number }
  /** It answers, but not for this zone. */
  | { state: "absent" }
  /** It fails at the zone itself (SERVFAIL). */
  | { state: "failing" }
  /** It doesn't answer at all. */
  | { state: "away" };

/**
 * Asks one name server for a zone's serial, and compares it with the one that the database has. A signed zone may be ahead: its
 * serial also moves when signatures are made anew.
 * @param timeout milliseconds for each of two tries
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

/** RFC 1982: whether one serial is before another, across the end of the numbers. */
export function isBefore(one: number, other: number): boolean {
  const ahead = (other - one) >>> 0;
  return ahead > 0 && ahead < 2 ** 31;
}
