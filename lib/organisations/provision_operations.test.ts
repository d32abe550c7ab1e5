import { randomBytes, randomUUID } from "node:crypto";
import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it } from "vitest";
import { newOrganisation, newUser, type SignedIn, signIn, stranger, sudo, useDatabase } from "@/db/testing";
import { confirmAddress, openSession } from "@/lib/accounts/operations";
import { acceptProvision, readProvision } from "@/lib/accounts/provision_operations";
import { signUp } from "@/lib/accounts/sign_up_operations";
import { createToken } from "@/lib/api_tokens/operations";
import { listActivity } from "@/lib/audit/operations";
import { serve } from "@/lib/doors/http/serve";
import { listMails, revealLink } from "@/lib/mails/operations";
import { listNotifications } from "@/lib/notifications/operations";
import { portalDeleteOrganisation } from "@/lib/organisations/deletion/portal_operations";
import { createOrganisation, listOrganisations } from "@/lib/organisations/operations";
import { correctOwner, provisionOrganisation, resendOwnerLink } from "@/lib/organisations/provision_operations";
import { linkToken } from "@/lib/tokens";

useDatabase();

let administrator: SignedIn;
beforeAll(async () => {
  administrator = await newUser({ name: "Portia", portalAdmin: true });
});

const password = "correct horse battery";
const address = () => `owner-${randomBytes(6).toString("hex")}@example.org`;
const reason = (expected: string) => expect.objectContaining({ reason: expected });
const provision = (email: string, more: object = {}) =>
  provisionOrganisation(administrator, { name: "Night Watch", owner: { email }, ...more });

/** The newest link for an address, which an administrator reveals on this portal without SMTP. */
async function linkFor(email: string): Promise<string> {
  const { items } = await listMails(administrator, {});
  const mail = items.find(({ recipient, kind }) => recipient === email && kind === "provisioned");
  const { link } = await revealLink(administrator, { mail: mail?.id ?? randomUUID() });
  return new URL(link).searchParams.get("token") ?? "";
}
const account = async (email: string) =>
  (
    await sudo<{ id: string; verified: boolean; secret: string | null }>(
      "select id, email_verified_at is not null as verified, password_hash as secret from users where email = $1",
      [email],
    )
  )[0];

/** The newest verification link of an account, by its row’s id. */
async function verifyOf({ actor }: SignedIn): Promise<string> {
  const rows = await sudo<{ id: string }>(
    "select id from verification_tokens where user_id = $1 and purpose = 'verify' order by created_at desc",
    [actor.userId],
  );
  return rows[0]?.id ?? "";
}

describe("provisioning for an address without an account", () => {
  it("creates an account that only the mailed link opens, and that owns the organisation", async () => {
    const email = address();
    const made = await provision(email, { portalTier: "paid", owner: { email, name: "Otto" } });
    expect(made).toMatchObject({ name: "Night Watch", portalTier: "paid", ownerState: "invited" });
    expect(await account(email)).toEqual({ id: made.ownerId, verified: false, secret: null });
    await expect(openSession(stranger, { email, password })).rejects.toEqual(reason("account.wrongPassword"));
    await expect(signUp(stranger, { email, name: "Thief", password })).rejects.toEqual(reason("account.known"));

    const token = await linkFor(email);
    expect(await readProvision(stranger, { token })).toEqual({
      email,
      name: "Otto",
      organisations: [{ name: "Night Watch", handle: made.handle, avatar: null, portalTier: "paid" }],
    });
    expect(await acceptProvision(stranger, { token, name: "Ottilie", password })).toEqual({ email, signInToken: null });
    const session = await openSession(stranger, { email, password });
    expect(session).toMatchObject({ id: made.ownerId, name: "Ottilie" });
    expect(await account(email)).toMatchObject({ verified: true });
    const owner = await signIn(made.ownerId);
    expect(await listOrganisations(owner, {})).toMatchObject([
      { id: made.id, orgRole: "owner", tierName: "Pro Portal" },
    ]);
    await expect(acceptProvision(stranger, { token, name: "Again", password })).rejects.toEqual(reason("link.used"));
  });

  it("is in the organisation’s activity, without the address", async () => {
    const email = address();
    const made = await provision(email, { owner: { email, name: "Otto" } });
    const owner = await signIn(made.ownerId);
    const { items } = await listActivity(owner, { organisation: made.id });
    expect(items).toMatchObject([
      { operation: "organisation.provision", actorName: "Portia", details: { after: { owner: "Otto" } } },
    ]);
    expect(JSON.stringify(items)).not.toContain(email);
    const [row] = await sudo("select operation from audit where user_id = $1 order by seq limit 1", [made.ownerId]);
    expect(row).toEqual({ operation: "user.create" });
  });

  it("takes a given handle, and refuses a taken one without leaving an account", async () => {
    const { organisation } = await newOrganisation();
    const email = address();
    await expect(provision(email, { handle: organisation.handle })).rejects.toEqual(reason("handle.taken"));
    expect(await account(email)).toBeUndefined();
    const handle = `o-${randomBytes(6).toString("hex")}`;
    expect(await provision(email, { handle })).toMatchObject({ handle });
  });

  it("shows and masks its link as the outbox does with others: revealed, it works for an hour", async () => {
    const email = address();
    await provision(email);
    const before = await listMails(administrator, {});
    expect(before.items.find(({ recipient }) => recipient === email)).toMatchObject({ state: "held", canReveal: true });
    await linkFor(email);
    const [row] = await sudo<{ minutes: number }>(
      `select extract(epoch from t.expires_at - now()) / 60 as minutes from verification_tokens t join users u on u.id = t.user_id
        where u.email = $1 and t.purpose = 'provisioned'`,
      [email],
    );
    expect(Number(row?.minutes)).toBeLessThanOrEqual(60);
    const [shown] = await sudo(
      "select 1 as shown from audit where operation = 'mail.revealLink' and target_name = $1",
      [email],
    );
    expect(shown).toEqual({ shown: 1 });
  });

  it("gives one account both organisations that were created for it", async () => {
    const email = address();
    const [first, second] = [await provision(email), await provision(email)];
    expect(second.ownerId).toBe(first.ownerId);
    const { organisations } = await readProvision(stranger, { token: await linkFor(email) });
    expect(organisations).toHaveLength(2);
  });
});

