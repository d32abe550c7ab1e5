import { describe, expect, it } from "vitest";
import { newOrganisation, newUser, signIn, sudo, useDatabase } from "@/db/testing";
import { systemCaller } from "@/lib/kernel/actor";
import { passkeysEach } from "@/lib/limits";
import { setSecurity } from "@/lib/organisations/security_operations";
import {
  beginRegistration,
  deletePasskey,
  listPasskeys,
  registerPasskey,
  renamePasskey,
} from "@/lib/passkeys/operations";
import { beginConfirmation } from "@/lib/passkeys/session_operations";
import { addPasskey, named, newAuthenticator, newHolder, signInWith, toldOf } from "@/lib/passkeys/testing";
import { sweep } from "@/lib/portal/operations";
import {
  beginAuthenticator,
  confirmAuthenticator,
  readSecondFactor,
  removeAuthenticator,
} from "@/lib/second_factors/authenticator_operations";
import { codeAt } from "@/lib/second_factors/testing";

useDatabase();
Object.assign(process.env, named);

const refused = (reason: string) => expect.objectContaining({ reason });
const challenges = (where = "true") => sudo(`select from passkey_challenges where ${where}`);
const factorOf = async (userId: string) =>
  (
    await sudo<{ has: boolean }>("select second_factor_enabled_at is not null as has from users where id = $1", [
      userId,
    ])
  )[0]?.has;
const sessionsOf = async (userId: string) =>
  (await sudo<{ id: string }>("select id from sessions where user_id = $1", [userId])).map(({ id }) => id);
const giveThemAPassword = (userId: string) => sudo("update users set password_hash = 'x' where id = $1", [userId]);

