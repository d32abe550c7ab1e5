import { z } from "zod";
import { mailAddress, make, number, pairsOf, textOf } from "@/lib/dns/helpers/parts";
import type { ZoneRecord } from "@/lib/dns/records/record";

const policies = ["none", "quarantine", "reject"] as const;
const addresses = z.array(mailAddress).max(5, "Use at most 5 addresses.").default([]);

/** DMARC: what receivers do with mail that fails SPF and DKIM. */
export const dmarcInput = z.strictObject({
  policy: z.enum(policies, "Choose none, quarantine or reject.").default("none"),
  /** Policy for subdomains; left out: the same. */
  subdomains: z.enum(policies, "Choose none, quarantine or reject.").optional(),
  /** Percentage of mail that the policy applies to. */
  percent: number(0, 100).default(100),
  /** Recipients of daily reports, and of reports of single mails. */
  reports: addresses,
  failures: addresses,
  /** Require exactly the same domain, not a subdomain. */
  strictDkim: z.boolean().default(false),
  strictSpf: z.boolean().default(false),
});
export type DmarcInput = z.output<typeof dmarcInput>;

export function buildDmarc(input: DmarcInput, zone: string): ZoneRecord[] {
  const list = (mails: string[]) => mails.map((mail) => `mailto:${mail}`).join(",");
  const words = [
    "v=DMARC1",
    `p=${input.policy}`,
    input.subdomains && `sp=${input.subdomains}`,
    input.percent < 100 && `pct=${input.percent}`,
    input.reports.length > 0 && `rua=${list(input.reports)}`,
    input.failures.length > 0 && `ruf=${list(input.failures)}`,
    input.strictDkim && "adkim=s",
    input.strictSpf && "aspf=s",
  ];
  return [make(zone, "TXT", "_dmarc", words.filter(Boolean).join("; "), { name: "name", content: "policy" })];
}

/** The form for an existing record; undefined if it isn’t DMARC, or the form can’t express it. */
export function readDmarc(content: string): DmarcInput | undefined {
  const pairs = pairsOf(textOf(content) ?? "");
  if (pairs?.get("v") !== "DMARC1") return undefined;
  if ([...pairs.keys()].some((key) => !/^(v|p|sp|pct|rua|ruf|adkim|aspf)$/.test(key))) return undefined;
  const list = (key: string) =>
    pairs
      .get(key)
      ?.split(",")
      .map((mail) => mail.replace(/^mailto:/, "")) ?? [];
  const parsed = dmarcInput.safeParse({
    policy: pairs.get("p"),
    subdomains: pairs.get("sp"),
    percent: pairs.get("pct") ?? 100,
    reports: list("rua"),
    failures: list("ruf"),
    strictDkim: pairs.get("adkim") === "s",
    strictSpf: pairs.get("aspf") === "s",
  });
  return parsed.success ? parsed.data : undefined;
}
