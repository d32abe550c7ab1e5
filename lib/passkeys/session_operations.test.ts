import { describe, expect, it } from "vitest";
import { newUser, stranger, sudo, useDatabase } from "@/db/testing";
import { actorOf } from "@/lib/accounts/actor";
import { requestPasswordReset } from "@/lib/accounts/operations";
import { deletePasskey } from "@/lib/passkeys/operations";
import {
  beginConfirmation,
  beginPasskey,
  beginProof,
  confirmByPasskey,
  openByPasskey,
} from "@/lib/passkeys/session_operations";
import {
  addPasskey,
  halfOf,
  named,
  namedAs,
  newAuthenticator,
  newHolder,
  signInWith,
  toldOf,
} from "@/lib/passkeys/testing";
import { prove, readProofs } from "@/lib/sessions/proof_operations";
import { resetFactor } from "@/lib/users/account_operations";

useDatabase();
Object.assign(process.env, named);

const refused = (reason: string) => expect.objectContaining({ reason });
const copied = refused("passkey.copied");
const counterOf = async (id: string) =>
  (await sudo<{ counter: string }>("select counter from passkeys where id = $1", [id]))[0]?.counter;
const sessions = () => sudo("select from sessions");

describe("signing in by passkey", () => {
  it("needs no address, gives the second factor with it, and notes the use", async () => {
    const { user, device, id } = await newHolder();
    const options = await beginPasskey(stranger, {});
    expect(options).toMatchObject({ rpId: "localhost", userVerification: "required" });
    expect(options.allowCredentials).toBeUndefined();
    const { token, ...account } = await openByPasskey(stranger, { credential: device.get(options) });
    const { userId, email, name } = user.actor;
    expect(account).toEqual({ id: userId, email, name });
    expect(await actorOf(token)).toMatchObject({ userId, secondFactor: "confirmed" });
    expect(
      await sudo("select signed_in_by, passkey_id from sessions where passkey_id = $1 and id <> $2", [
        id,
        user.actor.sessionId,
      ]),
    ).toEqual([{ signed_in_by: "passkey", passkey_id: id }]);
    expect(await sudo("select last_used_at from passkeys where id = $1", [id])).toEqual([
      { last_used_at: expect.any(Date) },
    ]);
    expect((await toldOf(user)).log).toEqual([{ operation: "session.openByPasskey", after: { by: "passkey" } }]);
  });

  it.each([
    ["from another origin", { origin: "https://localhost.example.org" }, "passkey.refused"],
    ["for another host", { id: "example.org" }, "passkey.refused"],
    ["without a verified user", { verified: false }, "passkey.refused"],
    ["for a challenge that nobody made", { challenge: "A".repeat(43) }, "passkey.expired"],
    ["without naming an account", { userHandle: "" }, "passkey.refused"],
    ["naming an account that doesn’t exist", { userHandle: "AAAAAAAAQACAAAAAAAAAAA" }, "passkey.refused"],
  ])("is refused %s", async (_what, odd, reason) => {
    const { device, id } = await newHolder();
    const before = await sessions();
    await expect(signInWith(device, odd)).rejects.toEqual(refused(reason));
    expect(await sessions()).toEqual(before);
    expect(await counterOf(id)).toBe("1");
  });

  it("is refused with a challenge that was used, has expired, or was made for something else", async () => {
    const { user, device } = await newHolder();
    const open = async (options: { challenge: string }) => openByPasskey(stranger, { credential: device.get(options) });
    const expired = refused("passkey.expired");
    const once = await beginPasskey(stranger, {});
    const credential = device.get(once);
    await openByPasskey(stranger, { credential });
    await expect(openByPasskey(stranger, { credential })).rejects.toEqual(expired);
    await expect(open(once)).rejects.toEqual(expired);
    await expect(open(await beginConfirmation(user, {}))).rejects.toEqual(expired);
    await expect(open(await beginProof(user, {}))).rejects.toEqual(expired);
    const late = await beginPasskey(stranger, {});
    await sudo("update passkey_challenges set expires_at = now()");
    await expect(open(late)).rejects.toEqual(expired);
  });

  it("is refused with another’s passkey, or in another’s name", async () => {
    const [one, other] = [await newHolder(), await newHolder()];
    await expect(signInWith(one.device, { userHandle: namedAs(other.user) })).rejects.toEqual(
      refused("passkey.refused"),
    );
    // Another key, under the id of a known one.
    const known = JSON.parse(one.device.get(await beginPasskey(stranger, {})));
    const forged = JSON.parse(
      newAuthenticator().get(await beginPasskey(stranger, {}), { userHandle: namedAs(one.user) }),
    );
    const credential = JSON.stringify({ ...forged, id: known.id, rawId: known.rawId });
    await expect(openByPasskey(stranger, { credential })).rejects.toEqual(refused("passkey.refused"));
    expect((await toldOf(one.user)).log).toEqual([
      { operation: "session.failPasskey", after: { passkey: "Phone", reason: "passkey.refused" } },
    ]);
  });

  it("works once of twenty times at the same moment", async () => {
    const { device } = await newHolder();
    const credential = device.get(await beginPasskey(stranger, {}));
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => openByPasskey(stranger, { credential })));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("is refused for a disabled account, with the words of an unknown passkey", async () => {
    const { user, device } = await newHolder();
    await sudo("update users set disabled_at = now(), disabled_reason = 'x' where id = $1", [user.actor.userId]);
    const answer = await signInWith(device).catch((error) => error);
    const unknown = await signInWith(newAuthenticator(), { userHandle: namedAs(user) }).catch((error) => error);
    expect([answer.code, answer.reason, answer.message]).toEqual([unknown.code, unknown.reason, unknown.message]);
    expect(answer.reason).toBe("passkey.refused");
  });

  it("is refused when the counter went back or stayed; its owner finds it in the log and is told by mail", async () => {
    const { user, device, id } = await newHolder();
    await signInWith(device, { counter: 9 });
    for (const counter of [9, 3, 0]) await expect(signInWith(device, { counter })).rejects.toEqual(copied);
    expect(await counterOf(id)).toBe("9");
    const told = await toldOf(user);
    // At most one row, and one mail, a minute.
    expect(told.log.filter(({ operation }) => operation === "session.failPasskey")).toEqual([
      { operation: "session.failPasskey", after: { passkey: "Phone", reason: "passkey.copied" } },
    ]);
    expect(told.mails).toEqual(["passkeyAdded", "passkeyCopied"]);
    await signInWith(device, { counter: 10 });
  });

  it("isn’t taken for a copy by a stranger who only knows its id", async () => {
    const { user, device } = await newHolder();
    await signInWith(device, { counter: 9 });
    const answer = JSON.parse(device.get(await beginPasskey(stranger, {}), { counter: 2 }));
    answer.response.signature = Buffer.from("no signature").toString("base64url");
    await expect(openByPasskey(stranger, { credential: JSON.stringify(answer) })).rejects.toEqual(
      refused("passkey.refused"),
    );
    expect((await toldOf(user)).mails).toEqual(["passkeyAdded"]);
  });

  it("is allowed to authenticators that never count", async () => {
    const { device } = await newHolder();
    await sudo("update passkeys set counter = 0 where credential_id = $1", [device.credentialId]);
    for (let time = 0; time < 3; time++) await signInWith(device, { counter: 0 });
  });

  it("is bounded by network address, and so are challenges", async () => {
    const there = { actor: null, address: "203.0.113.9" };
    const attempts = Array.from({ length: 61 }, () =>
      openByPasskey(there, { credential: "{}" }).catch(({ reason }) => reason),
    );
    const reasons = await Promise.all(attempts);
    expect(reasons.filter((reason) => reason === "passkey.refused")).toHaveLength(60);
    expect(reasons.filter((reason) => reason === "rate.exceeded")).toHaveLength(1);
    await sudo("update rate_limits set points = 300 where key like '300/900:session.beginPasskey:address:%'");
    await beginPasskey(there, {});
    await sudo("update rate_limits set points = 300 where key like '300/900:session.beginPasskey:address:%'");
    await expect(beginPasskey(there, {})).rejects.toEqual(refused("rate.exceeded"));
  });
});

