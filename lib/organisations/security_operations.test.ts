import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { countRows, newMember, newOrganisation, newUser, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { actorOfApiToken } from "@/lib/accounts/actor";
import { createToken } from "@/lib/api_tokens/operations";
import { fieldsFor, ofKind } from "@/lib/every_operation/testing";
import type { Caller } from "@/lib/kernel/actor";
import { leaveOrganisation } from "@/lib/members/change_operations";
import { listMembers, readMember } from "@/lib/members/operations";
import { readOrganisation, updateOrganisation } from "@/lib/organisations/operations";
import { readSecurity, setSecurity } from "@/lib/organisations/security_operations";
import { changeSettings, readSettings } from "@/lib/portal/settings_operations";
import { removeAuthenticator } from "@/lib/second_factors/authenticator_operations";
import { withFactor } from "@/lib/second_factors/testing";
import { anyFields } from "@/lib/testing";
import { acceptTransfer, readMyTransfer } from "@/lib/transfers/answer_operations";
import { offerTransfer } from "@/lib/transfers/operations";
import { resetFactor } from "@/lib/users/account_operations";

useDatabase();

/** About nothing that exists: that would be found out later. */
const missing = { invitation: randomUUID(), project: randomUUID(), projects: [randomUUID()] };
const strict = { secondFactorRequired: true };
const parked = { code: "SECOND_FACTOR_REQUIRED", reason: "organisation.secondFactor" };

/** An organisation that requires a second factor, and a member without one. */
async function newStrict() {
  const { owner: bare, ref, organisation } = await newOrganisation();
  const owner = await withFactor(bare);
  const member = await newMember(organisation.id, "member");
  await setSecurity(owner, { ...ref, ...strict });
  return { owner, ref, organisation, member };
}

describe("an organisation’s rule", () => {
  it("is set by the owner alone, who has a second factor in this session, and says who has none", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    const admin = await newMember(organisation.id, "admin");
    await expect(setSecurity(await withFactor(admin), { ...ref, ...strict })).rejects.toMatchObject({
      reason: "permission.missing",
    });
    await expect(setSecurity(owner, { ...ref, ...strict })).rejects.toMatchObject({ reason: "secondFactor.ownFirst" });
    await newMember(organisation.id, "member", { name: "Mel Member" });
    expect(await readSecurity(owner, ref)).toEqual({
      secondFactorRequired: false,
      membersWithout: 2,
      namesWithout: ["Mel Member", owner.actor.name],
    });
    const safe = await withFactor(owner);
    await setSecurity(safe, { ...ref, ...strict });
    expect((await readSecurity(safe, ref)).membersWithout).toBe(1);
    // The session that has none is shut out, whoever it is.
    await expect(readSecurity(owner, ref)).rejects.toMatchObject(parked);
    await setSecurity(safe, { ...ref, secondFactorRequired: false });
    expect((await readOrganisation(owner, ref)).id).toBe(organisation.id);
  });

  it("says whose it is, and lets members leave", async () => {
    const { ref, member, owner } = await newStrict();
    await expect(readOrganisation(member, ref)).rejects.toMatchObject({
      ...parked,
      message: "Apex Gaming requires a second factor. Add one to your account, then open it again.",
    });
    await leaveOrganisation(member, ref);
    expect((await listMembers(owner, ref)).items).toHaveLength(1);
  });

  const all = ofKind("organisation");
  const open = all.filter(([, { about }]) => about.withoutSecondFactor);
  let closed: Awaited<ReturnType<typeof newStrict>>;
  beforeAll(async () => {
    closed = await newStrict();
  });

  it("leaves nothing open but leaving", () => {
    expect(open.map(([name]) => name)).toEqual(["member.leave"]);
  });

  it.each(all.filter((one) => !open.includes(one)))(
    "shuts a member without a second factor out of %s",
    async (_name, operation) => {
      const { ref, organisation, member } = closed;
      const before = await countRows(organisation.id);
      const input = fieldsFor(operation, { ...anyFields, ...missing, ...ref, userId: member.actor.userId });
      await expect(operation(member, input)).rejects.toMatchObject(parked);
      expect(await countRows(organisation.id)).toEqual(before);
    },
  );

  it("lets a token in that was created in a session with a second factor, and no other", async () => {
    const { owner: bare, ref, organisation } = await newOrganisation();
    const robotOf = async (who: SignedIn): Promise<Caller> => {
      const { token } = await createToken(who, { ...ref, name: randomUUID() });
      return { actor: await actorOfApiToken(token), address: null };
    };
    const weak = await robotOf(bare);
    const owner = await withFactor(bare);
    const strong = await robotOf(owner);
    expect((await readOrganisation(weak, ref)).id).toBe(organisation.id);
    await setSecurity(owner, { ...ref, ...strict });
    await expect(readOrganisation(weak, ref)).rejects.toMatchObject({
      code: "SECOND_FACTOR_REQUIRED",
      reason: "token.secondFactor",
    });
    expect((await readOrganisation(strong, ref)).id).toBe(organisation.id);
  });

  it("comes before or after a command that runs at the same moment, never within it", async () => {
    for (let time = 0; time < 5; time++) {
      const { owner: bare, ref, organisation } = await newOrganisation();
      const owner = await withFactor(bare);
      const renamed = Array.from({ length: 5 }, (_, n) => updateOrganisation(bare, { ...ref, name: `Name ${n}` }));
      const [rule, ...names] = await Promise.allSettled([setSecurity(owner, { ...ref, ...strict }), ...renamed]);
      expect(rule.status).toBe("fulfilled");
      for (const name of names) if (name.status === "rejected") expect(name.reason).toMatchObject(parked);
      // Whatever was done without a second factor was done before the rule.
      const [late] = await sudo<{ n: number }>(
        `select count(*)::int as n from audit where organisation_id = $1 and operation = 'organisation.update'
          and seq > (select seq from audit where organisation_id = $1 and operation = 'organisation.setSecurity')`,
        [organisation.id],
      );
      expect(late?.n).toBe(0);
    }
  });

  it("keeps the owner from removing the last factor", async () => {
    const { owner, ref } = await newStrict();
    await expect(removeAuthenticator(owner, {})).rejects.toMatchObject({
      reason: "secondFactor.owner",
      message: expect.stringContaining("Apex Gaming requires a second factor, and you own it."),
    });
    await setSecurity(owner, { ...ref, secondFactorRequired: false });
    await removeAuthenticator(owner, {});
  });

  it("is seen by those who manage members: who has a second factor", async () => {
    const { owner, ref, organisation, member } = await newStrict();
    const has = async (who: SignedIn) =>
      Object.fromEntries(
        (await listMembers(who, ref)).items.map(({ userId, hasSecondFactor }) => [userId, hasSecondFactor]),
      );
    expect(await has(owner)).toEqual({ [owner.actor.userId]: true, [member.actor.userId]: false });
    expect((await readMember(owner, { ...ref, userId: member.actor.userId })).hasSecondFactor).toBe(false);
    const viewer = await withFactor(await newMember(organisation.id, "viewer"));
    expect((await has(viewer))[owner.actor.userId]).toBeNull();
    expect((await has(viewer))[viewer.actor.userId]).toBe(true);
  });
});

