import { z } from "zod";
import { ipv4Bytes, ipv6Bytes } from "@/lib/dns/content/addresses";
import { hostName, make, textOf } from "@/lib/dns/helpers/parts";
import type { ZoneRecord } from "@/lib/dns/records/record";

/** What receivers do with other mail, and the qualifier for it. */
export const spfRests = { refuse: "-", mark: "~", accept: "?" } as const;
const bySign = { "-": "refuse", "~": "mark", "?": "accept" } as const;

const network = z
  .string("Enter an address.")
  .trim()
  .max(50, { error: "Use at most 50 characters.", abort: true })
  .refine((text) => mechanism(text) !== undefined, "Enter an IPv4 or IPv6 address, or a network such as 192.0.2.0/24.");

/** SPF: which servers may send mail for the zone. */
export const spfInput = z
  .strictObject({
    /** The hosts of the zone’s MX records; the addresses of its A and AAAA records. */
    mx: z.boolean().default(true),
    a: z.boolean().default(false),
    networks: z.array(network).max(20, "Use at most 20 addresses.").default([]),
    /** Names of mail providers whose SPF records are included. */
    includes: z.array(hostName).max(10, "Use at most 10 names.").default([]),
    rest: z.enum(["refuse", "mark", "accept"], "Choose what happens to other mail.").default("mark"),
  })
  .refine(({ mx, a, includes }) => Number(mx) + Number(a) + includes.length <= 10, {
    message: "Receivers look up at most 10 names, including MX and A. Remove some.",
    path: ["includes"],
  });
export type SpfInput = z.output<typeof spfInput>;

export function buildSpf(input: SpfInput, zone: string): ZoneRecord[] {
  const words = [
    "v=spf1",
    ...(input.a ? ["a"] : []),
    ...(input.mx ? ["mx"] : []),
    ...input.networks.map((text) => mechanism(text) as string),
    ...input.includes.map((name) => `include:${name.replace(/\.$/, "")}`),
    `${spfRests[input.rest]}all`,
  ];
  return [make(zone, "TXT", "@", words.join(" "), { name: "name", content: "networks" })];
}

/** The form for an existing record; undefined if it isn’t SPF, or the form can’t express it. */
export function readSpf(content: string): SpfInput | undefined {
  const [version, ...words] = textOf(content)?.trim().split(/ +/) ?? [];
  if (version !== "v=spf1") return undefined;
  const input: SpfInput = { mx: false, a: false, networks: [], includes: [], rest: "accept" };
  const last = /^([-~?])all$/.exec(words.pop() ?? "")?.[1];
  if (last === undefined) return undefined;
  input.rest = bySign[last as keyof typeof bySign];
  for (const word of words) {
    const [, kind, value = ""] = /^\+?(a|mx|ip4|ip6|include)(?::(\S+))?$/.exec(word) ?? [];
    if (kind === "a" && !value) input.a = true;
    else if (kind === "mx" && !value) input.mx = true;
    else if (kind?.startsWith("ip") && value) input.networks.push(value);
    else if (kind === "include" && value) input.includes.push(value);
    else return undefined;
  }
  const parsed = spfInput.safeParse(input);
  return parsed.success ? parsed.data : undefined;
}

function mechanism(text: string): string | undefined {
  const [, address = "", bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const length = Number(bits ?? 0);
  if (ipv4Bytes(address)) return length <= 32 ? `ip4:${text}` : undefined;
  return ipv6Bytes(address) && length <= 128 ? `ip6:${text}` : undefined;
}
