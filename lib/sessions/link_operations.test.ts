import { beforeAll, describe, expect, it } from "vitest";
import { newUser, type SignedIn, stranger, sudo, useDatabase } from "@/db/testing";
import { actorOf } from "@/lib/accounts/actor";
import { systemCaller } from "@/lib/kernel/actor";
import { revealLink } from "@/lib/mails/operations";
import { createSignInLinkFor, openByLink, readSignInLink, requestSignInLink } from "@/lib/sessions/link_operations";
import { linkToken } from "@/lib/tokens";

beforeAll(() => {
  process.env.SMTP_URL = "smtp://127.0.0.1:1";
});
useDatabase();

/** The link of the newest mail to somebody. */
async function askFor({ actor }: SignedIn): Promise<string> {
  await requestSignInLink(stranger, { email: actor.email });
  const [row] = await sudo<{ token: string }>(
    `select verification_token_id as token from mails where user_id = $1 and kind = 'signInLink' order by created_at desc limit 1`,
    [actor.userId],
  );
  return linkToken("signInLink", row?.token ?? "");
}
const sessionsOf = ({ actor }: SignedIn) =>
  sudo<{ by: string }>("select signed_in_by as by from sessions where user_id = $1 order by created_at", [
    actor.userId,
  ]);

describe("a sign-in link", () => {
  it("signs in once, by a session that says so", async () => {
    const user = await newUser();
    const token = await askFor(user);
    const opened = await openByLink(stranger, { token });
    expect(await actorOf(opened.token)).toMatchObject({ userId: user.actor.userId, secondFactor: "none" });
    expect(await sessionsOf(user)).toEqual([{ by: "password" }, { by: "link" }]);
    await expect(openByLink(stranger, { token })).rejects.toMatchObject({ reason: "link.used" });
    expect(await sessionsOf(user)).toHaveLength(2);
  });

  it("isn’t used up by looking at it", async () => {
    const user = await newUser();
    const token = await askFor(user);
    for (let look = 0; look < 3; look++) await readSignInLink(stranger, { token });
    expect(await sessionsOf(user)).toHaveLength(1);
    await openByLink(stranger, { token });
    await expect(readSignInLink(stranger, { token })).rejects.toMatchObject({ reason: "link.used" });
  });

  it("of twenty uses at the same moment works for one", async () => {
    const user = await newUser();
    const token = await askFor(user);
    const done = await Promise.allSettled(Array.from({ length: 20 }, () => openByLink(stranger, { token })));
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await sessionsOf(user)).toHaveLength(2);
  });

  it("lives for 15 minutes, and the next one doesn’t end it, but its use ends all others", async () => {
    const user = await newUser();
    const [first, second, third] = [await askFor(user), await askFor(user), await askFor(user)];
    const lives = await sudo<{ minutes: number }>(
      "select round(extract(epoch from expires_at - created_at) / 60)::int as minutes from verification_tokens where user_id = $1",
      [user.actor.userId],
    );
    expect(lives.map(({ minutes }) => minutes)).toEqual([15, 15, 15]);
    await openByLink(stranger, { token: first });
    await expect(openByLink(stranger, { token: second })).rejects.toMatchObject({ reason: "link.used" });
    await sudo("update verification_tokens set used_at = null, expires_at = now() where user_id = $1", [
      user.actor.userId,
    ]);
    await expect(openByLink(stranger, { token: third })).rejects.toMatchObject({ reason: "link.expired" });
  });

  it("gives an account with a second factor a half session", async () => {
    const user = await newUser();
    await sudo("insert into authenticators (user_id, secret, confirmed_at) values ($1, '\\x00', now())", [
      user.actor.userId,
    ]);
    const { token } = await openByLink(stranger, { token: await askFor(user) });
    expect(await actorOf(token)).toMatchObject({ secondFactor: "missing" });
  });

  it("verifies the address as a reset link does: what a stranger set up before is gone", async () => {
    const user = await newUser({ verified: false });
    await sudo("update users set password_hash = 'x' where id = $1", [user.actor.userId]);
    const { token } = await openByLink(stranger, { token: await askFor(user) });
    expect(await actorOf(token)).toMatchObject({ verified: true });
    expect(await sessionsOf(user)).toEqual([{ by: "link" }]);
    expect(await sudo("select password_hash from users where id = $1", [user.actor.userId])).toEqual([
      { password_hash: null },
    ]);
    const kinds = await sudo<{ kind: string }>("select kind from mails where user_id = $1 order by created_at", [
      user.actor.userId,
    ]);
    expect(kinds.map(({ kind }) => kind)).toEqual(["signInLink", "reset"]);
  });

  it("leaves the password of a verified account alone", async () => {
    const user = await newUser();
    await sudo("update users set password_hash = 'x' where id = $1", [user.actor.userId]);
    await openByLink(stranger, { token: await askFor(user) });
    expect(await sudo("select password_hash from users where id = $1", [user.actor.userId])).toEqual([
      { password_hash: "x" },
    ]);
  });

  it("of another purpose isn’t one", async () => {
    const user = await newUser();
    await askFor(user);
    const [row] = await sudo<{ id: string }>("select id from verification_tokens where user_id = $1", [
      user.actor.userId,
    ]);
    await expect(openByLink(stranger, { token: linkToken("reset", row?.id ?? "") })).rejects.toMatchObject({
      reason: "link.invalid",
    });
  });

  it("isn’t sent to an unknown address or a disabled account, with the same answer", async () => {
    const user = await newUser();
    await sudo("update users set disabled_at = now() where id = $1", [user.actor.userId]);
    for (const email of [user.actor.email, "nobody-at-all@example.org"])
      expect(await requestSignInLink(stranger, { email })).toEqual({ email });
    expect(
      await sudo("select from mails where recipient in ($1, 'nobody-at-all@example.org')", [user.actor.email]),
    ).toEqual([]);
  });

  it("that was sent to an account disabled since opens nothing", async () => {
    const user = await newUser();
    const token = await askFor(user);
    await sudo("update users set disabled_at = now() where id = $1", [user.actor.userId]);
    await expect(openByLink(stranger, { token })).rejects.toMatchObject({ reason: "link.invalid" });
  });

  it("is sent five times an hour to one address", async () => {
    const user = await newUser();
    for (let n = 0; n < 5; n++) await askFor(user);
    await expect(requestSignInLink(stranger, { email: user.actor.email })).rejects.toMatchObject({
      code: "RATE_LIMITED",
    });
  });

  it("is shown to no administrator", async () => {
    const [user, admin] = [await newUser(), await newUser({ portalAdmin: true })];
    await askFor(user);
    const [mail] = await sudo<{ id: string }>("update mails set state = 'held' where user_id = $1 returning id", [
      user.actor.userId,
    ]);
    await expect(revealLink(admin, { mail: mail?.id ?? "" })).rejects.toMatchObject({ reason: "mail.notHeld" });
  });
});

describe("the command line’s link", () => {
  const machine = systemCaller("command line");
  it("signs in once, and is in the account’s log", async () => {
    const user = await newUser();
    const { token } = await createSignInLinkFor(machine, { email: user.actor.email });
    await openByLink(stranger, { token });
    await expect(openByLink(stranger, { token })).rejects.toMatchObject({ reason: "link.used" });
    const log = await sudo("select operation from audit where user_id = $1 order by operation", [user.actor.userId]);
    expect(log).toEqual([{ operation: "session.createLinkFor" }, { operation: "session.openByLink" }]);
  });

  it("is made for verified accounts only, because it proves no address", async () => {
    const user = await newUser({ verified: false });
    await expect(createSignInLinkFor(machine, { email: user.actor.email })).rejects.toMatchObject({
      reason: "account.unverified",
    });
  });

  it("is made for nobody else, administrators included", async () => {
    const admin = await newUser({ portalAdmin: true });
    await expect(createSignInLinkFor(admin, { email: admin.actor.email })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