describe("a passkey as second factor", () => {
  it("makes a half session a whole one, also without a verified user", async () => {
    const { user, device, id } = await newHolder();
    await sudo("update sessions set second_factor_at = null, passkey_id = null where id = $1", [user.actor.sessionId]);
    const options = await beginConfirmation(halfOf(user), {});
    expect(options.allowCredentials).toEqual([
      { id: device.credentialId.toString("base64url"), transports: ["internal"], type: "public-key" },
    ]);
    await confirmByPasskey(halfOf(user), { credential: device.get(options, { verified: false }) });
    expect(
      await sudo("select second_factor_at, passkey_id from sessions where id = $1", [user.actor.sessionId]),
    ).toEqual([{ second_factor_at: expect.any(Date), passkey_id: id }]);
    expect((await toldOf(user)).log).toEqual([{ operation: "session.confirmByPasskey", after: { passkey: "Phone" } }]);
  });

  it("is refused with another’s passkey or challenge, one for a sign-in or a proof, or a second time", async () => {
    const [one, other] = [await newHolder(), await newHolder()];
    const half = halfOf(one.user);
    const give = (options: { challenge: string }, device = one.device) =>
      confirmByPasskey(half, { credential: device.get(options) });
    const expired = refused("passkey.expired");
    await expect(give(await beginConfirmation(half, {}), other.device)).rejects.toEqual(refused("passkey.refused"));
    await expect(give(await beginConfirmation(other.user, {}))).rejects.toEqual(expired);
    await expect(give(await beginPasskey(stranger, {}))).rejects.toEqual(expired);
    await expect(give(await beginProof(one.user, {}))).rejects.toEqual(expired);
    const good = await beginConfirmation(half, {});
    await give(good);
    await expect(give(good)).rejects.toMatchObject({ reason: "passkey.expired" });
  });

  it("locks after five wrong ones in 15 minutes; a right one isn’t counted", async () => {
    const { user, device } = await newHolder();
    const half = halfOf(user);
    const give = async (odd = {}) =>
      confirmByPasskey(half, { credential: device.get(await beginConfirmation(half, {}), odd) });
    for (let time = 0; time < 6; time++) await give();
    for (let time = 0; time < 5; time++)
      await expect(give({ id: "example.org" })).rejects.toEqual(refused("passkey.refused"));
    await expect(give()).rejects.toEqual(refused("rate.exceeded"));
  });

  it("is refused when the counter went back, and its owner is told", async () => {
    const { user, device } = await newHolder();
    const half = halfOf(user);
    const credential = device.get(await beginConfirmation(half, {}), { counter: 1 });
    await expect(confirmByPasskey(half, { credential })).rejects.toEqual(copied);
    expect((await toldOf(user)).mails).toEqual(["passkeyAdded", "passkeyCopied"]);
  });

  it("isn’t given by a touch to a session that has it already: that would be a fresh proof", async () => {
    const { user, device } = await newHolder();
    const credential = device.get(await beginConfirmation(user, {}), { verified: false });
    await expect(confirmByPasskey(user, { credential })).rejects.toEqual(refused("secondFactor.given"));
  });

  it("isn’t offered to an account without one", async () => {
    await expect(beginConfirmation(await newUser(), {})).rejects.toEqual(refused("passkey.none"));
  });

  it("is removed with the other factors by the portal’s administrator, and signs in no more", async () => {
    const { user, device } = await newHolder();
    const administrator = await newUser({ portalAdmin: true });
    await resetFactor(administrator, { user: user.actor.userId, reason: "Lost" });
    expect(await sudo("select from passkeys where user_id = $1", [user.actor.userId])).toEqual([]);
    await expect(signInWith(device)).rejects.toEqual(refused("passkey.refused"));
    // The way back in is a new password.
    await requestPasswordReset(stranger, { email: user.actor.email });
  });
});

