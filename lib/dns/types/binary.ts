import { fromBase64, fromHex, toHex } from "@/lib/dns/bytes";
import { type Field, nextWord, number, readNumber, restOf } from "@/lib/dns/content/fields";
import { u8, type Wire } from "@/lib/dns/content/wire";
import type { DnsReason } from "@/lib/dns/reasons";
import { refuse } from "@/lib/dns/refusals";

/** Hexadecimal digits to the end; the byte before them determines their number. */
export function digest(what: string, lengths: Record<number, number>): Field {
  return {
    read: (input) => {
      const text = restOf(input, what);
      return fromHex(text) ?? refuse("hex.invalid", { text });
    },
    print: (wire) => {
      const kind = wire.bytes.charCodeAt(wire.bytes.length - wire.left - 1);
      const bytes = wire.rest();
      const length = lengths[kind];
      if (bytes === "") refuse("content.missing", { what });
      if (length !== undefined && bytes.length !== length)
        refuse("hex.length", {
          what: what.replace(/^./, (letter) => letter.toUpperCase()),
          bytes: length,
          digits: 2 * length,
        });
      return toHex(bytes);
    },
  };
}

export const base64: Field = {
  read: (input) => {
    const text = restOf(input, "the key");
    return fromBase64(text) ?? refuse("base64.invalid", { text });
  },
  print: (wire) => (wire.left > 0 ? btoa(wire.rest()) : refuse("content.missing", { what: "the key" })),
};

/** One of a few byte values. */
export function choice(what: string, most: number, reason: DnsReason): Field {
  const print = (wire: Wire) => {
    const value = wire.u8();
    return value <= most || value === 255 ? String(value) : refuse(reason, { text: value });
  };
  return { ...number(what, 1), print };
}

const algorithms = [
  "RSAMD5",
  "",
  "DSA",
  "",
  "RSASHA1",
  "NSEC3DSA",
  "NSEC3RSASHA1",
  "RSASHA256",
  "",
  "RSASHA512",
  "",
  "ECCGOST",
  "ECDSAP256SHA256",
  "ECDSAP384SHA384",
  "ED25519",
  "ED448",
];

export const algorithm: Field = {
  read: (input) => {
    const text = nextWord(input, "an algorithm");
    const known = algorithms.indexOf(text.toUpperCase()) + 1;
    if (known === 0 && !/^\d+$/.test(text)) refuse("ds.algorithm", { text });
    return u8(known || readNumber(text, "an algorithm", 255));
  },
  print: (wire) => String(wire.u8()),
};
