import { number } from "@/lib/dns/content/fields";
import { algorithm, base64, choice, digest } from "@/lib/dns/types/binary";
import type { RecordType } from "@/lib/dns/types/record_type";

const certificate = [
  choice("a usage", 3, "tlsa.usage"),
  choice("a selector", 1, "tlsa.selector"),
  choice("a way of matching", 2, "tlsa.matching"),
  digest("the certificate’s data", { 1: 32, 2: 64 }),
];

export const digestTypes = {
  DS: {
    help: "Secures a delegated zone with DNSSEC: key tag, algorithm, digest type, digest.",
    example: `12345 13 2 ${"a1b2c3d4".repeat(8)}`,
    fields: [
      number("a key tag", 2),
      algorithm,
      number("a digest type", 1),
      digest("the digest", { 1: 20, 2: 32, 3: 32, 4: 48 }),
    ],
  },
  OPENPGPKEY: {
    help: "Holds the OpenPGP key of an e-mail address, in Base64.",
    example: "mDMEZQAAABYJKwYBBAHaRw8BAQdA",
    fields: [base64],
  },
  SMIMEA: {
    help: "Sets the certificate that signs mail from an address.",
    example: `3 0 1 ${"0f1e2d3c".repeat(8)}`,
    fields: certificate,
  },
  SSHFP: {
    help: "Holds the fingerprint of a host’s SSH key: algorithm, type, fingerprint.",
    example: `4 2 ${"5a6b7c8d".repeat(8)}`,
    fields: [
      number("an algorithm", 1),
      number("a kind of fingerprint", 1),
      digest("the fingerprint", { 1: 20, 2: 32 }),
    ],
  },
  TLSA: {
    help: "Sets the certificate of a service: usage, selector, matching type, data.",
    example: `3 1 1 ${"9a8b7c6d".repeat(8)}`,
    fields: certificate,
  },
} satisfies Record<string, RecordType>;
