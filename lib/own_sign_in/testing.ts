import { randomBytes } from "node:crypto";
import { afterAll } from "vitest";
import { newOrganisation, stranger, sudo } from "@/db/testing";
import { actorOf } from "@/lib/accounts/actor";
import { type Known, type OpenIdServer, passThrough, startOpenIdServer } from "@/lib/identities/testing/open_id";
import type { Caller, UserActor } from "@/lib/kernel/actor";
import { hashOfDomain } from "@/lib/mail_domains/domain";
import { beginLinkingOwn, linkOwn } from "@/lib/own_sign_in/link_operations";
import { setOwnSignIn } from "@/lib/own_sign_in/operations";
import { beginOwn, openByOwn } from "@/lib/own_sign_in/sign_in_operations";

const portal = "http://127.0.0.1:3998";
const callbackOf = (organisationId: string) => `${portal}/api/auth/own-${organisationId}/callback`;
const servers: OpenIdServer[] = [];

/** For the environment, before `useDatabase()`: providers of organisations run on this machine. */
export const ownPortal = { PUBLIC_URL: portal, ALLOW_PRIVATE_ADDRESSES: "on" };

/** Ends the providers that a test file began. */
export function useOwnProviders(): void {
  afterAll(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
}

export const freeDomain = () => `${randomBytes(6).toString("hex")}.org`;

/** An organisation proved this domain long ago. */
export async function proved(organisationId: string, domain = freeDomain()): Promise<string> {
  await sudo(
    `insert into mail_domains (organisation_id, domain, domain_hash, token, proof, proved_at, looked_at)
      values ($1, $2, $3, $4, 'txt', now(), now())`,
    [organisationId, domain, hashOfDomain(domain), randomBytes(20).toString("hex")],
  );
  return domain;
}

type Wanted = Partial<Parameters<typeof setOwnSignIn>[1]>;

/** An organisation with a provider of its own, which is real and says whatever a test wants. */
export async function newOwn(wanted: Wanted = {}) {
  const founded = await newOrganisation();
  const { owner, ref, organisation } = founded;
  const organisationId = organisation.id;
  const domain = await proved(organisationId);
  const server = await startOpenIdServer([callbackOf(organisationId)]);
  servers.push(server);
  const settings = { issuer: server.issuer, clientId: server.clientId, clientSecret: server.clientSecret };
  const set = (more: Wanted = {}) => setOwnSignIn(owner, { ...ref, ...settings, joining: "join", ...wanted, ...more });
  await set();
  const about = (name: string, more: Known = {}): Known => ({
    ...{ email: `${name}@${domain}`, email_verified: true, name: "Nora New" },
    ...more,
  });
  /** Goes there and comes back with the provider’s answer. */
  const goTo = async () => {
    const { url, flow } = await beginOwn(stranger, { email: `anybody@${domain}` });
    return { organisationId, flow, query: await passThrough(url, callbackOf(organisationId)) };
  };
  /** Signs in as somebody whom the provider describes like this. */
  const signIn = async (name: string, more: Known & { subject?: string } = {}) => {
    const { subject = name, ...rest } = more;
    server.signsIn(subject, about(name, rest));
    return openByOwn(stranger, await goTo());
  };
  const link = async (who: Caller, name: string, more: Known = {}) => {
    server.signsIn(name, about(name, more));
    const { url, flow } = await beginLinkingOwn(who, { organisationId });
    return linkOwn(who, { organisationId, flow, query: await passThrough(url, callbackOf(organisationId)) });
  };
  return { ...founded, organisationId, domain, server, settings, set, goTo, signIn, link, about };
}

/** Whoever has this token. */
export async function holderOf({ token }: { token: string | null }): Promise<Caller & { actor: UserActor }> {
  const actor = token && (await actorOf(token));
  if (!actor) throw new Error("The session did not open.");
  return { actor, address: null };
}
