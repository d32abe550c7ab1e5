import { describe, expect, it } from "vitest";
import { mostDevices } from "@/db/queries/known_devices";
import { asApplication, newUser, type SignedIn, stranger, sudo, useDatabase } from "@/db/testing";
import { actorOf } from "@/lib/accounts/actor";
import { requestPasswordReset, resetPassword } from "@/lib/accounts/operations";
import { listAccountActivity } from "@/lib/audit/account_operations";
import { systemCaller } from "@/lib/kernel/actor";
import { changeNotificationSettings } from "@/lib/notifications/operations";
import { sweep } from "@/lib/portal/operations";
import { endSessionByLink, readSessionByLink } from "@/lib/sessions/end_operations";
import { endTokenOf, newBrowser, newRegular, signInFrom, signInMails } from "@/lib/sessions/testing";
import { linkToken, randomToken } from "@/lib/tokens";

process.env.SMTP_URL = "smtp://127.0.0.1:9";
useDatabase();

const devicesOf = ({ actor }: SignedIn) => sudo("select * from known_devices where user_id = $1", [actor.userId]);
const over = expect.objectContaining({ code: "GONE", reason: "link.sessionOver" });

describe("a sign-in from a device that the account doesn’t know", () => {
  it("sends a mail with browser, system and address, and the next one from there none", async () => {
    const user = await newRegular();
    const browser = newBrowser();
    const { actor } = await signInFrom(browser, user);
    const about = { session: actor.sessionId, browser: "Firefox", system: "Linux", address: "192.0.2.7" };
    expect(await signInMails(user)).toEqual([{ recipient: user.actor.email, sign_in: about }]);
    await signInFrom({ ...browser, address: "203.0.113.1" }, user);
    expect(await signInMails(user)).toHaveLength(1);
    await signInFrom(newBrowser(), user);
    expect(await signInMails(user)).toHaveLength(2);
  });

  it("sends one mail for twenty at once", async () => {
    const user = await newRegular();
    const client = newBrowser().client;
    // From different networks, because sign-ins are counted by them.
    const from = (n: number) => ({ ...stranger, address: `198.51.100.${n}`, client });
    await Promise.all(Array.from({ length: 20 }, (_, n) => signInFrom(from(n), user)));
    expect(await signInMails(user)).toHaveLength(1);
    expect(await devicesOf(user)).toHaveLength(1);
  });

  it("sends a mail even if another account knows the device", async () => {
    const [one, other] = [await newRegular(), await newRegular()];
    const browser = newBrowser();
    await signInFrom(browser, one);
    await signInFrom(browser, other);
    expect([await signInMails(one), await signInMails(other)]).toMatchObject([[{}], [{}]]);
    const hashes = [...(await devicesOf(one)), ...(await devicesOf(other))].map(({ device_hash: hash }) =>
      String(hash),
    );
    expect(new Set(hashes).size).toBe(2);
  });

  it("sends none at the first sign-in of an account, to an unverified address, after a wrong password, or from a program", async () => {
    const [first, unverified, program] = [
      await newRegular(),
      await newRegular({ verified: false }),
      await newRegular(),
    ];
    await sudo("update users set has_signed_in = false where id = $1", [first.actor.userId]);
    await signInFrom(newBrowser(), first);
    await signInFrom(newBrowser(), unverified);
    await signInFrom({ ...stranger, address: "192.0.2.7" }, program);
    for (const user of [first, unverified, program]) expect(await signInMails(user)).toEqual([]);
    await signInFrom(newBrowser(), first);
    expect(await signInMails(first)).toHaveLength(1);
    const nobody = await newUser();
    await expect(signInFrom(newBrowser(), nobody)).rejects.toMatchObject({ reason: "account.wrongPassword" });
    expect([await signInMails(nobody), await devicesOf(nobody)]).toEqual([[], []]);
  });

  it("sends none to whoever disabled them, and remembers the device all the same", async () => {
    const user = await newRegular();
    await changeNotificationSettings(user, { signInMails: false });
    await signInFrom(newBrowser(), user);
    expect([await signInMails(user), await devicesOf(user)]).toMatchObject([[], [{}]]);
  });

  it("sends at most ten mails an hour", async () => {
    const user = await newRegular();
    for (let n = 0; n < 12; n++) await signInFrom(newBrowser(null, `198.51.100.${100 + n}`), user);
    expect(await signInMails(user)).toHaveLength(10);
  });
});