describe("proving who uses a session by passkey", () => {
  const age = (id: string | null) =>
    sudo("update sessions set proved_at = now() - interval '11 minutes' where id = $1", [id]);
  const proved = async (id: string | null) =>
    (
      await sudo<{ fresh: boolean }>(
        "select proved_at > now() - interval '1 minute' as fresh from sessions where id = $1",
        [id],
      )
    )[0]?.fresh;

  it("renews the proof, and comes first of the ways", async () => {
    const { user, device } = await newHolder();
    await sudo("update users set password_hash = 'x' where id = $1", [user.actor.userId]);
    expect(await readProofs(user, {})).toEqual({ ways: ["passkey", "password"] });
    await age(user.actor.sessionId);
    await prove(user, { by: "passkey", credential: device.get(await beginProof(user, {})) });
    expect(await proved(user.actor.sessionId)).toBe(true);
  });

  it("needs a verified user, a challenge for it, and a count that went on", async () => {
    const { user, device } = await newHolder();
    await age(user.actor.sessionId);
    const give = async (options: { challenge: string }, odd = {}) =>
      prove(user, { by: "passkey", credential: device.get(options, odd) });
    await expect(give(await beginProof(user, {}), { verified: false })).rejects.toEqual(refused("passkey.refused"));
    await expect(give(await beginConfirmation(user, {}))).rejects.toEqual(refused("passkey.expired"));
    await expect(give(await beginPasskey(stranger, {}))).rejects.toEqual(refused("passkey.expired"));
    await expect(give(await beginProof(user, {}), { counter: 1 })).rejects.toEqual(copied);
    expect(await proved(user.actor.sessionId)).toBe(false);
    expect((await toldOf(user)).log.map(({ operation }) => operation)).toEqual([
      "session.failPasskey",
      "session.failPasskey",
    ]);
  });

  it("works once of twenty times at the same moment", async () => {
    const { user, device } = await newHolder();
    const credential = device.get(await beginProof(user, {}));
    const answers = await Promise.allSettled(
      Array.from({ length: 9 }, () => prove(user, { by: "passkey", credential })),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

it("a session that was confirmed by a removed passkey ends, although another factor is left", async () => {
  const { user, id, device } = await newHolder();
  await addPasskey(user, "Laptop");
  const { token } = await signInWith(device);
  expect(await actorOf(token)).not.toBeNull();
  await deletePasskey(user, { passkey: id });
  expect(await actorOf(token)).toBeNull();
});
