import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { newMember, newOrganisation, newUser, type SignedIn, stranger, sudo, useDatabase } from "@/db/testing";
import { actorOf } from "@/lib/accounts/actor";
import { openSession } from "@/lib/accounts/operations";
import { changePassword, readProfile, renameAccount } from "@/lib/accounts/profile_operations";
import { systemCaller } from "@/lib/kernel/actor";
import { listMembers } from "@/lib/members/operations";
import { endOtherSessions, endSession, listSessions } from "@/lib/sessions/operations";
import { createUser } from "@/lib/users/operations";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const password = "correct horse battery";
const auditOf = (user: SignedIn) =>
  sudo<{ operation: string }>("select operation, details from audit where user_id = $1 order by seq", [
    user.actor.userId,
  ]);

/** A user with a password, signed in from several places; the first session makes the requests. */
async function signedIn(places: number) {
  const email = `${randomUUID()}@example.org`;
  await createUser(systemCaller("test"), { name: "Somebody", email, password });
  const tokens: string[] = [];
  for (let place = 0; place < places; place++)
    tokens.push((await openSession({ ...stranger, address: `192.0.2.${place + 1}` }, { email, password })).token);
  const actor = await actorOf(tokens[0] ?? "");
  if (actor?.kind !== "user") throw new Error("not signed in");
  const open = async () => (await Promise.all(tokens.map((token) => actorOf(token)))).map((each) => each !== null);
  const user: SignedIn = { actor, address: "192.0.2.1" };
  return { user, email, open };
}

describe("a user's own name", () => {
  it("changes everywhere and is logged", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const member = await newMember(organisation.id, "member");
    expect(await renameAccount(member, { name: " Ada  Berg " })).toEqual({ name: "Ada  Berg" });
    expect(await readProfile(member, {})).toMatchObject({ name: "Ada  Berg", avatar: null });
    expect((await listMembers(owner, { ...ref, q: "ada" })).items).toMatchObject([{ userId: member.actor.userId }]);
    await renameAccount(member, { name: "Ada  Berg" });
    expect(await auditOf(member)).toMatchObject([
      { operation: "account.rename", details: { after: { name: "Ada  Berg" } } },
    ]);
  });

  it.each(["", " ", "a\nb", "x".repeat(101)])("can't be %j", async (name) => {
    const user = await newUser();
    await expect(renameAccount(user, { name })).rejects.toEqual(reason("input.invalid"));
    expect(await auditOf(user)).toEqual([]);
  });
});

describe("a user's own password", () => {
  it("changes with the current one; other sessions end, this one stays", async () => {
    const { user, email, open } = await signedIn(3);
    await changePassword(user, { current: password, password: "another few words" });
    expect(await open()).toEqual([true, false, false]);
    await expect(openSession(stranger, { email, password })).rejects.toEqual(reason("account.wrongPassword"));
    expect(await openSession(stranger, { email, password: "another few words" })).toMatchObject({ email });
    expect((await auditOf(user)).map(({ operation }) => operation)).toContain("account.changePassword");
  });

  it("stays if the current one is wrong, the new one is too short or the same, or there is none", async () => {
    const { user, email, open } = await signedIn(2);
    const wrong = expect.objectContaining({
      reason: "account.wrongCurrent",
      fields: { current: [expect.any(String)] },
    });
    await expect(changePassword(user, { current: "wrong", password: "another few words" })).rejects.toEqual(wrong);
    await expect(changePassword(user, { current: password, password: "short" })).rejects.toEqual(
      reason("input.invalid"),
    );
    await expect(changePassword(user, { current: password, password })).rejects.toMatchObject({
      reason: "account.samePassword",
      fields: { password: [expect.any(String)] },
    });
    expect(await open()).toEqual([true, true]);
    expect(await openSession(stranger, { email, password })).toMatchObject({ email });
    await sudo("update users set password_hash = null where id = $1", [user.actor.userId]);
    await expect(changePassword(user, { current: password, password: "another few words" })).rejects.toEqual(wrong);
    expect((await auditOf(user)).map(({ operation }) => operation)).not.toContain("account.changePassword");
  });

  it("changes once for twenty parallel requests with the current one, and allows at most ten guesses", async () => {
    const { user } = await signedIn(1);
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        changePassword(user, { current: password, password: `a new password ${n}` }),
      ),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const reasons = tries.flatMap((each) => (each.status === "rejected" ? [each.reason.reason] : []));
    expect(reasons.filter((each) => each === "rate.exceeded")).toHaveLength(10);
    expect(reasons.filter((each) => each === "account.wrongCurrent")).toHaveLength(9);
  });
});

describe("a user's own sessions", () => {
  it("are listed with the address where they began, and end one by one or all except the current one", async () => {
    const { user, open } = await signedIn(4);
    const sessions = await listSessions(user, {});
    expect(sessions.map(({ address }) => address).sort()).toEqual([1, 2, 3, 4].map((n) => `192.0.2.${n}`));
    expect(sessions.filter(({ isThis }) => isThis)).toMatchObject([{ address: "192.0.2.1" }]);
    const second = sessions.find(({ address }) => address === "192.0.2.2");
    await endSession(user, { session: second?.id ?? "" });
    expect(await open()).toEqual([true, false, true, true]);
    expect(await endOtherSessions(user, {})).toEqual({ ended: 2 });
    expect(await open()).toEqual([true, false, false, false]);
    expect(await endOtherSessions(user, {})).toEqual({ ended: 0 });
    expect((await auditOf(user)).map(({ operation }) => operation).slice(-2)).toEqual([
      "session.end",
      "session.endOthers",
    ]);
  });

  it("don't include anybody else's", async () => {
    const [mine, theirs] = [await newUser(), await signedIn(1)];
    const [session] = await listSessions(theirs.user, {});
    await expect(endSession(mine, { session: session?.id ?? "" })).rejects.toEqual(reason("unknown"));
    await expect(endSession(mine, { session: randomUUID() })).rejects.toEqual(reason("unknown"));
    expect(await theirs.open()).toEqual([true]);
    expect(await auditOf(mine)).toEqual([]);
  });
});
