import { parse } from "tldts";
import { isWithin } from "@/lib/dns/names/labels";

/** Names that can’t be registered: special use (RFC 6761 and its successors) and private networks. */
const reserved = ["alt", "example", "home.arpa", "internal", "invalid", "local", "localhost", "onion", "test"];

const list = { validateHostname: false, allowIcannDomains: true, extractHostname: false } as const;

/** Whose public suffix a name is: a registry’s, or a company’s that lets others register below it. */
export function publicSuffixOf(name: string): "registry" | "company" | null {
  if (parse(name, { ...list, allowPrivateDomains: false }).publicSuffix === name) return "registry";
  const { publicSuffix, isPrivate } = parse(name, { ...list, allowPrivateDomains: true });
  return isPrivate && publicSuffix === name ? "company" : null;
}

export const zoneNameWords = {
  suffix: "{name} is a public suffix. Enter a domain that you registered below it.",
  reserved: "{name} is reserved and can’t be a zone. Enter a domain that you registered.",
} as const;

/** Why this canonical name can’t be a zone, in words; undefined if it can. */
export function zoneNameRefusal(name: string): string | undefined {
  const words = (kind: keyof typeof zoneNameWords) => zoneNameWords[kind].replace("{name}", name);
  const above = reserved.find((each) => isWithin(name, each));
  if (above !== undefined) return words("reserved").replace(name, above === name ? name : `Everything below ${above}`);
  return publicSuffixOf(name) ? words("suffix") : undefined;
}
