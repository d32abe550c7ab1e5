import { parse } from "tldts";
import { isWithin } from "@/lib/dns/names/labels";

/** Names that nobody can register: special use (RFC 6761 and its successors) and private networks. */
const reserved = ["alt", "example", "home.arpa", "internal", "invalid", "local", "localhost", "onion", "test"];

const list = { validateHostname: false, allowIcannDomains: true, extractHostname: false } as const;

/**
 * The name below a public suffix that a zone belongs to: "b.example.net" belongs to "example.net". Only the suffixes
 * of registries count, so that everything that may be a parent or a child of another has the same one. Null for a
 * suffix itself. Works offline, by the list in the package; server only.
 */
export const registrableDomain = (name: string): string | null =>
  parse(name, { ...list, allowPrivateDomains: false }).domain;

/** Whose suffix a name is: a registry's, or one that a company lets others register below. */
export function publicSuffixOf(name: string): "registry" | "company" | null {
  if (parse(name, { ...list, allowPrivateDomains: false }).publicSuffix === name) return "registry";
  const { publicSuffix, isPrivate } = parse(name, { ...list, allowPrivateDomains: true });
  return isPrivate && publicSuffix === name ? "company" : null;
}

export const zoneNameWords = {
  suffix: "Below {name} others register their names. Give a name of your own below it.",
  reserved: "{name} is reserved and can’t be anybody’s zone. Give a name that you registered.",
} as const;

/** Why nobody may have a zone of this canonical name, in words; undefined when somebody may. */
export function zoneNameRefusal(name: string): string | undefined {
  const words = (kind: keyof typeof zoneNameWords) => zoneNameWords[kind].replace("{name}", name);
  const above = reserved.find((each) => isWithin(name, each));
  if (above !== undefined) return words("reserved").replace(name, above === name ? name : `Everything below ${above}`);
  return publicSuffixOf(name) ? words("suffix") : undefined;
}