describe("adding a passkey", () => {
  it("makes it a second factor that this session has given, with ten recovery codes, and tells the owner", async () => {
    const { user, id, recoveryCodes } = await newHolder();
    const { userId, sessionId } = user.actor;
    expect(recoveryCodes).toHaveLength(10);
    expect(await listPasskeys(user, {})).toEqual([
      { id, name: "Phone", backedUp: false, createdAt: expect.any(Date), lastUsedAt: null },
    ]);
    expect(await readSecondFactor(user, {})).toMatchObject({ enabledAt: expect.any(Date), passkeys: 1 });
    expect(await sudo("select second_factor_at, passkey_id from sessions where id = $1", [sessionId])).toEqual([
      { second_factor_at: expect.any(Date), passkey_id: id },
    ]);
    expect((await toldOf(user)).mails).toEqual(["passkeyAdded"]);
    expect(await sudo("select operation from audit where user_id = $1 and target_id = $2", [userId, id])).toEqual([
      { operation: "passkey.register" },
    ]);
    expect((await addPasskey(user, "Laptop")).recoveryCodes).toBeNull();
  });

  it.each([
    ["from another origin", { origin: "https://portal.example.org" }, "passkey.notMade"],
    ["for another host", { id: "portal.example.org" }, "passkey.notMade"],
    ["without a verified user", { verified: false }, "passkey.notMade"],
    ["for a challenge that nobody made", { challenge: "A".repeat(43) }, "passkey.expired"],
    [
      "with a certificate, whose issuer we would have to ask",
      { statement: ["packed", new Map([["x5c", []]])] },
      "passkey.notMade",
    ],
    ["with a statement of another kind", { statement: ["android-key", new Map()] }, "passkey.notMade"],
  ] as const)("is refused %s, and nothing is written", async (_what, odd, reason) => {
    const user = await newUser();
    const options = await beginRegistration(user, {});
    const credential = newAuthenticator().create(options, odd as never);
    await expect(registerPasskey(user, { name: "Phone", credential })).rejects.toEqual(refused(reason));
    expect(await listPasskeys(user, {})).toEqual([]);
    expect(await factorOf(user.actor.userId)).toBe(false);
  });

  it.each([
    "",
    "{}",
    "null",
    "[]",
    `{"id":"x"}`,
    `{"response":{}}`,
    "\u0000".repeat(9),
    "[".repeat(12_000),
    "A".repeat(12_001),
  ])("is refused for an answer that is none: %.20j", async (credential) => {
    const user = await newUser();
    await expect(registerPasskey(user, { name: "Phone", credential })).rejects.toMatchObject({ code: "INVALID" });
  });

  it("needs a challenge of this account’s own, made to add one, not older than five minutes, and unused", async () => {
    const { user } = await newHolder();
    const other = await newUser();
    const device = newAuthenticator();
    const give = async (options: { challenge: string }, who = user) =>
      registerPasskey(who, {
        name: "Second",
        credential: device.create({ ...options, user: { id: "" } }),
      });
    await expect(give(await beginRegistration(other, {}))).rejects.toEqual(refused("passkey.expired"));
    await expect(give(await beginConfirmation(user, {}))).rejects.toEqual(refused("passkey.expired"));
    const late = await beginRegistration(user, {});
    await sudo("update passkey_challenges set expires_at = now() - interval '1 second' where user_id = $1", [
      user.actor.userId,
    ]);
    await expect(give(late)).rejects.toEqual(refused("passkey.expired"));
    const good = await beginRegistration(user, {});
    await give(good);
    await expect(give(good)).rejects.toEqual(refused("passkey.expired"));
  });

  it("happens once of twenty times at the same moment", async () => {
    const user = await newUser();
    const credential = newAuthenticator().create(await beginRegistration(user, {}));
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_, place) => registerPasskey(user, { name: `Phone ${place}`, credential })),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await listPasskeys(user, {})).toHaveLength(1);
  });

  it("is refused for one that any account has, and for a name that this one has", async () => {
    const { user, device } = await newHolder();
    const other = await newUser();
    const stolen = device.create(await beginRegistration(other, {}));
    await expect(registerPasskey(other, { name: "Mine", credential: stolen })).rejects.toEqual(
      refused("passkey.known"),
    );
    const credential = newAuthenticator().create(await beginRegistration(user, {}));
    await expect(registerPasskey(user, { name: "Phone", credential })).rejects.toMatchObject({
      reason: "passkey.nameTaken",
      fields: { name: [expect.any(String)] },
    });
    // The challenge wasn’t used up: the form is sent again with another name.
    await registerPasskey(user, { name: "Laptop", credential });
    const { excludeCredentials } = await beginRegistration(user, {});
    expect(excludeCredentials).toHaveLength(2);
  });

  it("ends at twenty", async () => {
    const { user } = await newHolder();
    await sudo(
      `insert into passkeys (id, user_id, credential_id, public_key, name, counter, device_type, backed_up)
       select gen_random_uuid(), $1, decode(lpad(to_hex(n), 8, '0'), 'hex'), '\\x00', n, 0, 'singleDevice', false from generate_series(2, $2::int) n`,
      [user.actor.userId, passkeysEach],
    );
    await expect(beginRegistration(user, {})).rejects.toEqual(refused("passkey.limit"));
  });

  it("makes other sessions give their second factor", async () => {
    const user = await newUser();
    const other = await signIn(user.actor.userId);
    await addPasskey(user);
    expect(await sudo("select second_factor_at from sessions where id = $1", [other.actor.sessionId])).toEqual([
      { second_factor_at: null },
    ]);
  });
});

describe("renaming a passkey", () => {
  it("changes its name, once for each account, and is in the log", async () => {
    const { user, id } = await newHolder();
    const laptop = await addPasskey(user, "Laptop");
    expect(await renamePasskey(user, { passkey: id, name: " Old phone " })).toEqual({ name: "Old phone" });
    await expect(renamePasskey(user, { passkey: laptop.id, name: "Old phone" })).rejects.toEqual(
      refused("passkey.nameTaken"),
    );
    await renamePasskey(user, { passkey: id, name: "Old phone" });
    expect(
      await sudo("select details from audit where user_id = $1 and operation = 'passkey.rename'", [user.actor.userId]),
    ).toEqual([{ details: { before: { name: "Phone" }, after: { name: "Old phone" } } }]);
    const stranger = await newHolder();
    await expect(renamePasskey(stranger.user, { passkey: id, name: "Mine" })).rejects.toEqual(refused("unknown"));
  });
});

