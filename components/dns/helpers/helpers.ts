import type { z } from "zod";
import type { HelperName } from "@/components/dns/helpers/helper-words";
import type { Outcome } from "@/lib/kernel/errors";
import type { helpedShape } from "@/lib/zones/records/shape";

/** A form’s values: lists as text, one entry per line. */
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
  /** Value and label of each choice. */
  choices?: Record<string, string>;
  first?: string | boolean;
}

const policies = { none: "None, only report", quarantine: "Quarantine as spam", reject: "Reject" };

export const helperFields: Record<HelperName, HelperField[]> = {
  spf: [
    { name: "mx", label: "Mail servers of this zone (MX records)", kind: "check", first: true },
    { name: "a", label: "Addresses of this zone (A and AAAA records)", kind: "check", first: false },
    {
      name: "networks",
      label: "Other addresses",
      kind: "list",
      hint: "Or networks such as 192.0.2.0/24, one per line.",
    },
    {
      name: "includes",
      label: "Mail providers",
      kind: "list",
      hint: "Names they ask you to include, such as _spf.example.net, one per line.",
    },
    {
      name: "rest",
      label: "All other mail",
      choices: { mark: "Mark as suspicious (~all)", refuse: "Reject (-all)", accept: "Neutral (?all)" },
      first: "mark",
    },
  ],
  dkim: [
    { name: "selector", label: "Selector", hint: "From your mail server or provider, such as mail2026." },
    { name: "algorithm", label: "Key type", choices: { rsa: "RSA", ed25519: "Ed25519" }, first: "rsa" },
    {
      name: "key",
      label: "Public key",
      kind: "long",
      hint: "With or without its header lines. Never paste the private key.",
    },
  ],
  dmarc: [
    { name: "policy", label: "Policy", choices: policies, first: "none" },
    { name: "subdomains", label: "Subdomain policy", choices: { "": "Same as the zone", ...policies } },
    { name: "percent", label: "Percentage", hint: "Share of mail the policy applies to.", first: "100" },
    { name: "reports", label: "Daily reports to", kind: "list", hint: "E-mail addresses, one per line." },
    { name: "strictDkim", label: "Strict DKIM alignment: exactly the same domain", kind: "check", first: false },
    { name: "strictSpf", label: "Strict SPF alignment: exactly the same domain", kind: "check", first: false },
  ],
  caa: [
    {
      name: "issuers",
      label: "Certificate authorities",
      kind: "list",
      hint: "One per line, such as letsencrypt.org. Empty: none.",
      first: "letsencrypt.org",
    },
    { name: "report", label: "Report refused requests to", hint: "An e-mail address. Optional." },
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
    { name: "name", label: "Name that players enter", hint: "Relative to the zone; use @ for the root.", first: "@" },
    { name: "host", label: "Host", hint: "A name with an A or AAAA record, such as play." },
    {
      name: "address",
      label: "Address",
      hint: "Optional: adds an A or AAAA record if the host has none yet.",
    },
    { name: "port", label: "Port", first: "25565" },
    { name: "priority", label: "Priority", hint: "Lower values are tried first.", first: "0" },
    { name: "weight", label: "Weight", hint: "Share among records of equal priority.", first: "5" },
  ],
};

export const firstValues = (helper: HelperName): HelperValues =>
  Object.fromEntries(helperFields[helper].map(({ name, first = "" }) => [name, first]));

/** The values of a form that was read from existing records. */
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

/** The values in the shape that the operation expects. */
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
