import { describe, expect, it } from "vitest";
import { newMember, newOrganisation, newUser, signIn, sudo, useDatabase } from "@/db/testing";
import { readProfile } from "@/lib/accounts/profile_operations";
import { mailsTo } from "@/lib/accounts/testing";
import { createToken, createTokenFor } from "@/lib/api_tokens/operations";
import { systemCaller } from "@/lib/kernel/actor";
import { exportAccount } from "@/lib/leaving/export_operations";
import { leaveAccount, readLeaving, stay } from "@/lib/leaving/operations";
import { addMember } from "@/lib/members/change_operations";
import { createOrganisation } from "@/lib/organisations/operations";
import { readSecondFactor } from "@/lib/second_factors/authenticator_operations";
import { hashToken } from "@/lib/tokens";
import { acceptTransfer } from "@/lib/transfers/answer_operations";
import { offered } from "@/lib/transfers/testing";
import { disableUser, enableUser } from "@/lib/users/account_operations";

useDatabase();

const reason = (reason: string) => expect.objectContaining({ reason });
const leavingOf = async (userId: string) =>
  (await sudo<{ at: Date | null }>("select leaving_until as at from users where id = $1", [userId]))[0]?.at ?? null;

describe("leaving for good", () => {
  it("ends sessions and tokens, tells by mail, and leaves a session nothing but to stay", async () => {
    const user = await newUser();
    const { userId, email } = user.actor;
    const { ref } = await newOrganisation(user);
    const { token } = await createToken(user, { ...ref, name: "ci" });
    await expect(leaveAccount(user, { confirm: "somebody@example.org" })).rejects.toMatchObject({
      reason: "leaving.confirm",
      fields: { confirm: [expect.any(String)] },
    });
    const { leavingUntil } = await leaveAccount(user, { confirm: email.toUpperCase() });
    expect(leavingUntil.getTime() - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    expect(await mailsTo(email)).toEqual(["security leaving"]);
    expect(await sudo("select id from sessions where user_id = $1", [userId])).toEqual([]);
    expect(await sudo("select id from api_tokens where token_hash = $1", [hashToken(token)])).toEqual([]);

    const back = await signIn(userId);
    expect(back.actor.leavingUntil).toEqual(leavingUntil);
    for (const call of [readProfile, readLeaving, exportAccount])
      await expect(call(back, {})).rejects.toEqual(reason("actor.leaving"));
    await expect(createOrganisation(back, { name: "Another" })).rejects.toEqual(reason("actor.leaving"));
    await readSecondFactor(back, {});
    await stay(back, {});
    expect(await leavingOf(userId)).toBeNull();
    await readProfile(await signIn(userId), {});
    expect(await mailsTo(email)).toEqual(["security leaving", "security stayed"]);
  });

  it("is refused to whoever owns an organisation with others in it, and names it", async () => {
    const { owner, organisation } = await newOrganisation();
    await newMember(organisation.id, "member");
    const { email, userId } = owner.actor;
    expect(await readLeaving(owner, {})).toMatchObject({ blocking: [{ id: organisation.id }], owned: [] });
    await expect(leaveAccount(owner, { confirm: email })).rejects.toMatchObject({
      reason: "leaving.owns",
      message: expect.stringContaining(organisation.name),
    });
    expect(await leavingOf(userId)).toBeNull();
  });

  it("is refused to the last administrator; of two who leave at once, one stays", async () => {
    const people = [await newUser({ portalAdmin: true }), await newUser({ portalAdmin: true })];
    const outcomes = await Promise.allSettled(people.map((one) => leaveAccount(one, { confirm: one.actor.email })));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = outcomes.find((one) => one.status === "rejected");
    expect(refused?.reason).toMatchObject({ reason: "leaving.lastAdministrator" });
    await sudo("update users set portal_admin = false");
  });

  it("is over after seven days", async () => {
    const user = await newUser();
    await leaveAccount(user, { confirm: user.actor.email });
    await sudo("update users set leaving_until = now() where id = $1", [user.actor.userId]);
    await expect(stay(await signIn(user.actor.userId), {})).rejects.toEqual(reason("leaving.over"));
  });

  it("against becoming an owner at the same moment: never both", async () => {
    for (let round = 0; round < 5; round++) {
      const { receiver, transfer } = await offered();
      const { userId, email } = receiver.actor;
      const [left, accepted] = await Promise.allSettled([
        leaveAccount(receiver, { confirm: email }),
        acceptTransfer(receiver, { transfer }),
      ]);
      const both = left.status === "fulfilled" && accepted.status === "fulfilled";
      expect([both, (await leavingOf(userId)) !== null]).toEqual([false, left.status === "fulfilled"]);
    }
  });

  it("lets nothing new begin: no membership, no token of a request that was under way", async () => {
    const user = await newUser();
    const { ref } = await newOrganisation(user);
    const somewhere = await newOrganisation();
    await leaveAccount(user, { confirm: user.actor.email });
    const adding = addMember(somewhere.owner, { ...somewhere.ref, email: user.actor.email });
    await expect(adding).rejects.toEqual(reason("account.leaving"));
    // The session has ended; on the command line the account itself refuses.
    await expect(createToken(user, { ...ref, name: "late" })).rejects.toEqual(reason("actor.none"));
    const { email } = user.actor;
    const late = createTokenFor(systemCaller("command line"), { ...ref, email, name: "late", reach: "organisation" });
    await expect(late).rejects.toEqual(reason("account.leaving"));
  });
});

describe("the export", () => {
  it("has what is about the account, and none of its secrets", async () => {
    const user = await newUser({ name: "Ella Export" });
    const { organisation, ref } = await newOrganisation(user);
    await createToken(user, { ...ref, name: "deploys" });
    const { userId } = user.actor;
    await sudo("update users set password_hash = 'argon-hash' where id = $1", [userId]);
    await sudo("insert into authenticators (user_id, secret, confirmed_at) values ($1, '\\xdeadbeef', now())", [
      userId,
    ]);
    await sudo(
      `insert into passkeys (id, user_id, credential_id, public_key, name, counter, device_type, backed_up)
        values (gen_random_uuid(), $1, '\\xc0ffee', '\\xdeadbeef', 'Phone', 0, 'singleDevice', false)`,
      [userId],
    );
    await sudo(
      "insert into identities (user_id, provider, issuer, subject, key_hash) values ($1, 'github', 'https://github.com', '4711', sha256('x'))",
      [userId],
    );
    await disableUser(systemCaller("command line"), { user: userId, reason: "Not for them to read" });
    await enableUser(systemCaller("command line"), { user: userId });
    const again = await signIn(userId);
    again.actor.secondFactor = "confirmed";
    const exported = await exportAccount(again, {});
    expect(exported).toMatchObject({
      passkeys: [{ name: "Phone" }],
      identities: [{ provider: "github", subject: "4711" }],
      account: { id: userId, name: "Ella Export", email: user.actor.email },
      sessions: [{ id: again.actor.sessionId }],
      tokens: [{ name: "deploys" }],
      memberships: [{ id: organisation.id, role: "owner" }],
      secondFactor: { authenticators: [{ confirmedAt: expect.any(Date) }] },
    });
    const hashes = await sudo<{ hash: string }>(
      "select encode(token_hash, 'hex') as hash from sessions where user_id = $1 union select encode(token_hash, 'hex') from api_tokens where user_id = $1",
      [userId],
    );
    const text = JSON.stringify(exported);
    for (const secret of [
      "argon-hash",
      "deadbeef",
      "c0ffee",
      "Not for them to read",
      ...hashes.map(({ hash }) => hash),
    ])
      expect(text).not.toContain(secret);
  });
});