describe("removing a passkey", () => {
  it("ends it, its recovery codes as the last factor, and every other session that it opened or confirmed", async () => {
    const { user, id, device } = await newHolder();
    const { userId, sessionId } = user.actor;
    await giveThemAPassword(userId);
    await signInWith(device);
    expect(await sessionsOf(userId)).toHaveLength(2);
    await deletePasskey(user, { passkey: id });
    expect(await sessionsOf(userId)).toEqual([sessionId]);
    expect(await factorOf(userId)).toBe(false);
    expect(await sudo("select second_factor_at, passkey_id from sessions where id = $1", [sessionId])).toEqual([
      { second_factor_at: null, passkey_id: null },
    ]);
    expect(await sudo("select from recovery_codes where user_id = $1", [userId])).toEqual([]);
    expect((await toldOf(user)).mails).toEqual(["passkeyAdded", "passkeyRemoved"]);
    await expect(signInWith(device)).rejects.toEqual(refused("passkey.refused"));
  });

  it("leaves sessions of other passkeys, and the second factor, as long as there is another", async () => {
    const { user, id } = await newHolder();
    const laptop = await addPasskey(user, "Laptop");
    const { id: holder } = await signInWith(laptop.device);
    await deletePasskey(user, { passkey: id });
    expect(await sessionsOf(holder)).toHaveLength(2);
    expect(await factorOf(holder)).toBe(true);
    expect(await readSecondFactor(user, {})).toMatchObject({ passkeys: 1, recoveryCodesLeft: 10 });
  });

  it("is refused for the only way into the account, and for another’s", async () => {
    const { user, id } = await newHolder();
    await expect(deletePasskey(user, { passkey: id })).rejects.toEqual(refused("account.lastWayIn"));
    expect(await listPasskeys(user, {})).toHaveLength(1);
    const other = await newUser();
    await giveThemAPassword(other.actor.userId);
    await expect(deletePasskey(other, { passkey: id })).rejects.toEqual(refused("unknown"));
    await addPasskey(user, "Laptop");
    await deletePasskey(user, { passkey: id });
  });

  it("is refused for the last second factor while a rule needs one; any other may go", async () => {
    const { owner, ref } = await newOrganisation();
    await giveThemAPassword(owner.actor.userId);
    const { id } = await addPasskey(owner);
    const whole = { ...owner, actor: { ...owner.actor, secondFactor: "confirmed" as const } };
    await setSecurity(whole, { ...ref, secondFactorRequired: true });
    await expect(deletePasskey(whole, { passkey: id })).rejects.toEqual(refused("secondFactor.owner"));
    const { secret } = await beginAuthenticator(whole, {});
    await confirmAuthenticator(whole, { code: codeAt(secret) });
    await deletePasskey(whole, { passkey: id });
    await expect(removeAuthenticator(whole, {})).rejects.toEqual(refused("secondFactor.owner"));
    await addPasskey(whole, "Laptop");
    await removeAuthenticator(whole, {});
    expect(await readSecondFactor(whole, {})).toMatchObject({
      authenticator: null,
      passkeys: 1,
      recoveryCodesLeft: 10,
    });
  });

  it("of two at the same moment leaves one as the way in", async () => {
    const { user, id } = await newHolder();
    const laptop = await addPasskey(user, "Laptop");
    const answers = await Promise.allSettled([id, laptop.id].map((passkey) => deletePasskey(user, { passkey })));
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await listPasskeys(user, {})).toHaveLength(1);
  });
});

it("expired challenges are swept", async () => {
  await beginRegistration(await newUser(), {});
  await sudo("update passkey_challenges set expires_at = now() - interval '1 second'");
  await beginRegistration(await newUser(), {});
  await sweep(systemCaller("test"), {});
  expect(await challenges()).toHaveLength(1);
});
