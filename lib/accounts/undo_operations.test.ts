import { describe, expect, it } from "vitest";
import { newOrganisation, newUser, signIn, stranger, sudo, useDatabase } from "@/db/testing";
import { changeAddress, confirmNewAddress } from "@/lib/accounts/address_operations";
import { resetPassword } from "@/lib/accounts/operations";
import { hashPassword } from "@/lib/accounts/password";
import { changePassword } from "@/lib/accounts/profile_operations";
import { addressOf, askFor, changed, lastLink, mailsTo, newAddress } from "@/lib/accounts/testing";
import { readAddressUndo, undoAddressChange } from "@/lib/accounts/undo_operations";
import { createToken } from "@/lib/api_tokens/operations";

useDatabase();

const reason = (reason: string) => expect.objectContaining({ reason });

/** An account with a password, an organisation, and a second factor of some time. */
async function newAccount(factorSince: string | null = null) {
  const user = await newUser();
  const { userId } = user.actor;
  const { ref } = await newOrganisation(user);
  await sudo("update users set password_hash = $2 where id = $1", [userId, await hashPassword("a long password")]);
  if (factorSince) await addFactor(userId, factorSince);
  return { ...user, ref };
}
async function addFactor(userId: string, at: string) {
  await sudo(
    "insert into authenticators (user_id, secret, created_at, confirmed_at) values ($1, '\\x00', now() + $2::interval, now() + $2::interval)",
    [userId, at],
  );
  await sudo(
    "insert into recovery_codes (id, user_id, code_hash, created_at) values (gen_random_uuid(), $1, sha256($2::bytea), now() + $3::interval)",
    [userId, at, at],
  );
}
const factorsOf = async (userId: string) =>
  (
    await sudo(
      `select (select count(*)::int from authenticators where user_id = $1) as apps,
         (select count(*)::int from recovery_codes where user_id = $1) as codes`,
      [userId],
    )
  )[0];

