import type * as openid from "openid-client";
import { z } from "zod";

/** How a provider is spoken to: GitHub and Discord have OAuth 2.0 with an interface of their own. */
type Language = "openid" | "github" | "discord";

/** The providers that the portal can offer; each is configured by the variables that begin with its prefix. */
export const knownProviders = [
  { id: "github", prefix: "GITHUB", speaks: "github", name: "GitHub", usual: "https://github.com" },
  { id: "google", prefix: "GOOGLE", speaks: "openid", name: "Google", usual: "https://accounts.google.com" },
  { id: "gitlab", prefix: "GITLAB", speaks: "openid", name: "GitLab", usual: "https://gitlab.com" },
  { id: "discord", prefix: "DISCORD", speaks: "discord", name: "Discord", usual: "https://discord.com" },
  { id: "oidc", prefix: "OIDC", speaks: "openid", name: "OpenID Connect", usual: undefined },
] as const satisfies readonly { id: string; prefix: string; speaks: Language; name: string; usual?: string }[];

type Known = (typeof knownProviders)[number];

const text = z.string().trim().max(1_000, "is too long").optional();
const url = z.url("is not an address such as https://id.example.org").max(500, "is too long").optional();

/** The variables of all providers. */
export const providerSettings = {
  GITHUB_CLIENT_ID: text,
  GITHUB_CLIENT_SECRET: text,
  GITHUB_URL: url,
  GOOGLE_CLIENT_ID: text,
  GOOGLE_CLIENT_SECRET: text,
  GOOGLE_URL: url,
  GITLAB_CLIENT_ID: text,
  GITLAB_CLIENT_SECRET: text,
  GITLAB_URL: url,
  DISCORD_CLIENT_ID: text,
  DISCORD_CLIENT_SECRET: text,
  DISCORD_URL: url,
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_ISSUER: url,
  OIDC_NAME: z.string().trim().max(40, "has more than 40 characters").optional(),
};
type Settings = { [name in keyof typeof providerSettings]?: string | undefined };

/** The variables of one provider, the ones that it can't do without first. */
function variablesOf({ prefix, usual }: Known) {
  const needed = [`${prefix}_CLIENT_ID`, `${prefix}_CLIENT_SECRET`, ...(usual ? [] : [`${prefix}_ISSUER`])];
  const further = usual ? [`${prefix}_URL`] : [`${prefix}_NAME`];
  return { needed, further } as { needed: (keyof Settings)[]; further: (keyof Settings)[] };
}

/** A provider that is configured. */
export interface Provider {
  id: Known["id"] | `own-${string}`;
  /** As it writes itself. */
  name: string;
  speaks: Language;
  /** Where it is: of OpenID Connect the issuer. */
  url: string;
  clientId: string;
  clientSecret: string;
  /** How it is asked, if not as everything: an organisation’s own mustn’t lead into this network. */
  fetch?: openid.CustomFetch;
}

/** The providers that are configured, in the order in which they are offered. */
export function configuredProviders(given: Settings): Provider[] {
  return knownProviders.flatMap((known) => {
    const { id, prefix, speaks, usual } = known;
    if (!variablesOf(known).needed.every((name) => given[name])) return [];
    const clientId = given[`${prefix}_CLIENT_ID`] ?? "";
    const clientSecret = given[`${prefix}_CLIENT_SECRET`] ?? "";
    const name = prefix === "OIDC" ? (given.OIDC_NAME ?? known.name) : known.name;
    const url = (prefix === "OIDC" ? given.OIDC_ISSUER : given[`${prefix}_URL`]) ?? usual ?? "";
    return [{ id, name, speaks, url: url.replace(/\/+$/, ""), clientId, clientSecret }];
  });
}

const isLoopback = (hostname: string) => ["localhost", "127.0.0.1", "[::1]"].includes(hostname);

/** One line for each provider that is configured by half, or at an address without https. */
export function providerProblems(given: Settings, allowHttp: boolean): { name: string; message: string }[] {
  return knownProviders.flatMap((known) => {
    const { needed, further } = variablesOf(known);
    const set = [...needed, ...further].filter((name) => given[name]);
    const missing = needed.filter((name) => !given[name]);
    if (set.length > 0 && missing.length > 0)
      return [
        { name: missing.join(", "), message: `is not set, but ${set[0]} is: set all of ${known.name}’s, or none` },
      ];
    return [...needed, ...further]
      .filter((name) => /_(URL|ISSUER)$/.test(name) && given[name])
      .filter((name) => {
        const { protocol, hostname } = new URL(given[name] ?? "");
        return protocol !== "https:" && !isLoopback(hostname) && !allowHttp;
      })
      .map((name) => ({ name, message: "must begin with https://" }));
  });
}
