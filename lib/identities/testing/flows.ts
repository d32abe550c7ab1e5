import { afterAll, beforeAll, vi } from "vitest";
import { type SignedIn, stranger } from "@/db/testing";
import { beginLinking, linkIdentity } from "@/lib/identities/operations";
import { beginByProvider, openByProvider } from "@/lib/identities/sign_in_operations";
import { type OpenIdServer, passThrough, startOpenIdServer } from "@/lib/identities/testing/open_id";
import { type PlainServer, startPlainServer } from "@/lib/identities/testing/plain_providers";

const portal = "http://127.0.0.1:3999";
const callbackOf = (provider: string) => `${portal}/api/auth/${provider}/callback`;

/** All providers of this test file: two real OpenID providers, and servers that speak as GitHub and Discord do. Before `useDatabase()`. */
export function useProviders(): Record<"oidc" | "gitlab", OpenIdServer> & Record<"github" | "discord", PlainServer> {
  const made = {} as Record<"oidc" | "gitlab", OpenIdServer> & Record<"github" | "discord", PlainServer>;
  beforeAll(async () => {
    const [oidc, gitlab] = [
      await startOpenIdServer([callbackOf("oidc"), callbackOf("gitlab")]),
      await startOpenIdServer([callbackOf("gitlab")]),
    ];
    const [github, discord] = [await startPlainServer("github"), await startPlainServer("discord")];
    Object.assign(made, { oidc, gitlab, github, discord });
    const settings = {
      PUBLIC_URL: portal,
      ...{ OIDC_ISSUER: oidc.issuer, OIDC_CLIENT_ID: oidc.clientId, OIDC_CLIENT_SECRET: oidc.clientSecret },
      ...{ OIDC_NAME: "Town hall" },
      ...{ GITLAB_URL: gitlab.issuer, GITLAB_CLIENT_ID: gitlab.clientId, GITLAB_CLIENT_SECRET: gitlab.clientSecret },
      ...{ GITHUB_URL: github.url, GITHUB_CLIENT_ID: "portal", GITHUB_CLIENT_SECRET: "the secret" },
      ...{ DISCORD_URL: discord.url, DISCORD_CLIENT_ID: "portal", DISCORD_CLIENT_SECRET: "the secret" },
    };
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  });
  afterAll(async () => {
    await Promise.all(Object.values(made).map((server) => server.close()));
  });
  return made;
}

/** Goes to a provider to sign in, and comes back with its answer. */
export async function goTo(provider: string, invitation?: string) {
  const { url, flow } = await beginByProvider(stranger, { provider, invitation });
  return { provider, flow, url, query: await passThrough(url, callbackOf(provider)) };
}

/** Signs in by a provider, as whoever signs in there. */
export async function signInBy(provider: string, invitation?: string) {
  const { url, ...answer } = await goTo(provider, invitation);
  return openByProvider(stranger, answer);
}

/** Goes to a provider to link it, and comes back with its answer. */
export async function goToLink(who: SignedIn, provider: string) {
  const { url, flow } = await beginLinking(who, { provider });
  return { provider, flow, query: await passThrough(url, callbackOf(provider)) };
}

export async function linkBy(who: SignedIn, provider: string): Promise<void> {
  await linkIdentity(who, await goToLink(who, provider));
}
