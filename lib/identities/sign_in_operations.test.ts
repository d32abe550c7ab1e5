import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { newOrganisation, newUser, stranger, sudo, useDatabase } from "@/db/testing";
import { actorOf } from "@/lib/accounts/actor";
import { beginByProvider, openByProvider } from "@/lib/identities/sign_in_operations";
import { goTo, goToLink, linkBy, signInBy, useProviders } from "@/lib/identities/testing/flows";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { systemCaller } from "@/lib/kernel/actor";
import { changeFeatures } from "@/lib/portal/settings_operations";
import { linkToken } from "@/lib/tokens";

const at = useProviders();
useDatabase();

const newSubject = () => `s-${randomUUID()}`;
const newAddress = () => `${randomUUID()}@example.org`;
/** Somebody new at the OpenID provider. */
function arrive(about: { email?: string; email_verified?: boolean; name?: string } = {}) {
  const email = about.email ?? newAddress();
  at.oidc.signsIn(newSubject(), { email, email_verified: true, name: "Nora Newcomer", ...about });
  return email;
}
const accountOf = async (email: string) =>
  (
    await sudo<{ id: string; name: string; verified: boolean; password: string | null; organisations: number }>(
      `select id, name, email_verified_at is not null as verified, password_hash as password,
         (select count(*)::int from members where user_id = users.id) as organisations from users where email = $1`,
      [email],
    )
  )[0];
const sessionsOf = (email: string) =>
  sudo<{ by: string; provider: string | null }>(
    `select s.signed_in_by as by, s.provider from sessions s join users u on u.id = s.user_id
      where u.email = $1 order by s.created_at`,
    [email],
  );
const counts = () =>
  sudo(
    "select (select count(*) from users) as u, (select count(*) from identities) as i, (select count(*) from sessions) as s",
  );
const setSignUp = (open: boolean) => changeFeatures(systemCaller("test"), { featureToggles: { registration: open } });

describe("signing in by a provider for the first time", () => {
  it("creates an account with a verified address and an organisation where sign-up is open", async () => {
    const email = arrive();
    const { token } = await signInBy("oidc");
    expect(await accountOf(email)).toMatchObject({
      name: "Nora Newcomer",
      verified: true,
      password: null,
      organisations: 1,
    });
    expect(await actorOf(token)).toMatchObject({ email, verified: true, secondFactor: "none" });
    expect(await sessionsOf(email)).toEqual([{ by: "provider", provider: "oidc" }]);
    const log = await sudo(
      "select operation, details from audit where user_id = (select id from users where email = $1)",
      [email],
    );
    expect(log).toContainEqual({ operation: "account.signUp", details: { after: { provider: "oidc" } } });
    expect(log).toContainEqual({
      operation: "session.openByProvider",
      details: { after: { by: "provider", provider: "oidc" } },
    });
  });

  it("opens the same account the next time, also after the address there has changed", async () => {
    const subject = newSubject();
    const email = newAddress();
    at.oidc.signsIn(subject, { email, email_verified: true });
    await signInBy("oidc");
    at.oidc.signsIn(subject, { email: newAddress(), email_verified: false });
    const { token } = await signInBy("oidc");
    expect(await actorOf(token)).toMatchObject({ email });
    expect(await sessionsOf(email)).toHaveLength(2);
  });

  it.each(["github", "discord"] as const)("works with %s, whose address has to be verified there", async (provider) => {
    const somebody = { id: Math.floor(Math.random() * 1e9), name: "Hub", email: newAddress() };
    at[provider].signsIn({ ...somebody, verified: false });
    await expect(signInBy(provider)).rejects.toMatchObject({ reason: "provider.unverified" });
    expect(await accountOf(somebody.email)).toBeUndefined();
    at[provider].signsIn({ ...somebody, verified: true });
    await signInBy(provider);
    expect(await accountOf(somebody.email)).toMatchObject({ name: "Hub", verified: true });
    expect(await sessionsOf(somebody.email)).toEqual([{ by: "provider", provider }]);
  });

  it("is refused without a verified address, and leaves nothing", async () => {
    for (const about of [{ email_verified: false }, { email_verified: undefined }, { email: "not an address" }]) {
      arrive(about);
      const before = await counts();
      await expect(signInBy("oidc")).rejects.toMatchObject({ reason: "provider.unverified", code: "FORBIDDEN" });
      expect(await counts()).toEqual(before);
    }
  });

  it("is refused where sign-up is by invitation, unless an invitation to this address led there", async () => {
    await setSignUp(false);
    const { owner, ref } = await newOrganisation();
    const email = arrive();
    await expect(signInBy("oidc")).rejects.toMatchObject({ reason: "account.signUpClosed" });
    const { id } = await inviteMember(owner, { ...ref, email });
    await expect(signInBy("oidc", "A".repeat(43))).rejects.toMatchObject({ reason: "link.invalid" });
    arrive();
    await expect(signInBy("oidc", linkToken("invitation.mail", id))).rejects.toMatchObject({
      reason: "provider.otherAddress",
    });
    arrive({ email });
    await signInBy("oidc", linkToken("invitation.mail", id));
    expect(await accountOf(email)).toMatchObject({ verified: true, organisations: 0 });
    await setSignUp(true);
  });

  it("by a withdrawn invitation is refused", async () => {
    const { owner, ref } = await newOrganisation();
    const email = arrive();
    const { id } = await inviteMember(owner, { ...ref, email });
    await sudo("update invitations set state = 'revoked', answered_at = now() where id = $1", [id]);
    await expect(signInBy("oidc", linkToken("invitation.mail", id))).rejects.toMatchObject({
      reason: "invitation.revoked",
    });
    expect(await accountOf(email)).toBeUndefined();
  });

  it.each([true, false])(
    "never opens an account with the same address (verified: %s) that isn’t linked",
    async (verified) => {
      const { actor } = await newUser({ verified });
      arrive({ email: actor.email.toUpperCase() });
      const before = await counts();
      await expect(signInBy("oidc")).rejects.toMatchObject({ reason: "provider.unlinked", code: "CONFLICT" });
      expect(await counts()).toEqual(before);
      expect(await sudo("select operation, details from audit where user_id = $1", [actor.userId])).toEqual([
        { operation: "session.fail", details: { after: { by: "provider", provider: "oidc" } } },
      ]);
    },
  );
});

