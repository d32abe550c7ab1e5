import * as openid from "openid-client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Flow } from "@/lib/identities/flow";
import { type Profile, readProfile } from "@/lib/identities/profile";
import type { Provider } from "@/lib/identities/settings";
import { log } from "@/lib/log";

type Tokens = Awaited<ReturnType<typeof openid.authorizationCodeGrant>>;

/** For how long what a provider says about itself is kept. */
const keptMs = 3_600_000;
const mostKept = 500;
const timeoutSeconds = 10;
const kept = new Map<string, { since: number; configuration: Promise<openid.Configuration> }>();

/** Where the provider sends people back to: one for each provider, so that no answer can be taken for another’s. */
export const callbackOf = ({ id }: Pick<Provider, "id">) => new URL(`/api/auth/${id}/callback`, env().PUBLIC_URL);

/** GitHub and Discord: what they don’t say about themselves. */
const written: Record<"github" | "discord", (url: string) => openid.ServerMetadata> = {
  github: (url) => ({
    issuer: `${url}/login/oauth`,
    authorization_endpoint: `${url}/login/oauth/authorize`,
    token_endpoint: `${url}/login/oauth/access_token`,
  }),
  discord: (url) => ({
    issuer: url,
    authorization_endpoint: `${url}/oauth2/authorize`,
    token_endpoint: `${url}/api/oauth2/token`,
  }),
};
const scopes: Record<Provider["speaks"], string> = {
  openid: "openid email profile",
  github: "read:user user:email",
  discord: "identify email",
};

export async function configure({
  speaks,
  url,
  clientId,
  clientSecret,
  fetch,
}: Provider): Promise<openid.Configuration> {
  const basic = openid.ClientSecretBasic(clientSecret);
  const post = openid.ClientSecretPost(clientSecret);
  // Of the portal’s own only loopback, or what ALLOW_HTTP allowed: lib/env.ts refuses others. Those of organisations
  // are judged by guardedFetch.
  const plain = new URL(url).protocol === "http:" ? [openid.allowInsecureRequests] : [];
  if (speaks !== "openid") {
    const configuration = new openid.Configuration(written[speaks](url), clientId, undefined, post);
    for (const extend of plain) extend(configuration);
    configuration.timeout = timeoutSeconds;
    return configuration;
  }
  // The one that a provider uses unless it says otherwise.
  const auth: openid.ClientAuth = (server, ...rest) => {
    const { token_endpoint_auth_methods_supported: supported = ["client_secret_basic"] } = server;
    return (supported.includes("client_secret_basic") ? basic : post)(server, ...rest);
  };
  return openid.discovery(new URL(url), clientId, undefined, auth, {
    // The ID token is verified by the provider’s keys, although it comes from the provider itself.
    execute: [...plain, openid.enableNonRepudiationChecks],
    timeout: timeoutSeconds,
    ...(fetch && { [openid.customFetch]: fetch }),
  });
}

function configurationOf(provider: Provider): Promise<openid.Configuration> {
  const key = JSON.stringify(provider);
  const known = kept.get(key);
  if (known && known.since + keptMs > Date.now()) return known.configuration;
  const configuration = configure(provider);
  // An organisation’s owner may change its provider as often as they like.
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, { since: Date.now(), configuration });
  configuration.catch(() => kept.delete(key));
  return configuration;
}

/** Where somebody goes to sign in, and what has to be remembered meanwhile. */
export async function beginAt(
  provider: Provider,
): Promise<{ url: string } & Pick<Flow, "state" | "nonce" | "verifier">> {
  const [state, nonce, verifier] = [openid.randomState(), openid.randomNonce(), openid.randomPKCECodeVerifier()];
  try {
    const url = openid.buildAuthorizationUrl(await configurationOf(provider), {
      redirect_uri: callbackOf(provider).href,
      scope: scopes[provider.speaks],
      state,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      ...(provider.speaks === "openid" && { nonce }),
    });
    return { url: url.href, state, nonce, verifier };
  } catch (error) {
    return refuse(provider, error);
  }
}

/**
 * Who came back from the provider.
 * @param read from the tokens, if not as usual
 * @param query of the callback’s URL
 * @throws FORBIDDEN if they didn’t allow it; UPSTREAM if the answer isn’t exactly what was asked for
 */
export async function returnFrom<Who = Profile>(
  provider: Provider,
  query: string,
  flow: Flow,
  read: (configuration: openid.Configuration, tokens: Tokens) => Promise<Who> = (...of) =>
    readProfile(provider, ...of) as Promise<Who>,
): Promise<Who> {
  const answer = callbackOf(provider);
  answer.search = query;
  try {
    const configuration = await configurationOf(provider);
    const tokens = await openid.authorizationCodeGrant(configuration, answer, {
      expectedState: flow.state,
      pkceCodeVerifier: flow.verifier,
      ...(provider.speaks === "openid" && { expectedNonce: flow.nonce, idTokenExpected: true }),
    });
    return await read(configuration, tokens);
  } catch (error) {
    return refuse(provider, error);
  }
}

function refuse(provider: Provider, error: unknown): never {
  const refusal = [error, (error as Error).cause].find((one) => one instanceof AppError);
  if (refusal) throw refusal;
  if (error instanceof openid.AuthorizationResponseError && error.error === "access_denied")
    throw new AppError("provider.denied");
  const { message, cause } = error as Error;
  log().info({ provider: provider.id, error: message, cause: String(cause ?? "") }, "a sign-in by a provider failed");
  throw new AppError(isUnreachable(error) ? "provider.unreachable" : "provider.answer");
}

/** Whether it didn’t answer at all: `fetch` throws a TypeError, a time limit a DOMException. */
const isUnreachable = (error: unknown) =>
  [error, (error as Error).cause].some(
    (one) =>
      one instanceof Error && (["TimeoutError", "AbortError"].includes(one.name) || one.message === "fetch failed"),
  );
