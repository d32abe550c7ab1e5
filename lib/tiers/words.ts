import type { firstLimits } from "@/lib/limits";

/** What is limited by a number of the portal tier, in the order of screens and answers. */
export const limitParts = [
  ...(["servers", "serverBackups", "backupSizeMb", "projects", "zones", "zoneRecords"] as const),
  ...(["invitations", "customRoles", "tokens", "tunnelDevices", "devicePorts"] as const),
] satisfies (keyof (typeof firstLimits)["free"])[];
export type LimitPart = (typeof limitParts)[number];

/** null: unlimited. */
export type LimitNumbers = Record<LimitPart, number | null>;

/** One number of an organisation. */
export interface Limit {
  most: number | null;
  /** It is the organisation's own, not its portal tier's. */
  own: boolean;
}
export type Limits = Record<LimitPart, Limit>;

/** A value for each. */
export const eachLimit = <T>(of: (part: LimitPart) => T): Record<LimitPart, T> =>
  Object.fromEntries(limitParts.map((part) => [part, of(part)])) as Record<LimitPart, T>;

const number = (value: number) => value.toLocaleString("en-GB");

interface Words {
  /** As a label. */
  name: string;
  one: string;
  many: string;
  /** Who has them, at the beginning of "… has 5". */
  holder: string;
  /** What to do about too many; the number is how many too many there are for another one. */
  next: (tooMany: number) => string;
}

const ask = "or ask the portal’s administrator for more.";
const end = (verb: string) => (tooMany: number) =>
  `To create another, ${verb} ${tooMany === 1 ? "one" : number(tooMany)}, ${ask}`;
const words: Record<LimitPart, Words> = {
  servers: {
    ...{ name: "Servers", one: "server", many: "servers" },
    ...{ holder: "this organisation has", next: end("delete") },
  },
  serverBackups: {
    ...{ name: "Backups of each server", one: "backup of each server", many: "backups of each server" },
    ...{ holder: "this one has", next: end("delete") },
  },
  backupSizeMb: {
    ...{ name: "Size of each backup (MiB)", one: "MiB for each backup", many: "MiB for each backup" },
    ...{ holder: "one of its backups has", next: () => `Delete files you don’t need, ${ask}` },
  },
  projects: {
    ...{ name: "Projects", one: "project", many: "projects" },
    ...{ holder: "this organisation has", next: end("delete") },
  },
  zones: {
    ...{ name: "Zones", one: "zone", many: "zones" },
    ...{ holder: "this organisation has", next: end("delete") },
  },
  zoneRecords: {
    ...{ name: "Records in each zone", one: "record in each zone", many: "records in each zone" },
    ...{ holder: "this one would have", next: () => `Remove some, ${ask}` },
  },
  invitations: {
    ...{ name: "Pending invitations", one: "pending invitation", many: "pending invitations" },
    ...{ holder: "this organisation has", next: () => `Revoke some, wait for answers, ${ask}` },
  },
  customRoles: {
    ...{ name: "Custom roles", one: "custom role", many: "custom roles" },
    ...{ holder: "this organisation has", next: end("delete") },
  },
  tokens: {
    ...{ name: "Tokens of each member", one: "token of each member", many: "tokens of each member" },
    ...{ holder: "you have", next: end("revoke") },
  },
  tunnelDevices: {
    ...{ name: "Tunnel devices", one: "tunnel device", many: "tunnel devices" },
    ...{ holder: "this organisation has", next: end("remove") },
  },
  devicePorts: {
    ...{ name: "Open ports of each tunnel device", one: "open port of each device", many: "open ports of each device" },
    ...{ holder: "this one has", next: end("close") },
  },
};

export const limitNames = eachLimit((part) => words[part].name);

/** "2 servers", "unlimited servers". */
export function limitThing(part: LimitPart, most: number | null): string {
  const { one, many } = words[part];
  return most === null ? `unlimited ${many}` : `${number(most)} ${most === 1 ? one : many}`;
}

/** "the Free Portal allows 2", or what was decided for this organisation. */
const allowedBy = ({ own }: Pick<Limit, "own">, tierName: string): string =>
  own ? "this organisation is allowed" : `the ${tierName} allows`;

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Why there can be no more, and what to do about it. */
export function fullWords(part: LimitPart, used: number, limit: Limit, tierName: string): string {
  const { holder: having, next } = words[part];
  const holder = limit.own ? having.replace("this organisation", "it") : having;
  return `${sentence(allowedBy(limit, tierName))} ${limitThing(part, limit.most)}, and ${holder} ${number(used)}. ${next(used - (limit.most ?? 0) + 1)}`;
}

/** "5 of 2", "5" if unlimited. */
export const usedWords = (used: number, { most }: Pick<Limit, "most">): string =>
  most === null ? number(used) : `${number(used)} of ${number(most)}`;

/** The reason beside "5 of 2"; undefined while there is room. */
export function fullReason(used: number, limit: Limit, tierName: string): string | undefined {
  const { most } = limit;
  if (most === null || used < most) return undefined;
  const allowed = allowedBy(limit, tierName);
  if (used === most) return `${allowed} no more.`;
  return `${allowed} ${number(most)}. Existing ones are kept, but you can’t create new ones.`;
}

/** "2 servers, 2 zones, 50 pending invitations": the first things that people compare tiers by, on one line. */
export const tierLine = (limits: LimitNumbers): string =>
  (["servers", "zones", "invitations"] as const).map((part) => limitThing(part, limits[part])).join(", ");

/** How many organisations a number would be too low for. */
export function aboveWords(above: { what: LimitPart; organisations: number }[]): string {
  const counted = above.map(({ what, organisations }) => {
    const some = organisations === 1 ? "1 organisation" : `${number(organisations)} organisations`;
    return `${limitNames[what]}: ${some}.`;
  });
  return [...counted, "They keep everything, but can’t create more."].join(" ");
}
