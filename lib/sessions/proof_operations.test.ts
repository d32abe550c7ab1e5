import { describe, expect, it } from "vitest";
import { newUser, type SignedIn, signIn, sudo, useDatabase } from "@/db/testing";
import { hashPassword } from "@/lib/accounts/password";
import { prove, readProofs } from "@/lib/sessions/proof_operations";

useDatabase();

const password = "a few words in a row";

async function someone(): Promise<SignedIn> {
  const user = await newUser();
  await sudo("update users set password_hash = $2 where id = $1", [user.actor.userId, await hashPassword(password)]);
  await sudo("update sessions set proved_at = now() - interval '11 minutes' where user_id = $1", [user.actor.userId]);
  return user;
}
const provedOf = async ({ actor }: SignedIn) =>
  (
    await sudo<{ minutes: number }>(
      "select round(extract(epoch from now() - proved_at) / 60)::int as minutes from sessions where id = $1",
      [actor.sessionId],
    )
  )[0]?.minutes;
const logOf = ({ actor }: SignedIn) =>
  sudo<{ operation: string; details: object }>(
    "select operation, details from audit where user_id = $1 and operation like 'session.%'",
    [actor.userId],
  );

describe("proving who uses a session", () => {
  it("by the password renews the proof of this session alone, and is in the log without the password", async () => {
    const user = await someone();
    const other = await signIn(user.actor.userId);
    await sudo("update sessions set proved_at = now() - interval '30 minutes' where id = $1", [other.actor.sessionId]);
    await prove(user, { by: "password", password });
    expect(await provedOf(user)).toBe(0);
    expect(await provedOf(other)).toBe(30);
    const log = await logOf(user);
    expect(log).toEqual([{ operation: "session.prove", details: { after: { by: "password" } } }]);
    expect(JSON.stringify(log)).not.toContain(password);
  });

  it("by a wrong password is refused at the field, changes nothing, and is in the log", async () => {
    const user = await someone();
    await expect(prove(user, { by: "password", password: "wrong" })).rejects.toMatchObject({
      code: "INVALID",
      reason: "account.wrongCurrent",
      fields: { password: [expect.any(String)] },
    });
    expect(await provedOf(user)).toBe(11);
    expect(await logOf(user)).toEqual([{ operation: "session.failProof", details: { after: { by: "password" } } }]);
  });

  it("is refused to an account without a password, which has no way to do it", async () => {
    const user = await newUser();
    expect(await readProofs(user, {})).toEqual({ ways: [] });
    await expect(prove(user, { by: "password", password: "anything" })).rejects.toMatchObject({ code: "INVALID" });
    expect(await readProofs(await someone(), {})).toEqual({ ways: ["password"] });
  });

  it("is possible ten times in a quarter of an hour, right or wrong", async () => {
    const user = await someone();
    for (let n = 0; n < 10; n++)
      await expect(prove(user, { by: "password", password: "wrong" })).rejects.toMatchObject({ code: "INVALID" });
    await expect(prove(user, { by: "password", password })).rejects.toMatchObject({ code: "RATE_LIMITED" });
    expect(await provedOf(user)).toBe(11);
  });

  it("does nothing for a session that has ended meanwhile", async () => {
    const user = await someone();
    await sudo("delete from sessions where id = $1", [user.actor.sessionId]);
    await expect(prove(user, { by: "password", password })).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });
});

describe("a session", () => {
  it("begins with a proof: its sign-in", async () => {
    const { actor } = await newUser();
    expect(Date.now() - (actor.provedAt?.getTime() ?? 0)).toBeLessThan(60_000);
  });
});
