import { beforeAll, describe, expect, it } from "vitest";
import { newOrganisation, stranger, sudo, useDatabase } from "@/db/testing";
import { actorOf } from "@/lib/accounts/actor";
import { createToken } from "@/lib/api_tokens/operations";
import { listActivity } from "@/lib/audit/operations";
import { removeMember } from "@/lib/members/change_operations";
import { readMember } from "@/lib/members/operations";
import { listNotifications } from "@/lib/notifications/operations";
import { createOrganisation, listOrganisations, readOrganisation } from "@/lib/organisations/operations";
import { removeOwnSignIn } from "@/lib/own_sign_in/operations";
import { beginOwn, openByOwn } from "@/lib/own_sign_in/sign_in_operations";
import { holderOf, newOwn, ownPortal, useOwnProviders } from "@/lib/own_sign_in/testing";
import { withFactor } from "@/lib/second_factors/testing";
import { prove } from "@/lib/sessions/proof_operations";

beforeAll(() => void Object.assign(process.env, ownPortal));
useOwnProviders();
useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const sessionsOf = (userId: string) =>
  sudo<{ hours: number; confinedTo: string; by: string }>(
    `select extract(epoch from expires_at - created_at) / 3600 as hours, confined_to as "confinedTo", signed_in_by as by
      from sessions where user_id = $1 and confined_to is not null`,
    [userId],
  );
const usersAt = (email: string) => sudo<{ id: string }>("select id from users where email = $1", [email]);