describe("a linked account", () => {
  it("that is disabled isn’t opened", async () => {
    const email = arrive();
    await signInBy("oidc");
    await sudo("update users set disabled_at = now() where email = $1", [email]);
    await expect(signInBy("oidc")).rejects.toMatchObject({ reason: "provider.disabled" });
    expect(await sessionsOf(email)).toHaveLength(1);
  });

  it("with a second factor gets a half session", async () => {
    const email = arrive();
    await signInBy("oidc");
    await sudo(
      "insert into authenticators (user_id, secret, confirmed_at) select id, '\\x00', now() from users where email = $1",
      [email],
    );
    const { token } = await signInBy("oidc");
    expect(await actorOf(token)).toMatchObject({ secondFactor: "missing" });
  });
});

describe("an answer is accepted only as it was asked for", () => {
  it("not with the state of another browser, and not twice", async () => {
    arrive();
    const [one, other] = [await goTo("oidc"), await goTo("oidc")];
    await expect(openByProvider(stranger, given({ ...one, flow: other.flow }))).rejects.toMatchObject({
      reason: "provider.answer",
    });
    await openByProvider(stranger, given(one));
    await expect(openByProvider(stranger, given(one))).rejects.toMatchObject({ reason: "provider.answer" });
  });

  it.each([
    ["another nonce", { claims: { nonce: "another" } }],
    ["another key’s signature", { foreignKey: true }],
    ["another audience", { claims: { aud: "another" } }],
    ["another issuer", { claims: { iss: "http://127.0.0.1:1" } }],
    ["an end in the past", { claims: { exp: 1_000_000 } }],
  ])("not with an ID token with %s", async (_what, forged) => {
    const email = arrive();
    at.oidc.forge(forged);
    await expect(signInBy("oidc")).rejects.toMatchObject({ reason: "provider.answer" });
    at.oidc.forge(null);
    expect(await accountOf(email)).toBeUndefined();
  });

  it("an untouched token that is signed once more with the provider’s key is accepted: the forger works", async () => {
    const email = arrive();
    at.oidc.forge({});
    await signInBy("oidc");
    at.oidc.forge(null);
    expect(await accountOf(email)).toBeDefined();
  });

  it("not from another provider, with its flow or with its own", async () => {
    arrive();
    const one = await goTo("oidc");
    await expect(openByProvider(stranger, given({ ...one, provider: "gitlab" }))).rejects.toMatchObject({
      reason: "provider.flow",
    });
    const gitlab = await beginByProvider(stranger, { provider: "gitlab" });
    const query = new URLSearchParams(one.query);
    query.set("state", new URL(gitlab.url).searchParams.get("state") ?? "");
    for (const iss of [at.oidc.issuer, at.gitlab.issuer]) {
      query.set("iss", iss);
      const mixed = { provider: "gitlab", flow: gitlab.flow, query: `?${query}` };
      await expect(openByProvider(stranger, mixed)).rejects.toMatchObject({ reason: "provider.answer" });
    }
  });

  it("not if it was begun to link, and not without what the browser kept", async () => {
    const user = await newUser();
    arrive();
    await expect(openByProvider(stranger, await goToLink(user, "oidc"))).rejects.toMatchObject({
      reason: "provider.flow",
    });
    const one = await goTo("oidc");
    for (const flow of ["x", `${one.flow.slice(0, -2)}AA`])
      await expect(openByProvider(stranger, given({ ...one, flow }))).rejects.toMatchObject({
        reason: "provider.flow",
      });
  });

  it("not if whoever went there didn’t allow it", async () => {
    at.oidc.signsIn(null);
    await expect(signInBy("oidc")).rejects.toMatchObject({ reason: "provider.denied", code: "FORBIDDEN" });
  });

  it("by a subject of one provider doesn’t open the account of the same subject at another", async () => {
    const user = await newUser();
    const subject = newSubject();
    at.oidc.signsIn(subject, { email: newAddress(), email_verified: true });
    await linkBy(user, "oidc");
    const email = newAddress();
    at.gitlab.signsIn(subject, { email, email_verified: true });
    const { token } = await signInBy("gitlab");
    expect(await actorOf(token)).toMatchObject({ email });
  });
});

const given = ({ provider, flow, query }: { provider: string; flow: string; query: string }) => ({
  provider,
  flow,
  query,
});
