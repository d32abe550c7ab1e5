import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asApplication, newUser, type SignedIn, signIn, sudo, useDatabase } from "@/db/testing";
import { linkIdentity, listIdentities, unlinkIdentity } from "@/lib/identities/operations";
import { goTo, goToLink, linkBy, signInBy, useProviders } from "@/lib/identities/testing/flows";

const at = useProviders();
useDatabase();

const arrive = (subject = `s-${randomUUID()}`) => {
  at.oidc.signsIn(subject, { email: `${subject}@elsewhere.example`, email_verified: false });
  return subject;
};
const identityOf = async (who: SignedIn, provider = "oidc") =>
  (await listIdentities(who, {})).find((one) => one.provider === provider)?.identity;
const setPassword = ({ actor }: SignedIn) => sudo("update users set password_hash = 'x' where id = $1", [actor.userId]);
const stale = (who: SignedIn): SignedIn => ({
  ...who,
  actor: { ...who.actor, provedAt: new Date(Date.now() - 11 * 60_000) },
});

describe("linking an account of a provider", () => {
  it("makes it sign in here, whatever its address is, and tells the owner", async () => {
    const user = await newUser();
    const subject = arrive();
    await linkBy(user, "oidc");
    expect(await identityOf(user)).toMatchObject({ address: `${subject}@elsewhere.example`, lastUsedAt: null });
    await signInBy("oidc");
    expect((await identityOf(user))?.lastUsedAt).toBeInstanceOf(Date);
    expect(await sudo("select detail from mails where user_id = $1", [user.actor.userId])).toEqual([
      { detail: "identityLinked" },
    ]);
    expect(await sudo("select count(*)::int as n from sessions where user_id = $1", [user.actor.userId])).toEqual([
      { n: 2 },
    ]);
  });

  it("is refused for one that is linked to another account, which keeps it", async () => {
    const [one, other] = [await newUser(), await newUser()];
    arrive();
    await linkBy(one, "oidc");
    await expect(linkBy(other, "oidc")).rejects.toMatchObject({ reason: "identity.taken", code: "CONFLICT" });
    expect(await identityOf(one)).toBeTruthy();
    expect(await identityOf(other)).toBeNull();
  });

  it("is refused for a second one of the same provider; the same one again changes nothing", async () => {
    const user = await newUser();
    arrive();
    await linkBy(user, "oidc");
    const before = await identityOf(user);
    await linkBy(user, "oidc");
    arrive();
    await expect(linkBy(user, "oidc")).rejects.toMatchObject({ reason: "identity.known" });
    expect(await identityOf(user)).toEqual(before);
  });

  it("of twenty at the same moment, exactly one account gets it", async () => {
    const users = await Promise.all(Array.from({ length: 20 }, () => newUser()));
    arrive();
    const answers: Awaited<ReturnType<typeof goToLink>>[] = [];
    for (const user of users) answers.push(await goToLink(user, "oidc"));
    const done = await Promise.allSettled(users.map((user, n) => linkIdentity(user, answers[n] as never)));
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of done)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ reason: "identity.taken" });
  });

  it("counts only in the session that began it, and not if it was begun to sign in", async () => {
    const [victim, attacker] = [await newUser(), await newUser()];
    arrive();
    const begun = await goToLink(attacker, "oidc");
    await expect(linkIdentity(victim, begun)).rejects.toMatchObject({ reason: "provider.flow" });
    await expect(linkIdentity(await signIn(attacker.actor.userId), begun)).rejects.toMatchObject({
      reason: "provider.flow",
    });
    const { provider, flow, query } = await goTo("oidc");
    await expect(linkIdentity(victim, { provider, flow, query })).rejects.toMatchObject({ reason: "provider.flow" });
    expect(await identityOf(victim)).toBeNull();
  });

  it("needs a fresh proof, also at its end", async () => {
    const user = await newUser();
    arrive();
    const begun = await goToLink(user, "oidc");
    await expect(linkIdentity(stale(user), begun)).rejects.toMatchObject({ code: "FRESH_PROOF_REQUIRED" });
    await expect(goToLink(stale(user), "oidc")).rejects.toMatchObject({ code: "FRESH_PROOF_REQUIRED" });
    expect(await identityOf(user)).toBeNull();
  });
});