describe("the portal’s rule for its administrators", () => {
  it("is set by one who has a second factor, refuses the others, and keeps theirs", async () => {
    const bare = await newUser({ portalAdmin: true });
    const rule = { administratorsNeedSecondFactor: true };
    await expect(changeSettings(bare, rule)).rejects.toMatchObject({ reason: "secondFactor.ownFirst" });
    const safe = await withFactor(bare);
    expect((await changeSettings(safe, rule)).administratorsNeedSecondFactor).toBe(true);
    const ruled = (who: SignedIn) => ({ ...who, actor: { ...who.actor, administratorsNeedFactor: true } });
    await expect(readSettings(ruled(bare), {})).rejects.toMatchObject({
      code: "SECOND_FACTOR_REQUIRED",
      reason: "portal.secondFactor",
    });
    expect((await readSettings(ruled(safe), {})).administratorsNeedSecondFactor).toBe(true);
    await expect(removeAuthenticator(ruled(safe), {})).rejects.toMatchObject({ reason: "secondFactor.administrator" });
    await changeSettings(ruled(safe), { administratorsNeedSecondFactor: false });
  });

  it("is known to sessions and tokens of administrators, and to nobody else’s", async () => {
    const { signIn } = await import("@/db/testing");
    const [admin, user] = [await newUser({ portalAdmin: true }), await newUser()];
    await sudo("update portal_settings set administrators_need_second_factor = true");
    expect((await signIn(admin.actor.userId)).actor.administratorsNeedFactor).toBe(true);
    expect((await signIn(user.actor.userId)).actor.administratorsNeedFactor).toBe(false);
    await sudo("update portal_settings set administrators_need_second_factor = false");
    expect((await signIn(admin.actor.userId)).actor.administratorsNeedFactor).toBe(false);
  });
});

