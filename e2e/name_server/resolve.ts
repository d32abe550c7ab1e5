import { Resolver } from "node:dns/promises";
import type { Server } from "./ask";

type Type = "A" | "AAAA" | "CNAME" | "SRV" | "TXT";

/** An answer's contents as `answer` of ask.ts has them, or why there are none; without starting a program for each question. */
export async function resolve(server: Server, name: string, type: Type): Promise<string[] | "NXDOMAIN" | "NODATA"> {
  const resolver = new Resolver({ timeout: 5_000, tries: 1 });
  resolver.setServers([`${server.address}:${server.port}`]);
  try {
    if (type === "SRV")
      return (await resolver.resolveSrv(name))
        .map((each) => `${each.priority} ${each.weight} ${each.port} ${each.name}.`)
        .sort();
    if (type === "CNAME") return (await resolver.resolveCname(name)).map((target) => `${target}.`);
    if (type === "TXT") return (await resolver.resolveTxt(name)).map((parts) => parts.join(""));
    const addresses = type === "A" ? await resolver.resolve4(name) : await resolver.resolve6(name);
    // Of a CNAME that leads out of the zone.
    return addresses.length > 0 ? addresses : "NODATA";
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOTFOUND") return "NXDOMAIN";
    if (code === "ENODATA") return "NODATA";
    throw error;
  }
}

/** The serial that is answered. */
export async function serialOf(server: Server, zone: string): Promise<number> {
  const resolver = new Resolver({ timeout: 5_000, tries: 1 });
  resolver.setServers([`${server.address}:${server.port}`]);
  return (await resolver.resolveSoa(zone)).serial;
}