describe("unlinking", () => {
  it("is refused for the only way in, and possible beside a password or another provider", async () => {
    const user = await newUser();
    arrive();
    await linkBy(user, "oidc");
    const identity = (await identityOf(user))?.id ?? "";
    await expect(unlinkIdentity(user, { identity })).rejects.toMatchObject({
      reason: "account.lastWayIn",
      code: "CONFLICT",
    });
    expect(await identityOf(user)).toBeTruthy();
    await setPassword(user);
    expect(await unlinkIdentity(user, { identity })).toEqual({ name: "Town hall" });
    expect(await identityOf(user)).toBeNull();

    const other = await newUser();
    arrive();
    await linkBy(other, "oidc");
    at.github.signsIn({ id: Math.floor(Math.random() * 1e9), name: "Hub", email: "h@example.org", verified: true });
    await linkBy(other, "github");
    await unlinkIdentity(other, { identity: (await identityOf(other))?.id ?? "" });
    await expect(
      unlinkIdentity(other, { identity: (await identityOf(other, "github"))?.id ?? "" }),
    ).rejects.toMatchObject({ reason: "account.lastWayIn" });
  });

  it("ends the sessions that the provider opened, but the one that unlinks", async () => {
    const user = await newUser();
    await setPassword(user);
    arrive();
    await linkBy(user, "oidc");
    await signInBy("oidc");
    await unlinkIdentity(user, { identity: (await identityOf(user))?.id ?? "" });
    expect(await sudo("select id from sessions where user_id = $1", [user.actor.userId])).toEqual([
      { id: user.actor.sessionId },
    ]);
  });

  it("of two at the same moment leaves one", async () => {
    const user = await newUser();
    arrive();
    await linkBy(user, "oidc");
    at.github.signsIn({ id: Math.floor(Math.random() * 1e9), name: "Hub", email: "h@example.org", verified: true });
    await linkBy(user, "github");
    const ids = [(await identityOf(user))?.id ?? "", (await identityOf(user, "github"))?.id ?? ""];
    const done = await Promise.allSettled(ids.map((identity) => unlinkIdentity(user, { identity })));
    expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("at a provider that is no longer offered is possible, and such a one is no way in", async () => {
    const user = await newUser();
    arrive();
    await linkBy(user, "oidc");
    const insert = `insert into identities (user_id, provider, issuer, subject, key_hash) values ($1, 'oidc', 'https://gone.example', 'x', $2)`;
    await sudo(insert, [user.actor.userId, Buffer.alloc(32, randomUUID())]);
    const former = (await listIdentities(user, {})).find(({ offered }) => !offered);
    await expect(unlinkIdentity(user, { identity: (await identityOf(user))?.id ?? "" })).rejects.toMatchObject({
      reason: "account.lastWayIn",
    });
    await unlinkIdentity(user, { identity: former?.identity?.id ?? "" });
    expect(await identityOf(user)).toBeTruthy();
  });

  it("one of somebody else isn’t found", async () => {
    const [user, other] = [await newUser(), await newUser()];
    await setPassword(user);
    arrive();
    await linkBy(user, "oidc");
    await expect(unlinkIdentity(other, { identity: (await identityOf(user))?.id ?? "" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await identityOf(user)).toBeTruthy();
  });
});

it("the database shows nobody’s identities to a transaction that knows no user and no key", async () => {
  const user = await newUser();
  arrive();
  await linkBy(user, "oidc");
  expect(await asApplication(async (client) => (await client.query("select 1 from identities")).rowCount)).toBe(0);
});
