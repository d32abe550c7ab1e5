import * as openid from "openid-client";
import { z } from "zod";
import type { Provider } from "@/lib/identities/settings";

/** Who somebody is at a provider. */
export interface Profile {
  /** The name that never changes there. */
  subject: string;
  address: string | null;
  /** Whether the provider says that the address is theirs. */
  verified: boolean;
  name: string | null;
}
type Tokens = Awaited<ReturnType<typeof openid.authorizationCodeGrant>>;

const subject = z.string().min(1).max(255);
const text = z.string().nullish();
/** Longer than any address: then it counts as none. */
const email = z.string().min(1).max(254).nullish().catch(null);

const claims = z.object({
  sub: subject,
  email,
  // Some providers write it as a word.
  email_verified: z.union([z.boolean(), z.enum(["true", "false"])]).nullish(),
  name: text,
  preferred_username: text,
});

/** By the ID token, and the provider’s own answer where the token leaves the address out. */
async function byOpenId(configuration: openid.Configuration, tokens: Tokens): Promise<Profile> {
  const given = claims.parse(tokens.claims());
  const isWhole = given.email && given.email_verified !== undefined;
  const more =
    !isWhole && configuration.serverMetadata().userinfo_endpoint
      ? claims.parse(await openid.fetchUserInfo(configuration, tokens.access_token, given.sub))
      : given;
  // Address and its verification from the same answer.
  const { email, email_verified } = more.email ? more : given;
  const name = given.name ?? more.name ?? given.preferred_username ?? more.preferred_username;
  return {
    subject: given.sub,
    address: email ?? null,
    verified: email_verified === true || email_verified === "true",
    name: name ?? null,
  };
}

const github = {
  user: z.object({ id: z.number().int(), login: z.string(), name: text }),
  emails: z.array(z.object({ email, primary: z.boolean(), verified: z.boolean() })),
};

async function byGitHub(url: string, ask: Ask): Promise<Profile> {
  // GitHub Enterprise Server has its interface below its own address.
  const api = url === "https://github.com" ? "https://api.github.com" : `${url}/api/v3`;
  const user = await ask(`${api}/user`, github.user);
  const emails = await ask(`${api}/user/emails`, github.emails);
  const address = emails.find(({ primary }) => primary);
  return {
    subject: String(user.id),
    address: address?.email ?? null,
    verified: address?.verified ?? false,
    name: user.name || user.login,
  };
}

const discordUser = z.object({
  id: subject,
  username: z.string(),
  global_name: text,
  email,
  verified: z.boolean().nullish(),
});

async function byDiscord(url: string, ask: Ask): Promise<Profile> {
  const user = await ask(`${url}/api/users/@me`, discordUser);
  return {
    subject: user.id,
    address: user.email ?? null,
    verified: user.verified === true,
    name: user.global_name || user.username,
  };
}

type Ask = <T>(url: string, schema: z.ZodType<T>) => Promise<T>;

/** Who the tokens of a provider are about. */
export async function readProfile(
  provider: Provider,
  configuration: openid.Configuration,
  tokens: Tokens,
): Promise<Profile> {
  const ask: Ask = async (url, schema) => {
    const headers = new Headers({ accept: "application/json" });
    const answer = await openid.fetchProtectedResource(
      configuration,
      tokens.access_token,
      new URL(url),
      "GET",
      undefined,
      headers,
    );
    if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}`);
    return schema.parse(await answer.json());
  };
  if (provider.speaks === "github") return byGitHub(provider.url, ask);
  if (provider.speaks === "discord") return byDiscord(provider.url, ask);
  return byOpenId(configuration, tokens);
}
