import { fromHex, toHex } from "@/lib/dns/bytes";
import { ipv4Bytes, ipv4Text, ipv6Bytes, ipv6Text } from "@/lib/dns/content/addresses";
import { type Field, nextWord, number, readNumber, target } from "@/lib/dns/content/fields";
import { u8, u16, type Wire } from "@/lib/dns/content/wire";
import { refuse } from "@/lib/dns/refusals";
import type { RecordType } from "@/lib/dns/types/record_type";

const preference = number("a preference", 2);

/** Pairs of digits separated by hyphens. */
const hardware = (bytes: 6 | 8, example: string): Field => ({
  read: (input) => {
    const text = nextWord(input, "a hardware address");
    const parts = text.split("-");
    const fits = parts.length === bytes && parts.every((part) => /^[\da-f]{2}$/i.test(part));
    return (fits && fromHex(parts.join(""))) || refuse("hardware.invalid", { text, example });
  },
  print: (wire) => toHex(wire.take(bytes)).replace(/..(?!$)/g, "$&-"),
});

/** Half an IPv6 address, always written as four groups. */
const half = (what: string): Field => ({
  read: (input) => {
    const text = nextWord(input, what);
    const groups = text.split(":");
    if (groups.length !== 4 || groups.some((group) => !/^[\da-f]{1,4}$/i.test(group))) refuse("half.invalid", { text });
    return groups.map((group) => u16(Number.parseInt(group, 16))).join("");
  },
  print: (wire) => Array.from({ length: 4 }, () => wire.u16().toString(16)).join(":"),
});

const four: Field = {
  read: (input) => {
    const text = nextWord(input, "a locator");
    return ipv4Bytes(text) ?? refuse("ipv4.invalid", { text });
  },
  print: (wire) => ipv4Text(wire.take(4)),
};

/** 1:192.0.2.0/24 !2:2001:db8::/32: address prefixes with their family; stored without trailing zeros. */
const prefixes: Field = {
  read: (input) => {
    let bytes = "";
    do bytes += prefixBytes(nextWord(input, "an address range, such as 1:192.0.2.0/24"));
    while (input.next < input.tokens.length);
    return bytes;
  },
  print: (wire) => {
    const items: string[] = [];
    do items.push(prefixText(wire));
    while (wire.left > 0);
    return items.join(" ");
  },
};

function prefixBytes(text: string): string {
  const [, not, family, address = "", length = ""] = /^(!?)([12]):([^/]{1,50})\/(\d{1,3})$/.exec(text) ?? [];
  const bytes = family === "1" ? ipv4Bytes(address) : ipv6Bytes(address);
  if (!family || !bytes || Number(length) > 8 * bytes.length) refuse("apl.range", { text });
  const kept = (bytes as string).replace(/\0+$/, "");
  const bits = readNumber(length, "a length", 128);
  return u16(Number(family)) + u8(bits) + u8((not ? 128 : 0) + kept.length) + kept;
}

function prefixText(wire: Wire): string {
  const family = wire.u16();
  const bits = wire.u8();
  const head = wire.u8();
  const kept = wire.take(head & 127);
  const size = family === 1 ? 4 : 16;
  if ((family !== 1 && family !== 2) || kept.length > size || bits > 8 * size || kept.endsWith("\0")) wire.wrong();
  const address = kept.padEnd(size, "\0");
  return `${head & 128 ? "!" : ""}${family}:${family === 1 ? ipv4Text(address) : ipv6Text(address)}/${bits}`;
}

export const locatorTypes = {
  APL: {
    help: "Lists ranges of addresses, each with its family: 1 for IPv4, 2 for IPv6.",
    example: "1:192.0.2.0/24 !2:2001:db8::/32",
    fields: [prefixes],
  },
  EUI48: {
    help: "Holds a hardware address of six bytes.",
    example: "00-00-5e-00-53-2a",
    fields: [hardware(6, "00-00-5e-00-53-2a")],
  },
  EUI64: {
    help: "Holds a hardware address of eight bytes.",
    example: "00-00-5e-ef-10-00-00-2a",
    fields: [hardware(8, "00-00-5e-ef-10-00-00-2a")],
  },
  L32: {
    help: "Locates a node by something like an IPv4 address: preference, locator.",
    example: "10 192.0.2.1",
    fields: [preference, four],
  },
  L64: {
    help: "Locates a node by half an IPv6 address: preference, locator.",
    example: "10 2001:db8:1140:1000",
    fields: [preference, half("a locator")],
  },
  LP: {
    help: "Points to the name with a node’s locators: preference, name.",
    example: "10 l64.example.net",
    fields: [preference, target("the locators’ name")],
  },
  NID: {
    help: "Identifies a node: preference, node ID.",
    example: "10 14:4fff:ff20:ee64",
    fields: [preference, half("a node’s number")],
  },
} satisfies Record<string, RecordType>;
