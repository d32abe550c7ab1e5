import type { z } from "zod";
import type { HelperName } from "@/components/dns/helpers/helper-words";
import type { Outcome } from "@/lib/kernel/errors";
import type { helpedShape } from "@/lib/zones/records/shape";

/** What a form holds: lists as text, an entry a line. */
export type HelperValues = Record<string, string | boolean>;

export type UseHelper = (input: {
  organisation: string;
  zone: string;
  helper: HelperName;
  form: Record<string, unknown>;
}) => Promise<Outcome<z.output<typeof helpedShape>>>;

interface HelperField {
  name: string;
  label: string;
  hint?: string;
  kind?: "check" | "list" | "long";
  /** Value and words of each choice. */
  choices?: Record<string, string>;
  first?: string | boolean;
}

const policies = { none: "Nothing, only report", quarantine: "Treat it as spam", reject: "Refuse it" };

export const helperFields: Record<HelperName, HelperField[]> = {
  spf: [
    { name: "mx", label: "The mail servers of this zone (its MX records)", kind: "check", first: true },
    { name: "a", label: "The zone’s own addresses (its A and AAAA records)", kind: "check", first: false },
    { name: "networks", label: "Other addresses", kind: "list", hint: "Or networks such as 192.0.2.0/24, one a line." },
    {
      name: "includes",
      label: "Mail providers",
      kind: "list",
      hint: "Names that they ask you to include, such as _spf.example.net, one a line.",
    },
    {
      name: "rest",
      label: "Mail from anywhere else",
      choices: { mark: "Mark it as doubtful", refuse: "Refuse it", accept: "Say nothing about it" },
      first: "mark",
    },
  ],
  dkim: [
    { name: "selector", label: "Selector", hint: "Your mail server or provider names it, such as mail2026." },
    { name: "algorithm", label: "Kind of key", choices: { rsa: "RSA", ed25519: "Ed25519" }, first: "rsa" },
    {
      name: "key",
      label: "Public key",
      kind: "long",
      hint: "With or without its header lines. Never the private one.",
    },
  ],
  dmarc: [
    { name: "policy", label: "Mail that neither covers", choices: policies, first: "none" },
    { name: "subdomains", label: "The same below the zone", choices: { "": "As for the zone", ...policies } },
    { name: "percent", label: "For how much of it, in per cent", first: "100" },
    { name: "reports", label: "Who gets the daily reports", kind: "list", hint: "E-mail addresses, one a line." },
    { name: "strictDkim", label: "DKIM must name exactly the same domain", kind: "check", first: false },
    { name: "strictSpf", label: "SPF must name exactly the same domain", kind: "check", first: false },
  ],
  caa: [
    {
      name: "issuers",
      label: "Authorities",
      kind: "list",
      hint: "One a line, such as letsencrypt.org. Empty: nobody may.",
      first: "letsencrypt.org",
    },
    { name: "report", label: "Who is told of refused requests", hint: "An e-mail address. May stay empty." },
  ],
  game: [
    {
      name: "game",
      label: "Game or voice server",
      choices: {
        minecraft: "Minecraft: Java Edition",
        factorio: "Factorio",
        fivem: "FiveM and RedM",
        vintagestory: "Vintage Story",
        teamspeak: "TeamSpeak",
        mumble: "Mumble",
      },
      first: "minecraft",
    },
    { name: "name", label: "Name that players type", hint: "Within the zone; @ is the zone itself.", first: "@" },
    { name: "host", label: "Host", hint: "A name with an A or AAAA record, such as play." },
    {
      name: "address",
      label: "Its address",
      hint: "If it has no A or AAAA record yet: that is made too. May stay empty.",
    },
    { name: "port", label: "Port", first: "25565" },
    { name: "priority", label: "Priority", hint: "Smaller ones are tried first.", first: "0" },
    { name: "weight", label: "Weight", hint: "Among equals, how often.", first: "5" },
  ],
};

export const firstValues = (helper: HelperName): HelperValues =>
  Object.fromEntries(helperFields[helper].map(({ name, first = "" }) => [name, first]));

/** A form as it stands in the records that are there already, put into its fields. */
export function valuesFrom(helper: HelperName, input: object | undefined): HelperValues | undefined {
  if (!input) return undefined;
  const known: Record<string, unknown> = { ...input };
  const entries = helperFields[helper].map(({ name, first = "" }) => {
    const value = known[name];
    if (Array.isArray(value)) return [name, value.join("\n")];
    return [name, typeof value === "boolean" ? value : String(value ?? (typeof first === "boolean" ? false : ""))];
  });
  return Object.fromEntries(entries);
}

/** What the fields say, as the helper takes it. */
export function formOf(helper: HelperName, values: HelperValues): Record<string, unknown> {
  const entries = helperFields[helper].map(({ name, kind }): [string, unknown] => {
    const value = values[name];
    if (kind === "list")
      return [
        name,
        String(value)
          .split(/[\s,]+/)
          .filter(Boolean),
      ];
    return [name, value];
  });
  return Object.fromEntries(entries.filter(([name, value]) => value !== "" || name === "key" || name === "host"));
}
