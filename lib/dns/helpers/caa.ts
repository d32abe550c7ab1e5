import { z } from "zod";
import { mailAddress, make } from "@/lib/dns/helpers/parts";
import type { ZoneRecord } from "@/lib/dns/records/record";

const issuer = z
  .string("Enter a certificate authority.")
  .trim()
  .toLowerCase()
  .max(253, { error: "Use at most 253 characters.", abort: true })
  .regex(/^[a-z\d-]+(\.[a-z\d-]+)+$/, "Enter the name that the authority asks for, such as letsencrypt.org.");
const issuers = z.array(issuer).max(10, "Use at most 10 certificate authorities.");

/** CAA: which authorities may issue certificates for the zone. An empty list means none. */
export const caaInput = z.strictObject({
  issuers,
  /** For wildcard certificates; left out: the same as for others. */
  wildcards: issuers.optional(),
  report: z.union([z.literal("").transform(() => undefined), mailAddress]).optional(),
});
export type CaaInput = z.output<typeof caaInput>;

export function buildCaa(input: CaaInput, zone: string): ZoneRecord[] {
  const record = (field: string, tag: string, value: string) =>
    make(zone, "CAA", "@", `0 ${tag} "${value}"`, { name: "name", content: field });
  const list = (field: string, tag: string, names: string[]) =>
    (names.length > 0 ? [...new Set(names)] : [";"]).map((name) => record(field, tag, name));
  return [
    ...list("issuers", "issue", input.issuers),
    ...(input.wildcards ? list("wildcards", "issuewild", input.wildcards) : []),
    ...(input.report ? [record("report", "iodef", `mailto:${input.report}`)] : []),
  ];
}

/** The form for a name's CAA contents; undefined if the form can’t express one of them. */
export function readCaa(contents: string[]): CaaInput | undefined {
  const input: { issuers?: string[]; wildcards?: string[]; report?: string } = {};
  for (const content of contents) {
    const [, tag, value = ""] = /^0 (issue|issuewild|iodef) "([^"\\]*)"$/.exec(content) ?? [];
    if (tag === undefined || (tag === "iodef" && (input.report || !value.startsWith("mailto:")))) return undefined;
    if (tag === "iodef") input.report = value.slice("mailto:".length);
    else {
      const field = tag === "issue" ? "issuers" : "wildcards";
      input[field] = [...(input[field] ?? []), ...(value === ";" ? [] : [value])];
    }
  }
  const parsed = caaInput.safeParse(input);
  return parsed.success ? parsed.data : undefined;
}
