import { describe, expect, it } from "vitest";
import { transaction } from "@/db/client";
import { openScope } from "@/db/opening";
import { newOrganisation, newUser, signIn, stranger, sudo, useDatabase } from "@/db/testing";
import { changeAddress, readAddressChange } from "@/lib/accounts/address_operations";
import { requestPasswordReset, resetPassword } from "@/lib/accounts/operations";
import { futureOwner } from "@/lib/accounts/owner";
import { proveAddress } from "@/lib/accounts/proof";
import { signUpInvited } from "@/lib/accounts/sign_up_operations";
import { lastLink, newAddress } from "@/lib/accounts/testing";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { leaveAccount } from "@/lib/leaving/operations";
import { openByLink } from "@/lib/sessions/link_operations";
import { hashToken, linkToken } from "@/lib/tokens";

useDatabase();

/** An account whose second factors were set up by whoever signed up with the address. */
async function newAccount(verified: boolean) {
  const { actor } = await newUser({ verified });
  await sudo("insert into authenticators (user_id, secret, confirmed_at) values ($1, '\\x00', now())", [actor.userId]);
  await sudo(
    `insert into passkeys (id, user_id, credential_id, public_key, name, counter, device_type, backed_up)
      values (gen_random_uuid(), $1, decode(md5(random()::text), 'hex'), '\\x00', 'Phone', 0, 'singleDevice', false)`,
    [actor.userId],
  );
  await sudo(
    "insert into identities (user_id, provider, issuer, subject, key_hash) values ($1, 'github', 'x', 'x', $2)",
    [actor.userId, Buffer.alloc(32, actor.userId)],
  );
  return { id: actor.userId, email: actor.email };
}
/** Whether that person’s second factor, and what they linked, still opens the account. */
const hasFactor = async ({ id }: { id: string }) => {
  const [row] = await sudo<{ factor: boolean; identity: boolean }>(
    `select second_factor_enabled_at is not null as factor, exists (select from identities where user_id = $1) as identity
      from users where id = $1`,
    [id],
  );
  expect(row?.factor).toBe(row?.identity);
  return row?.factor;
};

describe("the owner of an address that somebody else signed up with isn’t asked for that person’s second factor, nor shares the account", () => {
  it.each([
    [false, false],
    [true, true],
  ])("after a reset (verified before: %s; still asked: %s)", async (verified, asked) => {
    const account = await newAccount(verified);
    await requestPasswordReset(stranger, { email: account.email });
    const [link] = await sudo<{ id: string }>("select id from verification_tokens where user_id = $1", [account.id]);
    await resetPassword(stranger, { token: linkToken("reset", link?.id ?? ""), password: "another long one" });
    expect(await hasFactor(account)).toBe(asked);
  });

  it.each([
    [false, false],
    [true, true],
  ])("after signing in by a link (verified before: %s; still asked: %s)", async (verified, asked) => {
    const account = await newAccount(verified);
    await sudo(
      "insert into verification_tokens (id, user_id, purpose, token_hash, expires_at) values ($1, $1, 'signInLink', $2, now() + interval '1 minute')",
      [account.id, hashToken(linkToken("signInLink", account.id))],
    );
    await openByLink(stranger, { token: linkToken("signInLink", account.id) });
    expect(await hasFactor(account)).toBe(asked);
  });

  it("after signing up by the mailed link of an invitation", async () => {
    const account = await newAccount(false);
    const { owner, ref } = await newOrganisation();
    const { id } = await inviteMember(owner, { ...ref, email: account.email });
    await signUpInvited(stranger, {
      name: "Nora",
      password: "another long one",
      token: linkToken("invitation.mail", id),
    });
    expect(await hasFactor(account)).toBe(false);
  });

  it("after anything else that proves the address, or makes them an owner", async () => {
    const [proved, owner] = [await newAccount(false), await newAccount(false)];
    const portal = openScope({ portal: true }, false);
    await transaction(portal, async (trx) => {
      await proveAddress({ trx, enqueue: () => {} }, { ...proved, keepSession: null });
      await futureOwner(trx, { email: owner.email, field: "email" });
    });
    expect(await Promise.all([proved, owner].map(hasFactor))).toEqual([false, false]);
  });
});

describe("whoever signed up with somebody else’s address and then left, or wanted another address, hinders nobody", () => {
  const leavingOf = async ({ actor }: { actor: { userId: string } }) =>
    (await sudo<{ at: Date | null }>("select leaving_until as at from users where id = $1", [actor.userId]))[0]?.at;

  it.each(["1 day", "-1 minute"])("in a reset, which creates the first organisation, with %s left", async (rest) => {
    const squatter = await newUser({ verified: false });
    const { email, userId } = squatter.actor;
    await leaveAccount(squatter, { confirm: email });
    await sudo("update users set leaving_until = now() + $2::interval where id = $1", [userId, rest]);
    await requestPasswordReset(stranger, { email });
    await resetPassword(stranger, { token: await lastLink("reset", squatter), password: "another long one" });
    expect(await leavingOf(squatter)).toBeNull();
    expect(await sudo("select role from members where user_id = $1", [userId])).toEqual([{ role: "owner" }]);
  });

  it("in signing up by the mailed link of an invitation", async () => {
    const squatter = await newUser({ verified: false });
    const { email } = squatter.actor;
    await leaveAccount(squatter, { confirm: email });
    const { owner, ref } = await newOrganisation();
    const { id } = await inviteMember(owner, { ...ref, email });
    const token = linkToken("invitation.mail", id);
    await signUpInvited(stranger, { name: "Nora", password: "another long one", token });
    expect(await leavingOf(squatter)).toBeNull();
  });

  it("in becoming an owner", async () => {
    const squatter = await newUser({ verified: false });
    const { email } = squatter.actor;
    await leaveAccount(squatter, { confirm: email });
    await transaction(openScope({ portal: true }, false), (trx) => futureOwner(trx, { email, field: "email" }));
    expect(await leavingOf(squatter)).toBeNull();
  });

  it("in a reset, after which no address waits any more", async () => {
    const squatter = await newUser({ verified: false });
    const { email, userId } = squatter.actor;
    await changeAddress(squatter, { email: newAddress() });
    await requestPasswordReset(stranger, { email });
    await resetPassword(stranger, { token: await lastLink("reset", squatter), password: "another long one" });
    expect(await readAddressChange(await signIn(userId), {})).toEqual({ pending: null });
  });

  it("but whoever proved the address and left decides on that when signing in", async () => {
    const user = await newUser();
    const { email } = user.actor;
    const { leavingUntil } = await leaveAccount(user, { confirm: email });
    await requestPasswordReset(stranger, { email });
    await resetPassword(stranger, { token: await lastLink("reset", user), password: "another long one" });
    expect(await leavingOf(user)).toEqual(leavingUntil);
    const owning = transaction(openScope({ portal: true }, false), (trx) =>
      futureOwner(trx, { email, field: "email" }),
    );
    await expect(owning).rejects.toMatchObject({ reason: "account.leaving" });
  });
});
