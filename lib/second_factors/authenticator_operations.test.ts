import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { newUser, sudo, useDatabase } from "@/db/testing";
import {
  beginAuthenticator,
  confirmAuthenticator,
  readSecondFactor,
  removeAuthenticator,
} from "@/lib/second_factors/authenticator_operations";
import { stepOf } from "@/lib/second_factors/codes";
import { confirmByCode } from "@/lib/second_factors/confirm_operations";
import { makeRecoveryCodes } from "@/lib/second_factors/recovery_operations";
import { awayFromTheEdge, codeAt, codeOf, forgetSteps, newOwner, wrongCode } from "@/lib/second_factors/testing";

useDatabase();

const oathtool = "/usr/bin/oathtool";

const reason = (reason: string) => expect.objectContaining({ reason });

describe("an authenticator app", () => {
  it("counts for nothing until its first code was given", async () => {
    const user = await newUser();
    const first = await beginAuthenticator(user, {});
    const { secret, uri, qr } = await beginAuthenticator(user, {});
    expect(secret).not.toBe(first.secret);
    expect(uri).toBe(
      `otpauth://totp/Guildhall:${encodeURIComponent(user.actor.email)}?issuer=Guildhall&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
    );
    expect(qr.path.length).toBeGreaterThan(qr.size);
    expect(await readSecondFactor(user, {})).toEqual({
      enabledAt: null,
      authenticator: null,
      passkeys: 0,
      recoveryCodesLeft: 0,
    });
    await expect(confirmAuthenticator(user, { code: codeAt(first.secret) })).rejects.toEqual(
      reason("secondFactor.wrongCode"),
    );
    const { recoveryCodes } = await confirmAuthenticator(user, { code: codeAt(secret) });
    expect(recoveryCodes).toHaveLength(10);
    expect(await readSecondFactor(user, {})).toMatchObject({
      enabledAt: expect.any(Date),
      authenticator: { addedAt: expect.any(Date), lastUsedAt: expect.any(Date) },
      recoveryCodesLeft: 10,
    });
    const [session] = await sudo("select second_factor_at from sessions where id = $1", [user.actor.sessionId]);
    expect(session).toEqual({ second_factor_at: expect.any(Date) });
    await expect(beginAuthenticator(user, {})).rejects.toEqual(reason("secondFactor.hasAuthenticator"));
    await expect(confirmAuthenticator(user, { code: codeAt(secret, 1) })).rejects.toEqual(
      reason("secondFactor.hasAuthenticator"),
    );
  });

  it("has its secret sealed in the database, and in no later answer or row of the log", async () => {
    const { whole, secret } = await newOwner();
    const [row] = await sudo<{ secret: Buffer }>("select secret from authenticators where user_id = $1", [
      whole.actor.userId,
    ]);
    expect(row?.secret.toString("latin1")).not.toContain(secret);
    const logged = await sudo("select * from audit where user_id = $1", [whole.actor.userId]);
    expect(logged.length).toBeGreaterThan(1);
    expect(JSON.stringify([await readSecondFactor(whole, {}), logged])).not.toContain(secret);
  });

  it("can't be confirmed before it was begun", async () => {
    await expect(confirmAuthenticator(await newUser(), { code: "123456" })).rejects.toEqual(
      reason("secondFactor.notBegun"),
    );
  });

  it("is removed once, with the recovery codes, and tells its owner by mail", async () => {
    const { whole } = await newOwner();
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => removeAuthenticator(whole, {})));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await readSecondFactor(whole, {})).toEqual({
      enabledAt: null,
      authenticator: null,
      passkeys: 0,
      recoveryCodesLeft: 0,
    });
    await expect(makeRecoveryCodes(whole, {})).rejects.toEqual(reason("secondFactor.none"));
    const mails = await sudo("select kind, detail, recipient from mails where user_id = $1 order by created_at", [
      whole.actor.userId,
    ]);
    expect(mails).toEqual(
      ["authenticatorAdded", "authenticatorRemoved"].map((detail) => ({
        kind: "security",
        detail,
        recipient: whole.actor.email,
      })),
    );
  });
});

describe("a code", () => {
  beforeEach(awayFromTheEdge);

  it("is accepted one step early or late, with spaces, and not two", async () => {
    const { half, secret } = await newOwner();
    for (const steps of [-1, 0, 1]) {
      await forgetSteps(half);
      const code = codeAt(secret, steps);
      await confirmByCode(half, { code: ` ${code.slice(0, 3)} ${code.slice(3)}` });
    }
    await forgetSteps(half);
    const now = 1_800_000_015_000;
    const at = (steps: number) => stepOf(secret, codeOf(secret, now + steps * 30_000), now);
    expect([-2, -1, 0, 1, 2].map(at)).toEqual([null, 59_999_999, 60_000_000, 60_000_001, null]);
  });

  it("is accepted once, and afterwards no earlier one", async () => {
    const { half, secret } = await newOwner();
    await confirmByCode(half, { code: codeAt(secret) });
    for (const steps of [0, -1])
      await expect(confirmByCode(half, { code: codeAt(secret, steps) })).rejects.toMatchObject({
        reason: "secondFactor.wrongCode",
        fields: { code: [expect.stringContaining("already used")] },
      });
    await confirmByCode(half, { code: codeAt(secret, 1) });
  });

  it("is accepted once of twenty at the same moment", async () => {
    const { half, secret } = await newOwner();
    const code = codeAt(secret);
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => confirmByCode(half, { code })));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it.skipIf(!fs.existsSync(oathtool))("is the same as another program’s (with oathtool)", async () => {
    const { half, secret } = await newOwner();
    const code = execFileSync(oathtool, ["--totp", "--base32", secret], { encoding: "utf8" }).trim();
    await confirmByCode(half, { code });
  });

  it("locks after five wrong ones in 15 minutes, whoever has the password only", async () => {
    const { half, secret } = await newOwner();
    await confirmByCode(half, { code: codeAt(secret, -1) });
    for (let attempt = 1; attempt <= 5; attempt++)
      await expect(confirmByCode(half, { code: wrongCode(secret) })).rejects.toEqual(reason("secondFactor.wrongCode"));
    const locked = await confirmByCode(half, { code: codeAt(secret) }).catch((error) => error);
    expect(locked).toMatchObject({ reason: "rate.exceeded", message: "Too many attempts. Try again in 15 minutes." });
    expect(locked.retryAfter).toBeGreaterThan(890);
    const [{ n } = { n: 0 }] = await sudo<{ n: number }>(
      "select count(*)::int as n from audit where user_id = $1 and operation = 'session.failFactor'",
      [half.actor.userId],
    );
    expect(n).toBeGreaterThan(0);
    const other = await newOwner();
    await confirmByCode(other.half, { code: codeAt(other.secret) });
  });

  it("is refused to a network after 60 in 15 minutes", async () => {
    const address = "192.0.2.77";
    const { half, secret } = await newOwner();
    for (let attempt = 1; attempt <= 60; attempt++) {
      await forgetSteps(half);
      await confirmByCode({ ...half, address }, { code: codeAt(secret) });
    }
    await forgetSteps(half);
    await expect(confirmByCode({ ...half, address }, { code: codeAt(secret) })).rejects.toEqual(
      reason("rate.exceeded"),
    );
    await confirmByCode({ ...half, address: "192.0.2.78" }, { code: codeAt(secret) });
  });
});
