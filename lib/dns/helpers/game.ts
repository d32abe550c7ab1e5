import { z } from "zod";
import { asRecord } from "@/lib/dns/content/addresses";
import { hostName, make, number } from "@/lib/dns/helpers/parts";
import type { ZoneRecord } from "@/lib/dns/records/record";

/** Games and voice servers whose clients query SRV records, and their default port. */
export const games = {
  minecraft: { label: "Minecraft: Java Edition", service: "_minecraft._tcp", port: 25_565 },
  factorio: { label: "Factorio", service: "_factorio._udp", port: 34_197 },
  fivem: { label: "FiveM and RedM", service: "_cfx._udp", port: 30_120 },
  vintagestory: { label: "Vintage Story", service: "_vintagestory._tcp", port: 42_420 },
  teamspeak: { label: "TeamSpeak", service: "_ts3._udp", port: 9987 },
  mumble: { label: "Mumble", service: "_mumble._tcp", port: 64_738 },
} as const;
export type Game = keyof typeof games;
const names = Object.keys(games) as [Game, ...Game[]];

/** Points the name that players enter to a host and port. */
export const gameInput = z.strictObject({
  game: z.enum(names, "Choose a game from the list."),
  /** The name that players enter, relative to the zone; @ is the root. */
  name: z.string("Enter a name.").trim().max(253, "Use at most 253 characters.").default("@"),
  host: hostName,
  port: number(1, 65_535),
  /** Lower ones are tried first; the weight sets the share among equals. */
  priority: number(0, 65_535).default(0),
  weight: number(0, 65_535).default(5),
  /** If the host has no address yet: its A or AAAA record is added too. */
  address: z
    .string()
    .trim()
    .max(50, { error: "Use at most 50 characters.", abort: true })
    .refine((text) => asRecord(text) !== undefined, "Enter an IPv4 or IPv6 address, or leave this empty.")
    .optional(),
});
export type GameInput = z.output<typeof gameInput>;

export function buildGame({ address, ...form }: GameInput, zone: string): ZoneRecord[] {
  const { game, name, host, port, priority, weight } = form;
  const { service } = games[game];
  const owner = name === "@" || name === "" ? service : `${service}.${name}`;
  const srv = make(zone, "SRV", owner, `${priority} ${weight} ${port} ${host}`, { name: "name", content: "host" });
  const at = address && asRecord(address);
  return at ? [srv, make(zone, at.type, host, at.content, { name: "host", content: "address" })] : [srv];
}
