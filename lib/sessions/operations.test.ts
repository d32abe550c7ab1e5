import { describe, expect, it } from "vitest";
import { newUser, type SignedIn, signIn, sudo, useDatabase } from "@/db/testing";
import { actorOf } from "@/lib/accounts/actor";
import { listAccountActivity } from "@/lib/audit/account_operations";
import { signOut } from "@/lib/sessions/close";
import { closeSession, endAllSessions, endOtherSessions, endSession, listSessions } from "@/lib/sessions/operations";
import { newBrowser, newRegular, signInFrom } from "@/lib/sessions/testing";
import { randomToken } from "@/lib/tokens";

useDatabase();

const logOf = async (who: SignedIn) =>
  (await listAccountActivity(who, {})).items.map(({ operation, details }) => ({ operation, ...details }));
const usedAgo = (id: string | null, minutes: number) =>
  sudo("update sessions set used_at = now() - make_interval(mins => $2) where id = $1", [id, minutes]);
const rowOf = async (id: string | null) =>
  (
    await sudo<{ used_at: Date; last_address: string }>("select used_at, last_address from sessions where id = $1", [
      id,
    ])
  )[0];

describe("the list of sessions", () => {
  it("says browser, system, addresses, times and way of each, and which is the current one", async () => {
    const user = await newRegular();
    const here = await signInFrom(newBrowser(), user);
    await signInFrom(newBrowser("curl/8.14", "192.0.2.8"), user);
    const sessions = await listSessions(here, {});
    const [at, way] = [expect.any(Date), { signedInBy: "password" }];
    expect(sessions).toHaveLength(3);
    expect(sessions).toContainEqual({
      ...{ id: here.actor.sessionId, createdAt: at, usedAt: at, ...way, isThis: true },
      ...{ browser: "Firefox", system: "Linux", address: "192.0.2.7", lastAddress: "192.0.2.7" },
    });
    expect(sessions).toContainEqual(
      expect.objectContaining({ ...way, browser: null, system: null, address: "192.0.2.8", isThis: false }),
    );
  });

  it("notes use and address at most every five minutes, also of twenty requests at once", async () => {
    const user = await newRegular();
    const { token, actor } = await signInFrom(newBrowser(), user);
    const id = actor.sessionId;
    await usedAgo(id, 4);
    const before = await rowOf(id);
    await actorOf(token, "192.0.2.9");
    expect(await rowOf(id)).toEqual(before);
    await usedAgo(id, 6);
    await Promise.all(Array.from({ length: 20 }, (_, n) => actorOf(token, `192.0.2.${100 + n}`)));
    const after = await rowOf(id);
    expect(Date.now() - (after?.used_at.getTime() ?? 0)).toBeLessThan(60_000);
    expect(after?.last_address).toMatch(/^192\.0\.2\.1\d\d$/);
    await actorOf(token, "192.0.2.9");
    expect(await rowOf(id)).toEqual(after);
    await usedAgo(id, 6);
    await actorOf(token);
    expect((await rowOf(id))?.last_address).toBe(after?.last_address);
  });
});

describe("sessions end", () => {
  it("one by one, not somebody else’s, with what it was in the log", async () => {
    const user = await newRegular();
    const other = await signInFrom(newBrowser(), user);
    const session = other.actor.sessionId ?? "";
    await expect(endSession(await newUser(), { session })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await endSession(user, { session });
    expect(await actorOf(other.token)).toBeNull();
    await expect(endSession(user, { session })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await logOf(user))[0]).toEqual({
      operation: "session.end",
      after: { browser: "Firefox", system: "Linux", address: "192.0.2.7" },
    });
  });

  it("all others, or all with this one, and nobody else’s", async () => {
    const user = await newRegular();
    const bystander = await newRegular();
    const kept = await signInFrom(newBrowser(), bystander);
    const [here, there] = [await signInFrom(newBrowser(), user), await signInFrom(newBrowser(), user)];
    expect(await endOtherSessions(here, {})).toEqual({ ended: 2 });
    expect([await actorOf(there.token), (await actorOf(here.token))?.userId]).toEqual([null, user.actor.userId]);
    const again = await signInFrom(newBrowser(), user);
    expect(await endAllSessions(here, {})).toEqual({ ended: 2 });
    expect([await actorOf(here.token), await actorOf(again.token)]).toEqual([null, null]);
    expect((await actorOf(kept.token))?.userId).toBe(bystander.actor.userId);
    expect((await logOf(await signIn(user.actor.userId))).map(({ operation }) => operation)).toEqual([
      ...["session.endAll", "session.open", "session.endOthers", "session.open", "session.open"],
    ]);
  });

  it("however many there are: all are counted but those that had expired", async () => {
    const user = await newRegular();
    const here = await signInFrom(newBrowser(), user);
    const fill = () =>
      sudo(
        `insert into sessions (token_hash, user_id, expires_at)
          select sha256(gen_random_uuid()::text::bytea), $1, now() + make_interval(hours => case when n > 5 then 1 else -1 end)
          from generate_series(1, 255) n`,
        [user.actor.userId],
      );
    await sudo("delete from sessions where user_id = $1 and id <> $2", [user.actor.userId, here.actor.sessionId]);
    await fill();
    expect(await endOtherSessions(here, {})).toEqual({ ended: 250 });
    await fill();
    expect(await endAllSessions(here, {})).toEqual({ ended: 251 });
    expect((await logOf(user)).slice(0, 2).map(({ after }) => after)).toEqual([{ ended: 251 }, { ended: 250 }]);
  });

  it("by signing out, once in the log, also a session that still lacks its second factor", async () => {
    const user = await newRegular();
    const { token } = await signInFrom(newBrowser(), user);
    await sudo("update users set second_factor_enabled_at = now() where id = $1", [user.actor.userId]);
    const half = await actorOf(token);
    expect(half?.secondFactor).toBe("missing");
    await Promise.all(Array.from({ length: 10 }, () => closeSession({ actor: half, address: "192.0.2.7" }, {})));
    await signOut(token);
    await signOut(randomToken());
    expect(await actorOf(token)).toBeNull();
    const rows = await sudo(
      "select operation, actor_name, address from audit where user_id = $1 and operation <> 'session.open'",
      [user.actor.userId],
    );
    expect(rows).toEqual([{ operation: "session.close", actor_name: user.actor.name, address: "192.0.2.7" }]);
  });
});