describe("provisioning for an address with an account", () => {
  it("makes a proved account the owner at once, and tells it", async () => {
    const owner = await newUser();
    const made = await provision(owner.actor.email);
    expect(made).toMatchObject({ ownerId: owner.actor.userId, ownerState: "active" });
    expect((await listNotifications(owner, {})).items).toMatchObject([
      { kind: "provisioned", organisationName: "Night Watch", handle: made.handle, actorName: "Portia" },
    ]);
    expect(await listOrganisations(owner, {})).toMatchObject([{ id: made.id, orgRole: "owner" }]);
  });

  it("takes everything that opened an unverified account, which may be a stranger’s", async () => {
    const email = address();
    await signUp(stranger, { email, name: "Thief", password });
    const thief = await signIn((await account(email))?.id ?? "");
    const [theirs] = await listOrganisations(thief, {});
    const { token } = await createToken(thief, { organisation: theirs?.id ?? "", name: "left behind" });
    const verify = await verifyOf(thief);

    const made = await provision(email);
    expect(made).toMatchObject({ ownerId: thief.actor.userId, ownerState: "invited" });
    await expect(openSession(stranger, { email, password })).rejects.toEqual(reason("account.wrongPassword"));
    const [left] = await sudo(
      `select (select count(*)::int from sessions where user_id = $1) as sessions, (select count(*)::int from api_tokens where user_id = $1) as tokens,
        (select used_at is not null from verification_tokens where id = $2) as used`,
      [thief.actor.userId, verify],
    );
    expect(left).toEqual({ sessions: 0, tokens: 0, used: true });
    const asked = await serve(
      new NextRequest("http://portal.example.org/api/organisations", { headers: { "x-api-key": token } }),
    );
    expect(asked.status).toBe(401);

    await acceptProvision(stranger, { token: await linkFor(email), name: "Otto", password: "another horse battery" });
    await expect(openSession(stranger, { email, password })).rejects.toEqual(reason("account.wrongPassword"));
    expect(await openSession(stranger, { email, password: "another horse battery" })).toMatchObject({ name: "Otto" });
  });

  it("leaves no moment in which a stranger’s unverified account could be confirmed and keep its password", async () => {
    const email = address();
    await signUp(stranger, { email, name: "Thief", password });
    const thief = await signIn((await account(email))?.id ?? "");
    const token = linkToken("verify", await verifyOf(thief));
    const [made, confirmed] = await Promise.allSettled([provision(email), confirmAddress(thief, { token })]);
    expect(made).toMatchObject({ status: "fulfilled" });
    const state = made.status === "fulfilled" ? made.value.ownerState : "";
    const { verified, secret } = (await account(email)) ?? {};
    // Whoever was first decides: either they proved the address, or the password is gone.
    expect([state, verified, secret !== null]).toEqual(
      confirmed.status === "fulfilled" ? ["active", true, true] : ["invited", false, false],
    );
  });

  it("is refused for a disabled account, and for one that owns as many as it may, with the number", async () => {
    const disabled = await newUser();
    await sudo("update users set disabled_at = now() where id = $1", [disabled.actor.userId]);
    await expect(provision(disabled.actor.email)).rejects.toMatchObject({
      ...{ code: "CONFLICT", reason: "owner.disabled" },
      fields: { "owner.email": [expect.any(String)] },
    });
    const rich = await newUser();
    for (let count = 0; count < 10; count++) await createOrganisation(rich, { name: "Another" });
    await expect(provision(rich.actor.email)).rejects.toMatchObject({
      ...{ code: "LIMIT_REACHED", reason: "owner.limit" },
      message: expect.stringContaining("10"),
    });
    expect(await listOrganisations(rich, {})).toHaveLength(10);
  });

  it("lets twelve at once give one account no more than ten", async () => {
    const email = address();
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => provision(email)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    for (const one of tries) if (one.status === "rejected") expect(one.reason).toEqual(reason("owner.limit"));
  });
});