describe("somebody new", () => {
  it("goes to the provider of whoever has the domain, joins with the default role, and both logs say so", async () => {
    const { owner, ref, domain, organisationId, signIn } = await newOwn();
    const opened = await signIn("nora");
    const who = await holderOf(opened);
    expect(who.actor).toMatchObject({
      name: "Nora New",
      email: `nora@${domain}`,
      verified: true,
      confinedTo: organisationId,
    });
    expect(await readMember(owner, { ...ref, userId: who.actor.userId })).toMatchObject({ orgRole: "member" });
    const { items } = await listActivity(owner, ref);
    expect(items[0]).toMatchObject({ operation: "member.joinByOwn", actorName: "Nora New" });
    const logged = await sudo(
      "select operation, details -> 'after' as after from audit where user_id = $1 order by seq",
      [who.actor.userId],
    );
    expect(logged).toEqual([
      { operation: "session.openByOwn", after: { by: "organisation" } },
      { operation: "account.signUp", after: { by: "organisation", provider: `own-${organisationId}` } },
    ]);
    // The second time it is only a sign-in.
    expect((await holderOf(await signIn("nora"))).actor.userId).toBe(who.actor.userId);
    const latest = async (kind: "changes" | "access") => (await listActivity(owner, { ...ref, kind })).items[0];
    expect(await latest("access")).toMatchObject({ operation: "session.openByOwn", actorName: "Nora New" });
    expect(await latest("changes")).toMatchObject({ operation: "member.joinByOwn" });
  });

  it("is recognised by the provider’s own name for them, whatever their address there is now", async () => {
    const { signIn, domain } = await newOwn();
    const first = await holderOf(await signIn("nora"));
    const again = await holderOf(await signIn("nora.newname", { subject: "nora" }));
    expect(again.actor.userId).toBe(first.actor.userId);
    expect(await usersAt(`nora.newname@${domain}`)).toEqual([]);
  });

  it.each([
    ["an address of another domain", { email: "nora@elsewhere.example" }, "ownSignIn.address"],
    ["no address", { email: undefined }, "ownSignIn.address"],
    ["an address that looks like two", { email: "nora@evil.example@x.org" }, "ownSignIn.address"],
    ["an address that the provider calls unverified", { email_verified: false }, "ownSignIn.unverified"],
  ])("doesn’t come in with %s", async (_what, about, expected) => {
    const { signIn, organisationId } = await newOwn();
    await expect(signIn("nora", about)).rejects.toEqual(reason(expected));
    const [count] = await sudo("select count(*)::int as n from own_identities where organisation_id = $1", [
      organisationId,
    ]);
    expect(count).toEqual({ n: 0 });
  });

  it("comes in by a provider that says nothing about verification", async () => {
    const { signIn } = await newOwn();
    await holderOf(await signIn("nora", { email_verified: undefined }));
  });

  it.each([
    ["when it is asked", { email_verified: undefined }, false],
    ["in the ID token", { email_verified: false, name: undefined }, true],
    ["in the ID token, as a word", { email_verified: "false", name: undefined }, true],
  ])("doesn’t come in if the provider calls the address unverified only %s", async (_where, claims, asked) => {
    const { signIn, server } = await newOwn();
    server.forge({ claims });
    await expect(signIn("nora", { email_verified: asked })).rejects.toEqual(reason("ownSignIn.unverified"));
  });

  it("becomes one account and one member of any number of parallel sign-ins", async () => {
    const { server, about, goTo, domain, organisationId } = await newOwn();
    server.signsIn("nora", about("nora"));
    const answers = [];
    for (let time = 0; time < 6; time++) answers.push(await goTo());
    const opened = await Promise.allSettled(answers.map((answer) => openByOwn(stranger, answer)));
    expect(opened.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(0);
    for (const one of opened) if (one.status === "rejected") expect(one.reason.code).not.toBe("INTERNAL");
    expect(await usersAt(`nora@${domain}`)).toHaveLength(1);
    const [members] = await sudo("select count(*)::int as n from members where organisation_id = $1", [organisationId]);
    expect(members).toEqual({ n: 2 });
  });
});

describe("a session by an organisation’s own sign-in", () => {
  it("lasts twelve hours, and isn’t extended by use or by a second factor", async () => {
    const { signIn, organisationId } = await newOwn();
    const { token } = await signIn("nora");
    const who = await holderOf({ token });
    expect(await sessionsOf(who.actor.userId)).toMatchObject([{ confinedTo: organisationId, by: "organisation" }]);
    const hours = async () => Number((await sessionsOf(who.actor.userId))[0]?.hours);
    expect(await hours()).toBeCloseTo(12, 1);
    await sudo(
      "update sessions set created_at = created_at - interval '11 hours', expires_at = expires_at - interval '11 hours' where user_id = $1",
      [who.actor.userId],
    );
    await actorOf(token ?? "");
    expect(await hours()).toBeCloseTo(12, 1);
    await sudo(
      "update sessions set created_at = created_at - interval '1 hours', expires_at = expires_at - interval '61 minutes' where user_id = $1",
      [who.actor.userId],
    );
    expect(await actorOf(token ?? "")).toBeNull();
  });

  it("opens that organisation and nothing else: no other organisation, no account, no portal", async () => {
    const { signIn, ref, organisationId } = await newOwn();
    const who = await holderOf(await signIn("nora"));
    const other = await newOrganisation();
    await sudo("insert into members (organisation_id, user_id, role) values ($1, $2, 'admin')", [
      other.organisation.id,
      who.actor.userId,
    ]);
    await sudo("update users set portal_admin = true where id = $1", [who.actor.userId]);
    const again = await holderOf(await signIn("nora"));
    expect(again.actor.portalAdmin).toBe(false);
    expect((await readOrganisation(again, ref)).id).toBe(organisationId);
    await expect(readOrganisation(again, other.ref)).rejects.toEqual(reason("unknown"));
    expect((await listOrganisations(again, {})).map(({ id }) => id)).toEqual([organisationId]);
    await expect(createOrganisation(again, { name: "Mine", handle: "mine-and-only" })).rejects.toEqual(
      reason("actor.confined"),
    );
    await expect(listNotifications(again, {})).rejects.toEqual(reason("actor.confined"));
    await expect(createToken(again, { ...ref, name: "all", reach: "account" })).rejects.toEqual(
      reason("actor.confined"),
    );
    await createToken(again, { ...ref, name: "here" });
  });

  it("ends with the membership, and with the sign-in itself", async () => {
    const { signIn, owner, ref } = await newOwn();
    const [nora, mel] = [await signIn("nora"), await signIn("mel")];
    const { actor } = await holderOf(nora);
    await removeMember(owner, { ...ref, userId: actor.userId });
    expect(await actorOf(nora.token ?? "")).toBeNull();
    await holderOf(mel);
    await removeOwnSignIn(owner, ref);
    expect(await actorOf(mel.token ?? "")).toBeNull();
  });

  it("doesn’t begin for somebody whom the provider no longer lets in", async () => {
    const { signIn, server, goTo } = await newOwn();
    await signIn("nora");
    server.signsIn(null);
    await expect(openByOwn(stranger, await goTo())).rejects.toEqual(reason("provider.denied"));
  });

  it("has its second factor if the provider says so, or by the account’s own", async () => {
    const { signIn, server, organisationId } = await newOwn();
    expect((await holderOf(await signIn("nora"))).actor.secondFactor).toBe("none");
    server.forge({ claims: { amr: ["pwd", "otp"] } });
    expect((await holderOf(await signIn("nora"))).actor.secondFactor).toBe("confirmed");
    server.forge({ claims: { amr: ["pwd"] } });
    const who = await holderOf(await signIn("nora"));
    expect(who.actor.secondFactor).toBe("none");
    await withFactor(who);
    const half = await holderOf(await signIn("nora"));
    expect(half.actor).toMatchObject({ secondFactor: "missing", confinedTo: organisationId });
  });
});

it("knows people again by their address after the organisation moved to another provider, and signs everybody out", async () => {
  const own = await newOwn();
  const first = await own.signIn("nora");
  const { actor } = await holderOf(first);
  await own.set({ clientId: "another client" });
  expect(await actorOf(first.token ?? "")).toBeNull();
  await own.set();
  // As if the former one had been elsewhere, where she had another name.
  await sudo("update own_identities set issuer = 'https://former.example', subject = 'former' where user_id = $1", [
    actor.userId,
  ]);
  expect((await holderOf(await own.signIn("nora"))).actor.userId).toBe(actor.userId);
});

it("is found by the domain of an organisation that isn’t deleted", async () => {
  const { domain, organisationId } = await newOwn();
  await sudo("update organisations set deleted_at = now() where id = $1", [organisationId]);
  await expect(beginOwn(stranger, { email: `a@${domain}` })).rejects.toEqual(reason("ownSignIn.none"));
});

it("lets a session by it prove who uses it", async () => {
  const { signIn } = await newOwn();
  const who = await holderOf(await signIn("nora"));
  await expect(prove(who, { by: "password", password: "wrong horse battery" })).rejects.toEqual(
    reason("account.wrongCurrent"),
  );
});
