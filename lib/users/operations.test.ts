import { describe, expect, it } from "vitest";
import { newMember, newOrganisation, newUser, signIn, sudo, useDatabase } from "@/db/testing";
import { actorOf, actorOfApiToken } from "@/lib/accounts/actor";
import { openSession, readResetLink, requestPasswordReset } from "@/lib/accounts/operations";
import { createToken } from "@/lib/api_tokens/operations";
import { acceptInvitation, readInvitation } from "@/lib/invitations/answer_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { systemCaller } from "@/lib/kernel/actor";
import { revealLink } from "@/lib/mails/operations";
import { addMember } from "@/lib/members/change_operations";
import { createOrganisation, readMayFound } from "@/lib/organisations/operations";
import { hashToken, linkToken, randomToken } from "@/lib/tokens";
import {
  deleteUser,
  disableUser,
  enableUser,
  endUserSessions,
  sendReset,
  setOwnedLimit,
} from "@/lib/users/account_operations";
import { readUser } from "@/lib/users/list_operations";
import { createUser, demoteUser, promoteUser, verifyUser } from "@/lib/users/operations";

useDatabase();

const machine = systemCaller("command line");
const reason = (text: string) => expect.objectContaining({ reason: text });
const password = "correct horse battery";
const newAdmin = () => newUser({ name: "Ada Admin", portalAdmin: true });

/** What the portal's log and the user's own say, oldest first. */
const rows = (userId: string) =>
  sudo<{ chain: string; operation: string; actor_name: string; target_name: string; details: object }>(
    `select chain, operation, actor_name, target_name, details from audit
      where target_id = $1 and (chain = 'portal' or chain = 'user:' || $1) order by at, chain`,
    [userId],
  );
const operations = async (userId: string) => (await rows(userId)).map(({ chain, operation }) => [chain, operation]);
const inBoth = (userId: string, ...names: string[]) =>
  names.flatMap((name) => [
    ["portal", name],
    [`user:${userId}`, name],
  ]);