describe("known devices", () => {
  it("are at most twenty: the one that was away longest is forgotten", async () => {
    const user = await newRegular();
    await sudo(
      `insert into known_devices (user_id, device_hash, last_seen_at)
        select $1, sha256(n::text::bytea), now() - make_interval(days => n) from generate_series(1, $2) as n`,
      [user.actor.userId, mostDevices],
    );
    await signInFrom(newBrowser(), user);
    const [row] = await sudo(
      "select count(*)::int as n, max(date_part('day', now() - last_seen_at))::int as days from known_devices where user_id = $1",
      [user.actor.userId],
    );
    expect(row).toEqual({ n: mostDevices, days: mostDevices - 1 });
  });

  it("are forgotten after 400 days, by the sweep", async () => {
    const user = await newRegular();
    await signInFrom(newBrowser(), user);
    await signInFrom(newBrowser(), user);
    await sudo(
      `update known_devices set last_seen_at = now() - interval '401 days'
        where device_hash = (select device_hash from known_devices where user_id = $1 limit 1)`,
      [user.actor.userId],
    );
    await sweep(systemCaller("test"), {});
    expect(await devicesOf(user)).toHaveLength(1);
  });

  it("are forgotten, and the mails enabled, when the account goes to the owner of its address", async () => {
    const squatter = await newRegular({ verified: false });
    await signInFrom(newBrowser(), squatter);
    await changeNotificationSettings(squatter, { signInMails: false });
    const { userId, email } = squatter.actor;
    await requestPasswordReset(stranger, { email });
    const [link] = await sudo<{ id: string }>("select id from verification_tokens where user_id = $1", [userId]);
    await resetPassword(stranger, { token: linkToken("reset", link?.id ?? ""), password: "a few words in a row" });
    expect(await devicesOf(squatter)).toEqual([]);
    await signInFrom(newBrowser(), squatter);
    expect(await signInMails(squatter)).toHaveLength(1);
  });

  it("can be read by nobody but their user", async () => {
    const user = await newRegular();
    await signInFrom(newBrowser(), user);
    await asApplication(async (client) => {
      const seen = async (id: string) => {
        await client.query("select set_config('app.user_id', $1, false)", [id]);
        return (await client.query("select * from known_devices")).rowCount;
      };
      expect(await seen((await newUser()).actor.userId)).toBe(0);
      expect(await seen(user.actor.userId)).toBe(1);
    });
  });
});

describe("the link of the mail", () => {
  it("shows its session, ends it once and no other, and is in the account’s log", async () => {
    const user = await newRegular();
    const bystander = await newRegular();
    const [ended, kept] = [await signInFrom(newBrowser(), user), await signInFrom(newBrowser(), user)];
    await signInFrom(newBrowser(), bystander);
    const token = endTokenOf(ended);
    for (let times = 0; times < 2; times++)
      expect(await readSessionByLink(stranger, { token })).toEqual({
        ...{ browser: "Firefox", system: "Linux", address: "192.0.2.7", createdAt: expect.any(Date) },
      });
    const count = async () => (await sudo("select from sessions")).length;
    const before = await count();
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => endSessionByLink({ ...stranger, address: "203.0.113.5" }, { token })),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await count()).toBe(before - 1);
    expect([await actorOf(ended.token), (await actorOf(kept.token))?.userId]).toEqual([null, user.actor.userId]);
    await expect(endSessionByLink(stranger, { token })).rejects.toEqual(over);
    await expect(readSessionByLink(stranger, { token })).rejects.toEqual(over);
    const { items } = await listAccountActivity(user, { limit: 1 });
    expect(items).toMatchObject([
      {
        operation: "session.endByLink",
        actorName: user.actor.name,
        address: "203.0.113.5",
        targetName: user.actor.email,
      },
    ]);
  });

  it("works for seven days, and only where a mail was sent", async () => {
    const user = await newRegular();
    const browser = newBrowser();
    const old = await signInFrom(browser, user);
    const silent = await signInFrom(browser, user);
    for (const token of [endTokenOf(silent), randomToken()])
      await expect(endSessionByLink(stranger, { token })).rejects.toEqual(over);
    await sudo("update sessions set created_at = now() - interval '7 days 1 minute' where id = $1", [
      old.actor.sessionId,
    ]);
    await expect(endSessionByLink(stranger, { token: endTokenOf(old) })).rejects.toEqual(over);
    await sudo("update sessions set created_at = now() - interval '6 days 23 hours' where id = $1", [
      old.actor.sessionId,
    ]);
    await endSessionByLink(stranger, { token: endTokenOf(old) });
  });

  it("isn’t in the database, nor shown to administrators", async () => {
    const user = await newRegular();
    const token = endTokenOf(await signInFrom(newBrowser(), user));
    const rows = await sudo<{ all: string }>(
      "select (select string_agg(s::text, '') from sessions s) || (select string_agg(m::text, '') from mails m) as all",
    );
    expect(rows[0]?.all).not.toContain(token);
  });
});
