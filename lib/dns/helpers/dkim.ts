import { z } from "zod";
import { fromBase64 } from "@/lib/dns/bytes";
import { make } from "@/lib/dns/helpers/parts";
import type { ZoneRecord } from "@/lib/dns/records/record";

const below = "._domainkey";

/** DKIM: the public key for checking signed mail. */
export const dkimInput = z.strictObject({
  selector: z
    .string("Enter the selector.")
    .trim()
    .toLowerCase()
    .regex(
      /^[a-z\d]([a-z\d_-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d_-]{0,61}[a-z\d])?){0,3}$/,
      "Enter the selector from your mail server or provider, such as mail2026.",
    ),
  algorithm: z.enum(["rsa", "ed25519"], "Choose RSA or Ed25519.").default("rsa"),
  /** As pasted, with or without its header lines. */
  key: z
    .string("Paste the public key.")
    .max(4000, { error: "Use at most 4000 characters.", abort: true })
    .refine(
      (text) => !/PRIVATE KEY/.test(text),
      "This is the private key, which must stay secret. Paste the public key.",
    )
    .transform((text) => text.replace(/-----[A-Z ]+-----/g, "").replace(/\s+/g, ""))
    .refine((text) => fromBase64(text) !== undefined, "This isn’t a public key. Copy all of it again."),
});
export type DkimInput = z.output<typeof dkimInput>;

export const buildDkim = ({ selector, algorithm, key }: DkimInput, zone: string): ZoneRecord[] => [
  make(zone, "TXT", selector + below, `v=DKIM1; k=${algorithm}; p=${key}`, { name: "selector", content: "key" }),
];
