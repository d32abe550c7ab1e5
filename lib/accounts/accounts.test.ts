import { describe, expect, it } from "vitest";
import { insertSession } from "@/db/queries/sessions";
import { newUser, signIn, stranger, sudo, useDatabase } from "@/db/testing";
import { actorOf } from "@/lib/accounts/actor";
import {
  confirmAddress,
  openSession,
  readResetLink,
  requestPasswordReset,
  resendVerification,
  resetPassword,
} from "@/lib/accounts/operations";
import { signUp } from "@/lib/accounts/sign_up_operations";
import { activeOrganisation, createOrganisation, listOrganisations } from "@/lib/organisations/operations";
import { setUp, setUpToken } from "@/lib/setup/operations";
import { hashToken, linkToken, randomToken } from "@/lib/tokens";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const password = "correct horse battery";
let count = 0;
const address = () => `person-${++count}@example.org`;

/** The newest link of one purpose sent to an address. */
async function tokenFor(email: string, purpose: "verify" | "reset"): Promise<string> {
  const [row] = await sudo<{ id: string }>(
    "select t.id from verification_tokens t join users u on u.id = t.user_id where u.email = $1 and purpose = $2 order by t.created_at desc limit 1",
    [email, purpose],
  );
  return linkToken(purpose, row?.id ?? "");
}
const userId = async (email: string) =>
  (await sudo<{ id: string }>("select id from users where email = $1", [email]))[0]?.id ?? "";

describe("set-up", () => {
  const input = { name: "Ada", password, organisationName: "Apex Gaming" };

  it("happens once, even with parallel requests, and creates a verified portal administrator with an organisation", async () => {
    await sudo("update portal set set_up_at = null");
    await expect(signUp(stranger, { name: "Early", email: address(), password })).rejects.toEqual(
      reason("setup.pending"),
    );
    const token = setUpToken();
    await expect(setUp(stranger, { ...input, email: address(), token: "A".repeat(43) })).rejects.toEqual(
      reason("link.invalid"),
    );
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => setUp(stranger, { ...input, email: address(), token })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toEqual(reason("setup.done"));
    const [row] = await sudo<{ id: string }>(
      "select id from users where portal_admin and email_verified_at is not null",
    );
    expect(await activeOrganisation(await signIn(row?.id ?? ""), {})).toMatchObject({
      handle: "apex-gaming",
      orgRole: "owner",
    });
  });
});

describe("signing up without mail", () => {
  it("creates the account, unverified, and its first organisation at once", async () => {
    const email = address();
    expect(await signUp(stranger, { name: "Robin", email: email.toUpperCase(), password })).toEqual({
      email,
      next: "signIn",
    });
    const user = await signIn(await userId(email));
    expect(user.actor.verified).toBe(false);
    expect(await listOrganisations(user, {})).toMatchObject([{ name: "Robin’s organisation", orgRole: "owner" }]);
    expect(await openSession(stranger, { email, password })).toMatchObject({ email, name: "Robin" });
  });

  it("answers CONFLICT for a known address, and creates one account from five parallel requests", async () => {
    const email = address();
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => signUp(stranger, { name: "Robin", email, password })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toEqual(reason("account.known"));
  });

  it("requires a long enough password and a valid address, with an error at the field", async () => {
    const error = await signUp(stranger, { name: " ", email: "nobody", password: "short" }).catch((refusal) => refusal);
    expect(Object.keys(error.fields).sort()).toEqual(["email", "name", "password"]);
  });

  it("stores passwords as argon2id", async () => {
    const email = address();
    await signUp(stranger, { name: "Robin", email, password });
    const [row] = await sudo<{ hash: string }>("select password_hash as hash from users where email = $1", [email]);
    expect(row?.hash).toMatch(/^\$argon2id\$/);
  });
});