describe("a disabled account", () => {
  it("reaches nothing: no session, token, sign-in, link, invitation or membership by address", async () => {
    const admin = await newAdmin();
    const { owner, organisation, ref } = await newOrganisation();
    const email = `${randomToken().toLowerCase().replace(/\W/g, "")}@example.org`;
    const { id: userId } = await createUser(machine, { name: "Mel", email, password });
    await sudo("insert into members (organisation_id, user_id, role) values ($1, $2, 'admin')", [
      organisation.id,
      userId,
    ]);
    const session = randomToken();
    await sudo("insert into sessions (token_hash, user_id, expires_at) values ($1, $2, now() + interval '30 days')", [
      hashToken(session),
      userId,
    ]);
    const { token } = await createToken(await signIn(userId), { ...ref, name: "deploys" });
    await requestPasswordReset({ actor: null, address: null }, { email });
    const [link] = await sudo<{ id: string }>("select id from verification_tokens where user_id = $1", [userId]);
    const guest = await newUser();
    const { id: invited } = await inviteMember(await signIn(userId), { ...ref, email: guest.actor.email });
    expect(await actorOf(session)).toMatchObject({ userId });
    expect(await actorOfApiToken(token)).toMatchObject({ userId });

    await disableUser(admin, { user: userId, reason: "Sends spam" });
    expect(await actorOf(session)).toBeNull();
    expect(await actorOfApiToken(token)).toBeNull();
    await expect(openSession(machine, { email, password })).rejects.toEqual(reason("account.wrongPassword"));
    await expect(readResetLink(machine, { token: linkToken("reset", link?.id ?? "") })).rejects.toEqual(
      reason("link.used"),
    );
    await expect(acceptInvitation(guest, { invitation: invited })).rejects.toEqual(reason("invitation.inviterGone"));
    const other = await newOrganisation(owner);
    await expect(addMember(owner, { ...other.ref, email })).rejects.toEqual(reason("member.unknown"));
    await expect(sendReset(admin, { user: email })).rejects.toEqual(reason("user.disabled"));
    expect(await readUser(admin, { user: email })).toMatchObject({ disabledReason: "Sends spam", sessionCount: 0 });

    await enableUser(admin, { user: email });
    await enableUser(admin, { user: email });
    // Sessions and links ended for good; tokens and memberships are there again.
    expect(await actorOf(session)).toBeNull();
    expect(await actorOfApiToken(token)).toMatchObject({ userId });
    await openSession(machine, { email, password });
    expect(await readInvitation(guest, { token: linkToken("invitation.copy", invited, 1) })).toMatchObject({
      problem: null,
    });
    expect((await operations(userId)).slice(2)).toEqual(inBoth(userId, "user.disable", "user.enable"));
    const [, , disabled] = await rows(userId);
    expect(disabled).toMatchObject({
      actor_name: "Ada Admin",
      target_name: email,
      details: { after: { reason: "Sends spam" } },
    });
  });

  it("needs a reason, and leaves no second row for the same", async () => {
    const { actor } = await newUser();
    const user = actor.userId;
    await expect(disableUser(machine, { user, reason: "" })).rejects.toMatchObject({
      fields: { reason: expect.any(Array) },
    });
    for (const text of ["Left", "Left", "Asked to"]) await disableUser(machine, { user, reason: text });
    expect(await operations(user)).toEqual(inBoth(user, "user.disable", "user.disable"));
  });

  it("can only be changed by a portal administrator", async () => {
    const { owner } = await newOrganisation();
    const user = (await newUser()).actor.userId;
    const attempts = [
      disableUser(owner, { user, reason: "x" }),
      enableUser(owner, { user }),
      deleteUser(owner, { user, confirm: "x" }),
      demoteUser(owner, { user }),
      endUserSessions(owner, { user }),
      setOwnedLimit(owner, { user, ownedLimit: 20 }),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toEqual(reason("permission.portal"));
    expect(await rows(user)).toEqual([]);
  });
});

describe("the last portal administrator", () => {
  it("can't be disabled, deleted or demoted, and nobody can do it to themselves", async () => {
    await sudo("update users set portal_admin = false");
    const admin = await newAdmin();
    const { userId: user, email } = admin.actor;
    const each = [
      (who = machine) => disableUser(who, { user, reason: "x" }),
      (who = machine) => demoteUser(who, { user }),
      (who = machine) => deleteUser(who, { user, confirm: email }),
    ];
    for (const attempt of each) {
      await expect(attempt()).rejects.toEqual(reason("user.lastAdministrator"));
      await expect(attempt(admin)).rejects.toEqual(reason("user.self"));
    }
    const second = await newAdmin();
    for (const attempt of each) await expect(attempt(admin)).rejects.toEqual(reason("user.self"));
    expect(await rows(user)).toEqual([]);
    await demoteUser(second, { user });
    expect(await readUser(second, { user })).toMatchObject({ portalAdmin: false });
    // The session still says otherwise: what counts is the row.
    await expect(disableUser(admin, { user: second.actor.userId, reason: "x" })).rejects.toEqual(
      reason("permission.portal"),
    );
    expect(await operations(user)).toEqual(inBoth(user, "user.demote"));
  });

  it.each([
    ["disable", (who: Admin, user: string) => disableUser(who, { user, reason: "x" })],
    ["delete", (who: Admin, user: string, email: string) => deleteUser(who, { user, confirm: email })],
    ["demote", (who: Admin, user: string) => demoteUser(who, { user })],
  ] as const)("remains when two %s each other, in fifty parallel tries", async (_name, act) => {
    for (let round = 0; round < 2; round++) {
      await sudo("update users set portal_admin = false");
      const [one, two] = [await newAdmin(), await newAdmin()];
      const tries = Array.from({ length: 50 }, (_, number) =>
        number % 2 ? act(one, two.actor.userId, two.actor.email) : act(two, one.actor.userId, one.actor.email),
      );
      const results = await Promise.allSettled(tries);
      expect(results.some(({ status }) => status === "fulfilled")).toBe(true);
      for (const result of results)
        if (result.status === "rejected")
          expect(["permission.portal", "account.unknown"]).toContain(result.reason.reason);
      expect(await sudo("select from users where portal_admin and disabled_at is null")).toHaveLength(1);
    }
  });
});
type Admin = Awaited<ReturnType<typeof newAdmin>>;

describe("deleting an account", () => {
  it("removes what is only the user's, tells their organisations, and keeps the name in the log", async () => {
    const admin = await newAdmin();
    const { organisation, ref } = await newOrganisation();
    const member = await newMember(organisation.id, "admin", { name: "Mel Gone" });
    const { userId: user, email } = member.actor;
    const { token } = await createToken(member, { ...ref, name: "deploys" });
    const { id: invitation } = await inviteMember(member, { ...ref, email: "guest@example.org" });
    await sudo("insert into pictures (name, user_id, small, large) values ($1, $2, '\\x00', '\\x00')", [
      "f".repeat(64),
      user,
    ]);
    await sudo("update users set avatar = $1 where id = $2", ["f".repeat(64), user]);
    await expect(deleteUser(admin, { user, confirm: "other@example.org" })).rejects.toMatchObject({
      reason: "user.confirm",
      fields: { confirm: [expect.any(String)] },
    });
    await deleteUser(admin, { user, confirm: ` ${email.toUpperCase()}` });

    await expect(readUser(admin, { user })).rejects.toEqual(reason("account.unknown"));
    expect(await actorOfApiToken(token)).toBeNull();
    const columns = await sudo<{ table: string; column: string }>(
      `select table_name as table, column_name as column from information_schema.columns
        where table_schema = 'public' and column_name in ('user_id', 'inviter_id', 'created_by') and table_name <> 'audit'`,
    );
    expect(columns.length).toBeGreaterThan(8);
    for (const { table, column } of columns)
      expect([table, await sudo(`select from ${table} where ${column} = $1`, [user])]).toEqual([table, []]);
    const guest = await newUser({ email: "guest@example.org" });
    for (const purpose of ["invitation.mail", "invitation.copy"] as const)
      await expect(readInvitation(guest, { token: linkToken(purpose, invitation, 1) })).rejects.toEqual(
        reason("unknown"),
      );
    const activity = await sudo(
      "select operation, actor_name, target_name, details from audit where organisation_id = $1 order by seq desc limit 2",
      [organisation.id],
    );
    expect(activity).toEqual([
      { operation: "member.revokeInvitation", actor_name: "Ada Admin", target_name: "guest@example.org", details: {} },
      {
        operation: "member.remove",
        actor_name: "Ada Admin",
        target_name: "Mel Gone",
        details: { before: { role: "Admin" } },
      },
    ]);
    expect(await operations(user)).toEqual(inBoth(user, "user.delete"));
    expect((await sudo("select member_count from organisations where id = $1", [organisation.id]))[0]).toEqual({
      member_count: 1,
    });
    expect(await sudo("select from audit_breaks")).toEqual([]);
    await createUser(machine, { name: "Another", email, password });
  });

  it("is refused while the user owns organisations, and names them", async () => {
    const { owner, organisation } = await newOrganisation();
    const { userId: user, email } = owner.actor;
    const refused = deleteUser(machine, { user, confirm: email });
    await expect(refused).rejects.toMatchObject({
      reason: "user.owns",
      message: `This user owns Apex Gaming (${organisation.handle}). Transfer or delete them first.`,
    });
    expect(await rows(user)).toEqual([]);
  });
});

it("ending all sessions keeps tokens, and an administrator's own session", async () => {
  const admin = await newAdmin();
  const { owner, ref } = await newOrganisation();
  const { token } = await createToken(owner, { ...ref, name: "deploys" });
  await signIn(owner.actor.userId);
  expect(await readUser(admin, { user: owner.actor.userId })).toMatchObject({ sessionCount: 2, tokenCount: 1 });
  await endUserSessions(admin, { user: owner.actor.userId });
  expect(await readUser(admin, { user: owner.actor.userId })).toMatchObject({ sessionCount: 0, lastUsedAt: null });
  expect(await actorOfApiToken(token)).not.toBeNull();
  await signIn(admin.actor.userId);
  await endUserSessions(admin, { user: admin.actor.email });
  expect(await sudo("select id from sessions where user_id = $1", [admin.actor.userId])).toEqual([
    { id: admin.actor.sessionId },
  ]);
  expect(await operations(owner.actor.userId)).toEqual(inBoth(owner.actor.userId, "user.endSessions"));
});

it("a reset link is held without SMTP and can be revealed, which is logged", async () => {
  const admin = await newAdmin();
  const { actor } = await newUser();
  const sent = await sendReset(admin, { user: actor.userId });
  expect(sent).toMatchObject({ email: actor.email, held: true });
  const { link } = await revealLink(admin, { mail: sent.mail });
  await readResetLink(machine, { token: link.split("/").at(-1)?.split("=").at(-1) ?? "" });
  expect(await operations(actor.userId)).toEqual(inBoth(actor.userId, "user.sendReset"));
  expect(
    await sudo("select from audit where operation = 'mail.revealLink' and target_id = $1", [sent.mail]),
  ).toHaveLength(1);
});

it("verifying by hand and making an administrator leave a row in both logs, once", async () => {
  const admin = await newAdmin();
  const { actor } = await newUser({ verified: false });
  for (const operation of [verifyUser, promoteUser, demoteUser])
    for (let twice = 0; twice < 2; twice++) await operation(admin, { user: actor.userId });
  expect(await operations(actor.userId)).toEqual(inBoth(actor.userId, "user.verify", "user.promote", "user.demote"));
  for (const unknown of ["nobody@example.org", crypto.randomUUID(), "%", ""])
    await expect(verifyUser(admin, { user: unknown })).rejects.toEqual(reason("account.unknown"));
});

it("a user's own number of organisations counts instead of the portal's, up and down", async () => {
  const { owner } = await newOrganisation();
  const user = owner.actor.userId;
  expect(await readMayFound(owner, {})).toMatchObject({ ownedLimit: 10 });
  await setOwnedLimit(machine, { user, ownedLimit: "2" });
  await createOrganisation(owner, { name: "Second" });
  await expect(createOrganisation(owner, { name: "Third" })).rejects.toEqual(reason("organisation.limit"));
  await setOwnedLimit(machine, { user, ownedLimit: 12 });
  await setOwnedLimit(machine, { user, ownedLimit: 12 });
  const tries = await Promise.allSettled(
    Array.from({ length: 20 }, (_, number) => createOrganisation(owner, { name: `Guild ${number}` })),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  expect(await setOwnedLimit(machine, { user, ownedLimit: "" })).toMatchObject({ ownedLimit: null });
  for (const wrong of [-1, 1_001, 1.5, "many"])
    await expect(setOwnedLimit(machine, { user, ownedLimit: wrong })).rejects.toMatchObject({
      fields: { ownedLimit: [expect.any(String)] },
    });
  expect(await operations(user)).toEqual(
    inBoth(user, "user.setOwnedLimit", "user.setOwnedLimit", "user.setOwnedLimit"),
  );
});
