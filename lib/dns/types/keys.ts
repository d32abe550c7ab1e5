import { ipv4Bytes, ipv4Text, ipv6Bytes, ipv6Text } from "@/lib/dns/content/addresses";
import { type Field, type Input, nextWord, number, readNumber, target } from "@/lib/dns/content/fields";
import { u8, u16 } from "@/lib/dns/content/wire";
import { refuse } from "@/lib/dns/refusals";
import { algorithm, base64, digest } from "@/lib/dns/types/binary";
import { typeName, typeNumber } from "@/lib/dns/types/numbers";
import type { RecordType } from "@/lib/dns/types/record_type";

const kinds: Record<string, number> = {
  ...{ PKIX: 1, SPKI: 2, PGP: 3, IPKIX: 4, ISPKI: 5, IPGP: 6, ACPKIX: 7, IACPKIX: 8, URI: 253, OID: 254 },
};
/** PowerDNS requires the number, and refuses 0. */
const kind: Field = {
  read: (input) => {
    const text = nextWord(input, "a certificate type");
    const known = text.toUpperCase();
    return u16(Object.hasOwn(kinds, known) ? (kinds[known] ?? 0) : readNumber(text, "a certificate type", 65_535));
  },
  print: (wire) => {
    const value = wire.u16();
    return value > 0 ? String(value) : refuse("cert.kind");
  },
};

const gatewayName = target("the gateway’s name");
/** An address or a name, depending on the gateway type before it. */
const gateway: Field = {
  read: (input) => {
    const sort = input.tokens[1]?.text;
    if (sort === "0") return nothing(input);
    if (sort === "1") return addressOf(input, ipv4Bytes, "ipv4.invalid");
    if (sort === "2") return addressOf(input, ipv6Bytes, "ipv6.invalid");
    return sort === "3" ? gatewayName.read(input) : refuse("ipseckey.gateway");
  },
  print: (wire) => {
    const sort = wire.bytes.charCodeAt(1);
    // As PowerDNS reads it; zone files have a dot here.
    if (sort === 0) return "";
    if (sort === 1) return ipv4Text(wire.take(4));
    if (sort === 2) return ipv6Text(wire.take(16));
    return sort === 3 ? gatewayName.print(wire) : refuse("ipseckey.gateway");
  },
};

function nothing(input: Input): string {
  if (input.tokens[input.next]?.text === ".") input.next++;
  return "";
}

function addressOf(input: Input, read: typeof ipv4Bytes, reason: "ipv4.invalid" | "ipv6.invalid"): string {
  const text = nextWord(input, "the gateway’s address");
  return read(text) ?? refuse(reason, { text });
}

/** The algorithms that PowerDNS reads: DSA and RSA. BIND requires a key. */
const publicKey: Field = {
  read: base64.read,
  print: (wire) => {
    const sort = wire.bytes.charCodeAt(2);
    return sort === 1 || sort === 2 ? base64.print(wire) : refuse("ipseckey.algorithm");
  },
};

/** Types as a bitmap: blocks of 256, each with as many bytes as it needs. */
const types: Field = {
  read: (input) => {
    const found = new Set<number>();
    while (input.next < input.tokens.length) {
      const text = nextWord(input, "a type");
      found.add(typeNumber(text) ?? refuse("type.unknown", { text }, "content"));
    }
    const blocks = new Map<number, number[]>();
    for (const type of [...found].sort((a, b) => a - b)) {
      const bytes = blocks.get(type >> 8) ?? [];
      const at = (type & 255) >> 3;
      while (bytes.length <= at) bytes.push(0);
      bytes[at] = (bytes[at] ?? 0) | (0x80 >> (type & 7));
      blocks.set(type >> 8, bytes);
    }
    return [...blocks].map(([block, bytes]) => u8(block) + u8(bytes.length) + String.fromCharCode(...bytes)).join("");
  },
  print: (wire) => {
    const names: string[] = [];
    let last = -1;
    while (wire.left > 0) {
      const block = wire.u8();
      const bytes = wire.counted();
      if (block <= last || bytes === "" || bytes.length > 32 || bytes.endsWith("\0")) wire.wrong();
      last = block;
      for (let bit = 0; bit < bytes.length * 8; bit++)
        if (bytes.charCodeAt(bit >> 3) & (0x80 >> (bit & 7))) names.push(typeName(block * 256 + bit));
    }
    return names.join(" ");
  },
};

const key = [number("flags", 2), number("a protocol", 1), algorithm, base64];

/** Types for keys, except those of DNSSEC itself. */
export const keyTypes = {
  CERT: {
    help: "Holds a certificate: type, key tag, algorithm, data in Base64.",
    example: "PKIX 12345 8 AwEAAcXkN0uY",
    fields: [kind, number("a key tag", 2), algorithm, base64],
  },
  CSYNC: {
    help: "Tells the parent zone which records to copy: serial, flags, types.",
    example: "66 3 A NS AAAA",
    fields: [number("a serial number", 4), number("flags", 2), types],
  },
  DHCID: {
    help: "Marks a name that a DHCP server manages: data in Base64.",
    example: "AAIBY2/AuCccgoJbsaxcQc9TUapptP69lOjxfNuVAA2kjEA=",
    fields: [base64],
  },
  DLV: {
    help: "Obsolete: the digest of a key, stored outside the parent zone.",
    example: `12345 13 2 ${"a1b2c3d4".repeat(8)}`,
    fields: [
      number("a key tag", 2),
      algorithm,
      number("a digest type", 1),
      digest("the digest", { 1: 20, 2: 32, 3: 32, 4: 48 }),
    ],
  },
  IPSECKEY: {
    help: "Holds a host’s IPsec key: precedence, gateway type, algorithm, gateway, key in Base64.",
    example: "10 1 2 192.0.2.38 AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==",
    fields: [number("a precedence", 1), number("a kind of gateway", 1), number("an algorithm", 1), gateway, publicKey],
  },
  KEY: {
    help: "Holds a key for signing requests: flags, protocol, algorithm, key in Base64.",
    example: "512 3 13 xD4h3k9lP0sVtQ==",
    fields: key,
  },
  RKEY: {
    help: "Holds a key for encrypting data in DNS: flags, protocol, algorithm, key in Base64.",
    example: "0 3 13 xD4h3k9lP0sVtQ==",
    fields: key,
  },
  ZONEMD: {
    help: "Holds a digest of the whole zone: serial, scheme, hash, digest.",
    example: `2026010101 1 1 ${"5a6b7c8d".repeat(12)}`,
    fields: [
      number("a serial number", 4),
      number("a scheme", 1),
      number("a hash", 1),
      digest("the digest", { 1: 48, 2: 64 }),
    ],
  },
} satisfies Record<string, RecordType>;