describe("checking a password", () => {
  it("answers the same for a wrong one, an unknown address, a disabled account and one without a password", async () => {
    const email = address();
    await signUp(stranger, { name: "Robin", email, password });
    const none = await newUser();
    await expect(openSession(stranger, { email, password: "wrong password" })).rejects.toEqual(
      reason("account.wrongPassword"),
    );
    await expect(openSession(stranger, { email: address(), password })).rejects.toEqual(
      reason("account.wrongPassword"),
    );
    await expect(openSession(stranger, { email: none.actor.email, password })).rejects.toEqual(
      reason("account.wrongPassword"),
    );
    await sudo("update users set disabled_at = now() where email = $1", [email]);
    await expect(openSession(stranger, { email, password })).rejects.toEqual(reason("account.wrongPassword"));
  });

  it("stops after ten attempts for one address, and says when to try again", async () => {
    const email = address();
    const codes: string[] = [];
    for (let each = 0; each < 11; each++)
      codes.push((await openSession(stranger, { email, password }).catch((error) => error)).reason);
    expect(codes.slice(0, 10)).toEqual(Array(10).fill("account.wrongPassword"));
    expect(codes[10]).toBe("rate.exceeded");
    await expect(openSession(stranger, { email: ` ${email.toUpperCase()}`, password })).rejects.toMatchObject({
      code: "RATE_LIMITED",
      retryAfter: expect.any(Number),
    });
  });

  it("counts attempts by the client's address, too", async () => {
    const from = { actor: null, address: "203.0.113.9" };
    for (let each = 0; each < 60; each++) await openSession(from, { email: "bad", password }).catch(() => undefined);
    await expect(openSession(from, { email: address(), password })).rejects.toEqual(reason("rate.exceeded"));
    await expect(openSession({ ...from, address: "203.0.113.10" }, { email: address(), password })).rejects.toEqual(
      reason("account.wrongPassword"),
    );
  });
});

describe("a session", () => {
  it("is stored only as its token's hash, and stops working when it ends, expires, or the account is disabled", async () => {
    const user = await newUser();
    const token = randomToken();
    await insertSession(hashToken(token), user.actor.userId);
    expect(await actorOf(token)).toMatchObject({ userId: user.actor.userId, secondFactor: "none" });
    const stored = await sudo<{ all: string }>("select string_agg(sessions::text, '') as all from sessions");
    expect(stored[0]?.all).not.toContain(token);
    for (const end of [
      "update sessions set expires_at = now() - interval '1 second' where user_id = $1",
      "update users set disabled_at = now() where id = $1",
    ]) {
      await sudo(end, [user.actor.userId]);
      expect(await actorOf(token)).toBeNull();
      await sudo("update sessions set expires_at = now() + interval '1 hour' where user_id = $1", [user.actor.userId]);
    }
  });

  it("is extended by use, unless it waits for the second factor of an account that has one", async () => {
    const user = await newUser();
    const token = randomToken();
    await insertSession(hashToken(token), user.actor.userId);
    const left = async () => {
      await sudo("update sessions set expires_at = now() + interval '3 days' where token_hash = $1", [
        hashToken(token),
      ]);
      const actor = await actorOf(token);
      const [row] = await sudo<{ days: number }>(
        "select extract(day from expires_at - now())::int as days from sessions where token_hash = $1",
        [hashToken(token)],
      );
      return { actor, days: row?.days };
    };
    expect((await left()).days).toBeGreaterThan(28);
    await sudo("update users set second_factor_enabled_at = now() where id = $1", [user.actor.userId]);
    const { actor, days } = await left();
    expect([actor?.secondFactor, days]).toEqual(["missing", 2]);
    await expect(listOrganisations({ actor, address: null }, {})).rejects.toEqual(reason("actor.secondFactor"));
    await sudo("update sessions set second_factor_at = now() where token_hash = $1", [hashToken(token)]);
    expect(await listOrganisations({ actor: await actorOf(token), address: null }, {})).toEqual([]);
    expect((await left()).days).toBeGreaterThan(28);
  });

  it("needs a second factor in an organisation that requires one", async () => {
    const user = await newUser();
    const { handle } = await createOrganisation(user, { name: "Strict" });
    await sudo("update organisations set second_factor_required = true where handle = $1", [handle]);
    const { readOrganisation } = await import("@/lib/organisations/operations");
    await expect(readOrganisation(user, { organisation: handle })).rejects.toMatchObject({
      reason: "organisation.secondFactor",
      message: "Strict requires a second factor. Add one to your account, then open it again.",
    });
  });
});

