import { z } from "zod";
import { tokensOf } from "@/lib/dns/content/tokens";
import { defaultTtl } from "@/lib/dns/content/ttl";
import { readOwner } from "@/lib/dns/names/read";
import { readContent, type ZoneRecord } from "@/lib/dns/records/record";
import { atField, attempt } from "@/lib/dns/refusals";

/** A host name, checked as far as possible without knowing the zone. */
export const hostName = z
  .string("Enter a name.")
  .trim()
  .min(1, "Enter a name.")
  .max(253, { error: "Use at most 253 characters.", abort: true })
  .refine((text) => attempt(() => readContent("SRV", `0 0 0 ${text}`, "zone.example", "typed")).ok, {
    message: "Enter a host name, such as mail.example.net. An address needs an A or AAAA record first.",
  });

export const mailAddress = z
  .string("Enter an e-mail address.")
  .trim()
  .max(254, { error: "Use at most 254 characters.", abort: true })
  // Commas, semicolons and ! have a special meaning in the record.
  .regex(/^[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+$/, "Enter an e-mail address, such as reports@example.net.");

/** Whole numbers as forms send them. */
export const number = (least: number, most: number) => {
  const words = `Enter a number from ${least} to ${most}.`;
  return z.coerce.number(words).int(words).min(least, words).max(most, words);
};

/** Builds a record; refusals appear at the form’s fields. */
export function make(
  zone: string,
  type: string,
  name: string,
  content: string,
  fields: { name: string; content: string },
): ZoneRecord {
  return {
    name: atField(fields.name, () => readOwner(name, zone, "typed")),
    type,
    ttl: defaultTtl,
    content: atField(fields.content, () => readContent(type, content, zone, "typed")),
  };
}

/** The whole text of a TXT record’s content; undefined if it isn’t plain ASCII. */
export function textOf(content: string): string | undefined {
  const text = tokensOf(content)
    .map((token) => token.text)
    .join("");
  return text.includes("\\") ? undefined : text;
}

/** "a=b; c=d" as pairs; undefined if a part isn’t a pair or a key appears twice. */
export function pairsOf(text: string): Map<string, string> | undefined {
  const pairs = new Map<string, string>();
  for (const part of text.split(";")) {
    if (part.trim() === "") continue;
    const sign = part.indexOf("=");
    const [key, value] = [part.slice(0, sign).trim(), part.slice(sign + 1).trim()];
    if (sign < 0 || !/^\w+$/.test(key) || /\s/.test(value) || pairs.has(key)) return undefined;
    pairs.set(key, value);
  }
  return pairs;
}
