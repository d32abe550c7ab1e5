import { describe, expect, it } from "vitest";
import { newMember, newOrganisation, newUser, type SignedIn, signIn, stranger, sudo, useDatabase } from "@/db/testing";
import {
  cancelAddressChange,
  changeAddress,
  confirmNewAddress,
  readAddressChange,
  resendNewAddress,
} from "@/lib/accounts/address_operations";
import { requestPasswordReset, resetPassword } from "@/lib/accounts/operations";
import { signUp } from "@/lib/accounts/sign_up_operations";
import { addressOf, askFor, changed, lastLink, mailsTo, newAddress } from "@/lib/accounts/testing";
import { undoAddressChange } from "@/lib/accounts/undo_operations";
import { listMyInvitations } from "@/lib/invitations/answer_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { listMembers } from "@/lib/members/operations";

useDatabase();

const reason = (reason: string) => expect.objectContaining({ reason });

describe("asking for another address", () => {
  it("sends the new one a link, tells the old one, and changes nothing yet", async () => {
    const user = await newUser();
    const email = newAddress();
    expect(await changeAddress(user, { email: email.toUpperCase() })).toEqual({ email });
    expect(await addressOf(user)).toBe(user.actor.email);
    expect(await mailsTo(email)).toEqual(["newAddress"]);
    expect(await mailsTo(user.actor.email)).toEqual(["security addressRequested"]);
    const { pending } = await readAddressChange(user, {});
    expect(pending).toMatchObject({ address: email, linkUntil: expect.any(Date) });
    expect((pending?.linkUntil?.getTime() ?? 0) - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
    const log = await sudo("select operation, details from audit where user_id = $1", [user.actor.userId]);
    expect(log).toEqual([{ operation: "account.changeAddress", details: { after: { address: email } } }]);
  });

  it("answers the same for an address that another account has, and confirming tells", async () => {
    const [user, other] = [await newUser(), await newUser()];
    const { email } = other.actor;
    expect(await changeAddress(user, { email })).toEqual({ email });
    expect(await mailsTo(email)).toEqual(["newAddress"]);
    const token = await lastLink("newAddress", user);
    await expect(confirmNewAddress(user, { token })).rejects.toEqual(reason("account.addressTaken"));
    expect([await addressOf(user), await addressOf(other)]).toEqual([user.actor.email, email]);
  });

  it("refuses the present address, and tells an unverified one nothing", async () => {
    const user = await newUser({ verified: false });
    await expect(changeAddress(user, { email: user.actor.email })).rejects.toMatchObject({
      reason: "account.sameAddress",
      fields: { email: [expect.any(String)] },
    });
    await changeAddress(user, { email: newAddress() });
    expect(await mailsTo(user.actor.email)).toEqual([]);
  });

  it("is cancelled, replaced by another, and resent: only the last link works", async () => {
    const user = await newUser();
    await expect(cancelAddressChange(user, {})).rejects.toEqual(reason("account.noAddressChange"));
    await expect(resendNewAddress(user, {})).rejects.toEqual(reason("account.noAddressChange"));
    const cancelled = await askFor(user, newAddress());
    await cancelAddressChange(user, {});
    expect(await readAddressChange(user, {})).toEqual({ pending: null });
    const replaced = await askFor(user, newAddress());
    const email = newAddress();
    const resent = await askFor(user, email);
    await resendNewAddress(user, {});
    for (const token of [cancelled, replaced, resent])
      await expect(confirmNewAddress(user, { token })).rejects.toEqual(reason("link.used"));
    await confirmNewAddress(user, { token: await lastLink("newAddress", user) });
    expect(await addressOf(user)).toBe(email);
  });
});

describe("confirming the new address", () => {
  it("changes and verifies it, ends other links, sends the old one a link to undo, and keeps sessions", async () => {
    const user = await newUser();
    await requestPasswordReset(stranger, { email: user.actor.email });
    const reset = await lastLink("reset", user);
    const { email } = await changed(user);
    expect(await addressOf(user)).toBe(email);
    expect(await mailsTo(user.actor.email)).toEqual(["reset", "security addressRequested", "undoAddress"]);
    await expect(resetPassword(stranger, { token: reset, password: "another long one" })).rejects.toEqual(
      reason("link.used"),
    );
    expect(await sudo("select id from sessions where user_id = $1", [user.actor.userId])).toHaveLength(1);
    expect(await readAddressChange(user, {})).toEqual({ pending: null });
  });

  it("needs the account's own session", async () => {
    const [user, other] = [await newUser(), await newUser()];
    const token = await askFor(user, newAddress());
    await expect(confirmNewAddress(other, { token })).rejects.toEqual(reason("account.wrongUser"));
    await expect(confirmNewAddress(stranger, { token })).rejects.toEqual(reason("actor.none"));
  });

  it("verifies an account that never was, creates its organisation, and offers the wrong address no way back", async () => {
    const user = await newUser({ verified: false });
    await changed(user);
    expect(await mailsTo(user.actor.email)).toEqual([]);
    const [row] = await sudo(
      `select email_verified_at is not null as verified, (select count(*)::int from members where user_id = users.id) as memberships
         from users where id = $1`,
      [user.actor.userId],
    );
    expect(row).toEqual({ verified: true, memberships: 1 });
  });

  it("of twenty accounts that confirm one address at once, one gets it", async () => {
    const email = newAddress();
    const people = await Promise.all(Array.from({ length: 20 }, () => newUser()));
    const tokens: string[] = [];
    for (const person of people) {
      // Five an hour for one address.
      await sudo("delete from rate_limits");
      tokens.push(await askFor(person, email));
    }
    const outcomes = await Promise.allSettled(
      people.map((person, n) => confirmNewAddress(person, { token: tokens[n] ?? "" })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "CONFLICT" });
    expect(await sudo("select id from users where email = $1", [email])).toHaveLength(1);
  });

  it("is found by members under the new address; invitations stay with the address that they are for", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const member = await newMember(organisation.id, "member");
    const invited = await newOrganisation();
    await inviteMember(invited.owner, { ...invited.ref, email: member.actor.email });
    const { email, token } = await changed(member);
    const found = async (q: string) => (await listMembers(owner, { ...ref, q })).items.map(({ userId }) => userId);
    expect(await found(email)).toEqual([member.actor.userId]);
    expect(await found(member.actor.email)).toEqual([]);
    const mine = async (who: SignedIn) => (await listMyInvitations(who, {})).length;
    expect(await mine(member)).toBe(0);
    await undoAddressChange(stranger, { token });
    expect(await mine(await signIn(member.actor.userId))).toBe(1);
  });
});

