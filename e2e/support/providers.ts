import { type OpenIdServer, startOpenIdServer } from "@/lib/identities/testing/open_id";
import { type PlainServer, startPlainServer } from "@/lib/identities/testing/plain_providers";
import { freePort } from "./application";
import type { Portal, startPortal } from "./portal";

interface WithProviders {
  portal: Portal;
  /** A real OpenID provider, named Town hall. */
  oidc: OpenIdServer;
  /** Another, in the place of GitLab. */
  gitlab: OpenIdServer;
  github: PlainServer;
  discord: PlainServer;
  callback: (provider: string) => string;
  close(): Promise<void>;
}

/** A portal with four providers that run on this machine. */
export async function startWithProviders(
  ownPortal: (settings?: Parameters<typeof startPortal>[0]) => Promise<Portal>,
  { setUp = true, env = {} }: { setUp?: boolean; env?: Record<string, string> } = {},
): Promise<WithProviders> {
  const port = await freePort();
  const callback = (provider: string) => `http://127.0.0.1:${port}/api/auth/${provider}/callback`;
  const oidc = await startOpenIdServer([callback("oidc")]);
  const gitlab = await startOpenIdServer([callback("gitlab")]);
  const [github, discord] = [await startPlainServer("github"), await startPlainServer("discord")];
  const portal = await ownPortal({
    setUp,
    env: {
      PORT: String(port),
      ...{ OIDC_ISSUER: oidc.issuer, OIDC_CLIENT_ID: oidc.clientId, OIDC_CLIENT_SECRET: oidc.clientSecret },
      ...{ OIDC_NAME: "Town hall" },
      ...{ GITLAB_URL: gitlab.issuer, GITLAB_CLIENT_ID: gitlab.clientId, GITLAB_CLIENT_SECRET: gitlab.clientSecret },
      ...{ GITHUB_URL: github.url, GITHUB_CLIENT_ID: "portal", GITHUB_CLIENT_SECRET: "the secret" },
      ...{ DISCORD_URL: discord.url, DISCORD_CLIENT_ID: "portal", DISCORD_CLIENT_SECRET: "the secret" },
      ...env,
    },
  });
  const close = async () => {
    await Promise.all([oidc, gitlab, github, discord].map((server) => server.close()));
  };
  return { portal, oidc, gitlab, github, discord, callback, close };
}