describe("undoing a change of address", () => {
  it("restores it, shuts everybody out, and sends the owner a link to choose a new password", async () => {
    const user = await newAccount();
    const { userId, email: former } = user.actor;
    await createToken(user, { ...user.ref, name: "ci", reach: "account", expiresInDays: 7 });
    const { email, token } = await changed(user);
    await signIn(userId);
    expect(await readAddressUndo(stranger, { token })).toEqual({ former });
    expect(await undoAddressChange(stranger, { token })).toEqual({ email: former });
    expect(await addressOf(user)).toBe(former);
    const [left] = await sudo(
      `select (select count(*)::int from sessions where user_id = $1) as sessions,
         (select count(*)::int from api_tokens where user_id = $1) as tokens,
         (select password_hash from users where id = $1) as password`,
      [userId],
    );
    expect(left).toEqual({ sessions: 0, tokens: 0, password: null });
    expect((await mailsTo(former)).slice(-2).sort()).toEqual(["reset", "security addressRestored"]);
    expect(await mailsTo(email)).toEqual(["newAddress", "security addressUndone"]);
    const log = await sudo("select details from audit where operation = 'account.undoAddressChange' and user_id = $1", [
      userId,
    ]);
    expect(log).toEqual([{ details: { before: { address: email }, after: { address: former } } }]);
    await resetPassword(stranger, { token: await lastLink("reset", user), password: "another long one" });
    await expect(undoAddressChange(stranger, { token })).rejects.toEqual(reason("link.used"));
    await expect(readAddressUndo(stranger, { token })).rejects.toEqual(reason("link.used"));
  });

  it("works after everything that whoever took the account can do", async () => {
    const user = await newAccount();
    const { email: former } = user.actor;
    const { token } = await changed(user);
    await changePassword(user, { current: "a long password", password: "stolen for good" });
    const stolen = await signIn(user.actor.userId);
    await changeAddress(stolen, { email: newAddress() });
    await undoAddressChange(stranger, { token });
    expect(await addressOf(user)).toBe(former);
    // The change that waited is over, too.
    await expect(
      confirmNewAddress(await signIn(user.actor.userId), { token: await lastLink("newAddress", user) }),
    ).rejects.toEqual(reason("link.used"));
  });

  it.each([
    ["removes a second factor that was added since", "1 minute", { apps: 0, codes: 0 }],
    ["removes one that was added just before", "-1 hour", { apps: 0, codes: 0 }],
    ["leaves one from long before", "-4 days", { apps: 1, codes: 1 }],
  ])("%s", async (_what, at, left) => {
    const user = await newAccount(at.startsWith("-") ? at : null);
    const { token } = await changed(user);
    if (!at.startsWith("-")) await addFactor(user.actor.userId, at);
    await undoAddressChange(stranger, { token });
    expect(await factorsOf(user.actor.userId)).toEqual(left);
  });

  it("removes all linked providers, and passkeys but those from long before", async () => {
    const user = await newAccount();
    const { userId } = user.actor;
    const addWays = async (name: string, at: string) => {
      await sudo(
        `insert into passkeys (id, user_id, credential_id, public_key, name, counter, device_type, backed_up, created_at)
          values (gen_random_uuid(), $1::uuid, sha256(($1::uuid::text || $2::text)::bytea), '\\x00', $2, 0, 'singleDevice', false, now() + $3::interval)`,
        [userId, name, at],
      );
      await sudo(
        `insert into identities (user_id, provider, issuer, subject, key_hash, linked_at)
          values ($1::uuid, $2, 'x', 'x', sha256(($1::uuid::text || $2::text)::bytea), now() + $3::interval)`,
        [userId, name, at],
      );
    };
    await addWays("before", "-4 days");
    await addWays("just", "-1 hour");
    const { token } = await changed(user);
    await addWays("after", "1 minute");
    await undoAddressChange(stranger, { token });
    expect(await sudo("select name from passkeys where user_id = $1", [userId])).toEqual([{ name: "before" }]);
    expect(await sudo("select from identities where user_id = $1", [userId])).toEqual([]);
  });

  it("keeps an account that somebody else left with", async () => {
    const user = await newAccount();
    const { email, token } = await changed(user);
    await sudo("update users set leaving_until = now() + interval '7 days' where id = $1", [user.actor.userId]);
    await undoAddressChange(stranger, { token });
    expect(await sudo("select email, leaving_until from users where id = $1", [user.actor.userId])).toEqual([
      { email: user.actor.email, leaving_until: null },
    ]);
    expect(email).not.toBe(user.actor.email);
  });

  it("returns to the oldest address of the last 72 hours, and later links die", async () => {
    const user = await newAccount();
    const first = await changed(user);
    const second = await changed(user);
    await undoAddressChange(stranger, { token: first.token });
    expect(await addressOf(user)).toBe(user.actor.email);
    await expect(undoAddressChange(stranger, { token: second.token })).rejects.toEqual(reason("link.used"));
  });

  it("undone by a later link, an earlier one still returns further", async () => {
    const user = await newAccount();
    const first = await changed(user);
    const second = await changed(user);
    await undoAddressChange(stranger, { token: second.token });
    expect(await addressOf(user)).toBe(first.email);
    await undoAddressChange(stranger, { token: first.token });
    expect(await addressOf(user)).toBe(user.actor.email);
  });

  it("isn't offered to the address in between when its owner returned by a link of their own", async () => {
    const user = await newAccount();
    const { email, token } = await changed(user);
    const back = await askFor(user, user.actor.email);
    await confirmNewAddress(user, { token: back });
    expect(await addressOf(user)).toBe(user.actor.email);
    expect(await mailsTo(email)).not.toContain("undoAddress");
    await expect(undoAddressChange(stranger, { token })).rejects.toEqual(reason("link.used"));
  });

  it("ends after 72 hours, and with a disabled account", async () => {
    const user = await newAccount();
    const { token } = await changed(user);
    await sudo("update users set disabled_at = now() where id = $1", [user.actor.userId]);
    await expect(undoAddressChange(stranger, { token })).rejects.toEqual(reason("link.invalid"));
    await sudo("update users set disabled_at = null where id = $1", [user.actor.userId]);
    const [link] = await sudo<{ hours: number }>(
      "select extract(epoch from expires_at - created_at)::int / 3600 as hours from verification_tokens where purpose = 'undoAddress' and user_id = $1",
      [user.actor.userId],
    );
    expect(link?.hours).toBe(72);
    await sudo("update verification_tokens set expires_at = now() where user_id = $1", [user.actor.userId]);
    await expect(undoAddressChange(stranger, { token })).rejects.toEqual(reason("link.expired"));
  });

  it("of twenty uses at once, one counts", async () => {
    const user = await newAccount();
    const { token } = await changed(user);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => undoAddressChange(stranger, { token })));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});