describe("a lost second factor", () => {
  it("is removed by an administrator, with a reason that both logs have; the user is told and signed out", async () => {
    const admin = await newUser({ portalAdmin: true });
    const user = await withFactor(await newUser());
    const { userId } = user.actor;
    await expect(resetFactor(admin, { user: admin.actor.userId, reason: "x" })).rejects.toMatchObject({
      reason: "user.self",
    });
    await resetFactor(admin, { user: userId, reason: "Lost the phone" });
    const [left] = await sudo(
      `select second_factor_enabled_at as since, (select count(*)::int from sessions where user_id = $1) as sessions,
        (select count(*)::int from authenticators where user_id = $1) as apps,
        (select array_agg(detail) from mails where user_id = $1) as mails from users where id = $1`,
      [userId],
    );
    expect(left).toEqual({ since: null, sessions: 0, apps: 0, mails: ["factorReset"] });
    const rows = await sudo(
      "select details -> 'after' as after, user_id from audit where operation = 'user.resetFactor' and target_id = $1 order by user_id nulls first",
      [userId],
    );
    expect(rows).toEqual([
      { after: { reason: "Lost the phone" }, user_id: null },
      { after: { reason: "Lost the phone" }, user_id: userId },
    ]);
    await expect(resetFactor(admin, { user: userId, reason: "again" })).rejects.toMatchObject({
      reason: "user.noFactor",
    });
  });
});

describe("whoever holds an organisation or the portal to the rule", () => {
  /** The account lost its factor after this request had begun: by another session, a moment ago. */
  const losing = async (who: SignedIn) => {
    await sudo("delete from authenticators where user_id = $1", [who.actor.userId]);
    return who;
  };
  const ownFirst = { code: "CONFLICT", reason: "secondFactor.ownFirst" };

  it("has a factor when the rule is written, not only when the request began", async () => {
    const { owner, ref } = await newOrganisation();
    const late = await losing(await withFactor(owner));
    await expect(setSecurity(late, { ...ref, ...strict })).rejects.toMatchObject(ownFirst);
    expect((await readSecurity(late, ref)).secondFactorRequired).toBe(false);
    const admin = await losing(await withFactor(await newUser({ portalAdmin: true })));
    await expect(changeSettings(admin, { administratorsNeedSecondFactor: true })).rejects.toMatchObject(ownFirst);
    expect((await readSettings(admin, {})).administratorsNeedSecondFactor).toBe(false);
  });

  it("can’t remove it at the very moment: of the two, one is refused", async () => {
    for (let time = 0; time < 6; time++) {
      const { owner: bare, ref, organisation } = await newOrganisation();
      const owner = await withFactor(bare);
      const both = [() => setSecurity(owner, { ...ref, ...strict }), () => removeAuthenticator(owner, {})];
      if (time % 2) both.reverse();
      const done = await Promise.allSettled(both.map((act) => act()));
      expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const [now] = await sudo<{ locked: boolean }>(
        `select o.second_factor_required and u.second_factor_enabled_at is null as locked
          from organisations o join users u on u.id = o.owner_id where o.id = $1`,
        [organisation.id],
      );
      expect(now?.locked).toBe(false);
    }
  });

  it("has one to receive an organisation that requires it, at that moment", async () => {
    const { owner, ref, organisation, member: bare } = await newStrict();
    await sudo("update members set role = 'admin' where user_id = $1", [bare.actor.userId]);
    const { id } = await offerTransfer(owner, { ...ref, userId: bare.actor.userId });
    const problem = async (who: SignedIn) => (await readMyTransfer(who, { transfer: id })).problem;
    expect(await problem(bare)).toMatchObject({
      reason: "organisation.secondFactor",
      message: expect.stringContaining("Apex Gaming requires a second factor."),
    });
    await expect(acceptTransfer(bare, { transfer: id })).rejects.toMatchObject(parked);
    const receiver = await withFactor(bare);
    expect(await problem(receiver)).toBeNull();
    await losing(receiver);
    await expect(acceptTransfer(receiver, { transfer: id })).rejects.toMatchObject(parked);
    const again = await withFactor(receiver);
    expect((await acceptTransfer(again, { transfer: id })).id).toBe(organisation.id);
  });

  it("keeps their factor by the rules of now, whatever this request began with, and not for what is deleted", async () => {
    const admin = await withFactor(await newUser({ portalAdmin: true }));
    await sudo("update portal_settings set administrators_need_second_factor = true");
    await expect(removeAuthenticator(admin, {})).rejects.toMatchObject({ reason: "secondFactor.administrator" });
    await sudo("update portal_settings set administrators_need_second_factor = false");
    await removeAuthenticator({ ...admin, actor: { ...admin.actor, administratorsNeedFactor: true } }, {});

    const { owner, organisation } = await newStrict();
    await sudo("update organisations set deleted_at = now() where id = $1", [organisation.id]);
    await removeAuthenticator(owner, {});
  });
});
