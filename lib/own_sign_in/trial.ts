import { configure } from "@/lib/identities/exchange";
import type { Provider } from "@/lib/identities/settings";
import { Refusal } from "@/lib/kernel/errors";
import { requireWebAddress } from "@/lib/own_sign_in/provider";

interface Tried {
  works: boolean;
  /** What is wrong, and what to do; null if nothing is. */
  problem: string | null;
}

const wrong = (problem: string): Tried => ({ works: false, problem });

/** Asks a provider what it says about itself. The secret is tried only when somebody signs in. */
export async function tryProvider(provider: Provider): Promise<Tried> {
  try {
    const metadata = (await configure(provider)).serverMetadata();
    const { authorization_endpoint: page, token_endpoint: tokens, jwks_uri: keys } = metadata;
    if (!page || !tokens || !keys)
      return wrong("It answers, but says nothing about where to sign in, where to get tokens or which keys it has.");
    requireWebAddress(page);
    const { response_types_supported: types = ["code"], code_challenge_methods_supported: challenges } = metadata;
    if (!types.includes("code")) return wrong("It doesn’t offer the authorization code flow. Switch it on there.");
    if (challenges && !challenges.includes("S256"))
      return wrong("It doesn’t offer PKCE with S256. Switch it on there.");
    return { works: true, problem: null };
  } catch (error) {
    return wrong(wordsOf(error as Error));
  }
}

/** In our own words: what a foreign server writes isn’t shown. */
function wordsOf(error: Error): string {
  const causes = [error, error.cause, (error.cause as Error | undefined)?.cause].filter((one) => one instanceof Error);
  const refusal = causes.find((one) => one instanceof Refusal);
  if (refusal) return refusal.message;
  const text = causes
    .map(({ message, name, code = "" }: Error & { code?: string }) => `${name} ${message} ${code}`)
    .join(" ");
  if (/TimeoutError|AbortError/.test(text)) return "It didn’t answer within ten seconds.";
  if (/CERT|altname|SELF_SIGNED|self.signed|UNABLE_TO/i.test(text))
    return "Its certificate isn’t valid for this host, or isn’t from a CA that this portal trusts.";
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(text)) return "Can’t connect to this host and port.";
  if (/issuer/i.test(text))
    return "It answers, but calls itself by another issuer. Copy the issuer from there, character by character.";
  if (/status|unexpected HTTP|content-type|JSON/i.test(text))
    return "There is no OpenID Connect description at this issuer, below /.well-known/openid-configuration. Check the address.";
  if (/fetch failed/.test(text)) return "It closed the connection without an answer.";
  return "Its description can’t be read as OpenID Connect.";
}
