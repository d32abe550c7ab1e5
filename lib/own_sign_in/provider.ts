import type { findOwnSignIn } from "@/db/queries/own_sign_ins";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Provider } from "@/lib/identities/settings";
import { guardedFetch } from "@/lib/own_sign_in/guarded_fetch";
import { type Place, unseal } from "@/lib/secrets";

type Row = NonNullable<Awaited<ReturnType<typeof findOwnSignIn>>>;

/** Where the client secret of an organisation’s provider is kept. */
export const secretPlace = (organisationId: string): Place => ({
  table: "own_sign_ins",
  row: organisationId,
  column: "secret",
});

/** How an organisation’s provider is called among those of the portal: it has a callback URL of its own. */
export const providerId = (organisationId: string) => `own-${organisationId}` as const;

/** The organisation whose provider it is; undefined if it is one of the portal’s. */
export const organisationOf = (id: string): string | undefined =>
  /^own-([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/.exec(id)?.[1];

/** An organisation’s provider, as the portal’s own are spoken to. */
export function toProvider(row: Row, name: string): Provider {
  const { organisationId, issuer, clientId, secret } = row;
  return {
    id: providerId(organisationId),
    name,
    speaks: "openid",
    url: issuer,
    clientId,
    clientSecret: unseal(secretPlace(organisationId), secret),
    fetch: guardedFetch,
  };
}

/** The provider itself says where people sign in: only to the web, never to `javascript:` or the like. @throws UPSTREAM */
export function requireWebAddress(url: string): void {
  const { protocol } = new URL(url);
  const allowed = protocol === "https:" || (protocol === "http:" && env().ALLOW_PRIVATE_ADDRESSES === "on");
  if (!allowed) throw new AppError("ownSignIn.redirect");
}