describe("the former address, while it can undo the change", () => {
  it("is nobody else's: a sign-up is answered as with a known address", async () => {
    const user = await newUser();
    const { token } = await changed(user);
    const { email } = user.actor;
    await expect(signUp(stranger, { name: "Squatter", email, password: "another long one" })).rejects.toEqual(
      reason("account.known"),
    );
    const other = await newUser();
    const theirs = await askFor(other, email);
    await expect(confirmNewAddress(other, { token: theirs })).rejects.toEqual(reason("account.addressTaken"));
    await undoAddressChange(stranger, { token });
    expect(await addressOf(user)).toBe(email);
  });

  it("is free when the time is over", async () => {
    const user = await newUser();
    await changed(user);
    await sudo("update address_changes set undo_until = now() - interval '1 second' where user_id = $1", [
      user.actor.userId,
    ]);
    const other = await newUser();
    const token = await askFor(other, user.actor.email);
    await confirmNewAddress(other, { token });
    expect(await addressOf(other)).toBe(user.actor.email);
  });

  it("stays, however many sign up with it while it is being given up", async () => {
    const user = await newUser();
    const token = await askFor(user, newAddress());
    const { email } = user.actor;
    await sudo("delete from rate_limits");
    await Promise.allSettled([
      confirmNewAddress(user, { token }),
      ...Array.from({ length: 5 }, () => signUp(stranger, { name: "Squatter", email, password: "another long one" })),
    ]);
    expect(await sudo("select id from users where email = $1", [email])).toEqual([]);
  });
});
