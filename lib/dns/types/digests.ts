import { fromBase64, fromHex, toHex } from "@/lib/dns/bytes";
import { type Field, nextWord, number, readNumber, restOf } from "@/lib/dns/fields";
import type { DnsReason } from "@/lib/dns/reasons";
import { refuse } from "@/lib/dns/refusals";
import type { RecordType } from "@/lib/dns/type";
import { u8, type Wire } from "@/lib/dns/wire";

/** Hexadecimal digits to the end; the byte before it says by its number how many there must be. */
function digest(what: string, lengths: Record<number, number>): Field {
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

const base64: Field = {
  read: (input) => {
    const text = restOf(input, "the key");
    return fromBase64(text) ?? refuse("base64.invalid", { text });
  },
  print: (wire) => (wire.left > 0 ? btoa(wire.rest()) : refuse("content.missing", { what: "the key" })),
};

/** One byte out of a few. */
function choice(what: string, most: number, reason: DnsReason): Field {
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

const algorithm: Field = {
  read: (input) => {
    const text = nextWord(input, "an algorithm");
    const known = algorithms.indexOf(text.toUpperCase()) + 1;
    if (known === 0 && !/^\d+$/.test(text)) refuse("ds.algorithm", { text });
    return u8(known || readNumber(text, "an algorithm", 255));
  },
  print: (wire) => String(wire.u8()),
};

const certificate = [
  choice("a usage", 3, "tlsa.usage"),
  choice("a selector", 1, "tlsa.selector"),
  choice("a way of matching", 2, "tlsa.matching"),
  digest("the certificate’s data", { 1: 32, 2: 64 }),
];

export const digestTypes = {
  DS: {
    number: 43,
    help: "Hands the trust of DNSSEC to a zone below: key tag, algorithm, digest type, digest.",
    example: `12345 13 2 ${"a1b2c3d4".repeat(8)}`,
    fields: [
      number("a key tag", 2),
      algorithm,
      number("a digest type", 1),
      digest("the digest", { 1: 20, 2: 32, 3: 32, 4: 48 }),
    ],
  },
  OPENPGPKEY: {
    number: 61,
    help: "Holds the OpenPGP key of an e-mail address, in Base64.",
    example: "mDMEZQAAABYJKwYBBAHaRw8BAQdA",
    fields: [base64],
  },
  SMIMEA: {
    number: 53,
    help: "Says which certificate signs the mails of an address.",
    example: `3 0 1 ${"0f1e2d3c".repeat(8)}`,
    fields: certificate,
  },
  SSHFP: {
    number: 44,
    help: "Says what the SSH key of a host looks like: algorithm, kind, fingerprint.",
    example: `4 2 ${"5a6b7c8d".repeat(8)}`,
    fields: [
      number("an algorithm", 1),
      number("a kind of fingerprint", 1),
      digest("the fingerprint", { 1: 20, 2: 32 }),
    ],
  },
  TLSA: {
    number: 52,
    help: "Says which certificate a service uses: usage, selector, matching, data.",
    example: `3 1 1 ${"9a8b7c6d".repeat(8)}`,
    fields: certificate,
  },
} satisfies Record<string, RecordType>;
