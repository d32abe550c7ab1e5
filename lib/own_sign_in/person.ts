import * as openid from "openid-client";
import { z } from "zod";
import { emailAddress } from "@/lib/accounts/address";

/** Somebody as an organisation’s provider describes them. */
export interface Person {
  /** The name that never changes there. */
  subject: string;
  /** Null without a usable one. */
  address: string | null;
  /** False only if the provider says so, in the ID token or when it is asked: some say nothing. */
  verified: boolean;
  name: string | null;
  /** What the claim says that gives roles; null if no claim does. */
  values: string[] | null;
  /** Whether the provider says that it asked for a second factor. */
  secondFactor: boolean;
}
type Tokens = Awaited<ReturnType<typeof openid.authorizationCodeGrant>>;

const text = z.string().nullish().catch(null);
const texts = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .nullish()
  .catch(null);
const claims = z.looseObject({
  sub: z.string().min(1).max(255),
  email: z.string().min(1).max(254).nullish().catch(null),
  email_verified: z.union([z.boolean(), z.enum(["true", "false"])]).nullish(),
  name: text,
  preferred_username: text,
});

/** The methods of RFC 8176 that are a second factor, or two at once. */
const secondFactors = new Set(["mfa", "otp", "hwk", "sc"]);

/**
 * Who the tokens are about.
 * @param roleClaim the claim that gives roles, if one does
 */
export async function readPerson(
  configuration: openid.Configuration,
  tokens: Tokens,
  roleClaim: string | null,
): Promise<Person> {
  const given = claims.parse(tokens.claims());
  const isWhole =
    given.email && given.email_verified != null && given.name && (!roleClaim || given[roleClaim] !== undefined);
  const more =
    !isWhole && configuration.serverMetadata().userinfo_endpoint
      ? claims.parse(await openid.fetchUserInfo(configuration, tokens.access_token, given.sub))
      : given;
  const address = emailAddress.safeParse(given.email || more.email);
  const methods = texts.parse(given.amr) ?? [];
  return {
    subject: given.sub,
    address: address.success ? address.data : null,
    verified: ![given, more].some(({ email_verified: said }) => said === false || said === "false"),
    name: given.name ?? more.name ?? given.preferred_username ?? more.preferred_username ?? null,
    values: roleClaim ? (texts.parse(given[roleClaim] ?? more[roleClaim]) ?? []) : null,
    secondFactor: methods.some((method) => secondFactors.has(method)),
  };
}