it("leaves a portal administrator’s unverified account as it is", async () => {
  const other = await newUser({ portalAdmin: true });
  await sudo("update users set email_verified_at = null, password_hash = 'kept' where id = $1", [other.actor.userId]);
  expect(await provision(other.actor.email)).toMatchObject({ ownerId: other.actor.userId, ownerState: "active" });
  expect(await account(other.actor.email)).toMatchObject({ secret: "kept" });
  expect(await sudo("select 1 from sessions where user_id = $1", [other.actor.userId])).not.toEqual([]);
});

describe("an owner who hasn’t come yet", () => {
  it("is no way to what an unverified account founded itself before", async () => {
    const email = address();
    await signUp(stranger, { email, name: "Una", password });
    const una = await signIn((await account(email))?.id ?? "");
    const [hers] = await listOrganisations(una, {});
    await provision(email);
    const organisation = hers?.id ?? "";
    const taken = correctOwner(administrator, { organisation, email: administrator.actor.email });
    await expect(taken).rejects.toEqual(reason("owner.created"));
    await expect(resendOwnerLink(administrator, { organisation })).rejects.toEqual(reason("owner.created"));
  });

  it("keeps the owner of a deleted organisation, and gets no link to it", async () => {
    const { id: organisation } = await provision(address());
    await portalDeleteOrganisation(administrator, { organisation });
    const corrected = correctOwner(administrator, { organisation, email: address() });
    await expect(corrected).rejects.toEqual(reason("organisation.deleted"));
    await expect(resendOwnerLink(administrator, { organisation })).rejects.toEqual(reason("organisation.deleted"));
  });

  it("gets a new link, and the one before stops working", async () => {
    const email = address();
    const made = await provision(email);
    const first = await linkFor(email);
    expect(await resendOwnerLink(administrator, { organisation: made.id })).toEqual(made);
    await expect(readProvision(stranger, { token: first })).rejects.toEqual(reason("link.used"));
    const token = await linkFor(email);
    await acceptProvision(stranger, { token, name: "Otto", password });
    const refused = resendOwnerLink(administrator, { organisation: made.handle });
    await expect(refused).rejects.toEqual(reason("owner.proved"));
  });

  it("is replaced by the account of the corrected address, and keeps neither link nor membership", async () => {
    const [wrong, right] = [address(), address()];
    const made = await provision(wrong);
    const lost = await linkFor(wrong);
    const organisation = made.id;
    await expect(correctOwner(administrator, { organisation, email: wrong })).rejects.toEqual(reason("owner.same"));
    const corrected = await correctOwner(administrator, { organisation, email: right });
    expect(corrected).toMatchObject({ id: made.id, ownerState: "invited" });
    expect(corrected.ownerId).not.toBe(made.ownerId);
    await expect(readProvision(stranger, { token: lost })).rejects.toEqual(reason("link.used"));
    const members = await sudo("select user_id, role from members where organisation_id = $1", [made.id]);
    expect(members).toEqual([{ user_id: corrected.ownerId, role: "owner" }]);
    await acceptProvision(stranger, { token: await linkFor(right), name: "Otto", password });
    const after = correctOwner(administrator, { organisation, email: address() });
    await expect(after).rejects.toEqual(reason("owner.proved"));
  });

  it("may turn out to have had an account all along", async () => {
    const owner = await newUser();
    const { id } = await provision(address());
    const corrected = await correctOwner(administrator, { organisation: id, email: owner.actor.email });
    expect(corrected).toMatchObject({ ownerId: owner.actor.userId, ownerState: "active" });
    const { items } = await listActivity(owner, { organisation: id });
    expect(items.map(({ operation }) => operation)).toEqual(["organisation.correctOwner", "organisation.provision"]);
  });

  it("always leaves exactly one owner when the address is corrected twice at once, or while they accept", async () => {
    for (let count = 0; count < 10; count++) {
      const email = address();
      const made = await provision(email);
      const token = await linkFor(email);
      await Promise.allSettled([
        correctOwner(administrator, { organisation: made.id, email: address() }),
        correctOwner(administrator, { organisation: made.id, email: address() }),
        acceptProvision(stranger, { token, name: "Otto", password }),
      ]);
      const [row] = await sudo<{ owners: number; same: boolean }>(
        `select count(*)::int as owners, bool_and(m.user_id = o.owner_id) as same from members m join organisations o on o.id = m.organisation_id
          where o.id = $1`,
        [made.id],
      );
      expect(row).toEqual({ owners: 1, same: true });
    }
  }, 60_000);
});