describe("verifying an address", () => {
  it("needs the link and its account, and works once", async () => {
    const email = address();
    await signUp(stranger, { name: "Robin", email, password });
    const user = await signIn(await userId(email));
    const token = await tokenFor(email, "verify");
    await expect(confirmAddress(await newUser(), { token })).rejects.toEqual(reason("account.wrongUser"));
    expect((await signIn(user.actor.userId)).actor.verified).toBe(false);
    await confirmAddress(user, { token });
    expect((await signIn(user.actor.userId)).actor.verified).toBe(true);
    await expect(confirmAddress(user, { token })).rejects.toEqual(reason("link.used"));
  });

  it("no longer works with an older link once there is a newer one", async () => {
    const email = address();
    await signUp(stranger, { name: "Robin", email, password });
    const user = await signIn(await userId(email));
    const old = await tokenFor(email, "verify");
    await resendVerification(user, {});
    await expect(confirmAddress(user, { token: old })).rejects.toEqual(reason("link.used"));
    await confirmAddress(user, { token: await tokenFor(email, "verify") });
  });

  it("doesn't work with a reset link", async () => {
    const user = await newUser({ verified: false });
    await requestPasswordReset(stranger, { email: user.actor.email });
    await expect(confirmAddress(user, { token: await tokenFor(user.actor.email, "reset") })).rejects.toEqual(
      reason("link.invalid"),
    );
  });
});

describe("a password reset", () => {
  it("answers the same for a known and an unknown address", async () => {
    const user = await newUser();
    const unknown = address();
    expect(await requestPasswordReset(stranger, { email: user.actor.email })).toEqual({ email: user.actor.email });
    expect(await requestPasswordReset(stranger, { email: unknown })).toEqual({ email: unknown });
  });

  it("sets the password once, verifies the address, and ends every session", async () => {
    const user = await newUser({ verified: false });
    const { email } = user.actor;
    await requestPasswordReset(stranger, { email });
    const token = await tokenFor(email, "reset");
    await readResetLink(stranger, { token });
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => resetPassword(stranger, { token, password: "another long one" })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await sudo("select from sessions where user_id = $1", [user.actor.userId])).toHaveLength(0);
    expect(await openSession(stranger, { email, password: "another long one" })).toMatchObject({
      id: user.actor.userId,
    });
    expect((await signIn(user.actor.userId)).actor.verified).toBe(true);
    await expect(readResetLink(stranger, { token })).rejects.toEqual(reason("link.used"));
  });

  it("ends sessions that the old password opens at the same time", async () => {
    const email = address();
    await signUp(stranger, { name: "Robin", email, password });
    await requestPasswordReset(stranger, { email });
    const token = await tokenFor(email, "reset");
    const tries = Array.from({ length: 9 }, async (_, each) => {
      await new Promise((resolve) => setTimeout(resolve, each * 12));
      return openSession(stranger, { email, password });
    });
    await Promise.allSettled([...tries, resetPassword(stranger, { token, password: "another long one" })]);
    expect(await sudo("select from sessions where user_id = $1", [await userId(email)])).toHaveLength(0);
  });

  it("requested by a stranger leaves the owner's link valid", async () => {
    const user = await newUser();
    await requestPasswordReset(stranger, { email: user.actor.email });
    const mine = await tokenFor(user.actor.email, "reset");
    await requestPasswordReset(stranger, { email: user.actor.email });
    await readResetLink(stranger, { token: mine });
  });

  it("expires after an hour", async () => {
    const user = await newUser();
    await requestPasswordReset(stranger, { email: user.actor.email });
    await sudo("update verification_tokens set expires_at = expires_at - interval '61 minutes' where user_id = $1", [
      user.actor.userId,
    ]);
    const token = await tokenFor(user.actor.email, "reset");
    await expect(resetPassword(stranger, { token, password })).rejects.toEqual(reason("link.expired"));
  });
});

describe("an unverified account", () => {
  it("may create organisations if the portal can't send e-mail", async () => {
    await createOrganisation(await newUser({ verified: false }), { name: "Unproved" });
  });
});
