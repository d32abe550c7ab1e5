import { beforeAll, describe, expect, it } from "vitest";
import { countRows, narrowTo, newEnterprise, newHolder, newMember, newProjects, sudo, useDatabase } from "@/db/testing";
import { endBackup } from "@/lib/backups/work_operations";
import { runSchedules } from "@/lib/jobs/schedules";
import { systemCaller } from "@/lib/kernel/actor";
import { newNode } from "@/lib/nodes/testing";
import { listSchedules, setSchedule } from "@/lib/schedules/operations";
import { createServer } from "@/lib/servers/create_operations";
import { small } from "@/lib/servers/testing";

useDatabase();
let mine: Awaited<ReturnType<typeof newEnterprise>>;
beforeAll(async () => {
  await newNode();
  mine = await newEnterprise();
});

async function newServer(state = "running") {
  const { id } = await createServer(mine.owner, { ...mine.ref, ...small() });
  await sudo("update servers set state = $2 where id = $1", [id, state]);
  return { ...mine.ref, server: id };
}
const reason = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => error.reason ?? error,
  );
const due = (server: string, ago = "1 second") =>
  sudo("update server_schedules set next_at = now() - $2::interval where server_id = $1", [server, ago]);
const wishes = async (server: string) =>
  (await sudo<{ wish: number; kick: string | null }>("select wish, kick from servers where id = $1", [server]))[0];
const backups = (server: string) =>
  sudo<{ id: string; state: string }>("select id, state from backups where server_id = $1 order by created_at, id", [
    server,
  ]);
const outcomes = async (one: { organisation: string; server: string }) =>
  (await listSchedules(mine.owner, one)).map(({ outcome }) => outcome);

describe("a schedule", () => {
  it("is set, shown with its next time, edited and removed, and each change is in the log", async () => {
    const one = await newServer();
    const made = await setSchedule(mine.owner, {
      ...one,
      action: "restart",
      every: "day",
      at: "04:30",
      timeZone: "Europe/Berlin",
    });
    expect(made).toMatchObject([{ action: "restart", every: "day", weekday: null, at: "04:30", lastAt: null }]);
    const [restart] = made;
    const wall = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", timeStyle: "short" });
    expect(wall.format(restart?.nextAt)).toBe("04:30");
    expect((restart?.nextAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(0);
    await setSchedule(mine.owner, { ...one, action: "backup", every: "week", weekday: "7", at: "23:59" });
    expect((await listSchedules(mine.owner, one)).map(({ action }) => action)).toEqual(["restart", "backup"]);
    const same = { ...one, action: "restart", every: "day", at: "04:30", timeZone: "Europe/Berlin" } as const;
    await setSchedule(mine.owner, same);
    await setSchedule(mine.owner, { ...same, every: "never" });
    const logged = await sudo<{ details: object }>(
      "select details from audit where operation = 'server.setSchedule' and target_id = $1 order by seq",
      [one.server],
    );
    expect(logged.map(({ details }) => details)).toEqual([
      { before: { restart: "never" }, after: { restart: "every day at 04:30 Europe/Berlin" } },
      { before: { backup: "never" }, after: { backup: "every week on day 7 at 23:59 UTC" } },
      { before: { restart: "every day at 04:30 Europe/Berlin" }, after: { restart: "never" } },
    ]);
  });

  it("is refused without permission, outside one's sight, and with an invalid time or time zone", async () => {
    const one = await newServer();
    const before = await countRows(mine.organisation.id);
    const wanted = { ...one, action: "backup", every: "day" } as const;
    const member = await newMember(mine.organisation.id, "member");
    expect(await reason(setSchedule(member, wanted))).toBe("permission.missing");
    expect(await reason(listSchedules(member, one))).toBe("permission.missing");
    const [project = ""] = await newProjects(mine.organisation.id, "Elsewhere");
    const narrowed = await newHolder(mine.organisation.id, ["server.update"], "Keeper");
    await narrowTo(mine.organisation.id, narrowed, project);
    expect(await reason(setSchedule(narrowed, wanted))).toBe("unknown");
    for (const wrong of [
      { at: "24:00" },
      { at: "4:00" },
      { timeZone: "Mars/Olympus" },
      { timeZone: "+02:00" },
      { every: "week" },
      { every: "week", weekday: 8 },
      { every: "hour" },
    ])
      expect(await reason(setSchedule(mine.owner, { ...wanted, ...wrong } as never))).toBe("input.invalid");
    expect(await countRows(mine.organisation.id)).toEqual({
      ...before,
      members: (before?.members ?? 0) + 2,
      roles: (before?.roles ?? 0) + 1,
      projects: (before?.projects ?? 0) + 1,
      narrowings: (before?.narrowings ?? 0) + 1,
    });
  });
});

describe("a schedule that is due", () => {
  it("runs once, however many workers check, and sets the next time", async () => {
    const one = await newServer();
    await setSchedule(mine.owner, { ...one, action: "restart", every: "day" });
    await setSchedule(mine.owner, { ...one, action: "backup", every: "day" });
    const { wish = 0 } = (await wishes(one.server)) ?? {};
    await due(one.server);
    await Promise.all(Array.from({ length: 10 }, () => runSchedules()));
    await runSchedules();
    expect(await wishes(one.server)).toEqual({ wish: wish + 1, kick: "restart" });
    expect(await backups(one.server)).toMatchObject([{ state: "queued" }]);
    expect(await outcomes(one)).toEqual(["Restarted.", "Backup started."]);
    for (const { nextAt } of await listSchedules(mine.owner, one)) expect(nextAt.getTime()).toBeGreaterThan(Date.now());
    const logged = await sudo("select from audit where operation = 'schedule.run' and target_id = $1", [one.server]);
    expect(logged).toHaveLength(2);
  });

  it("runs once after being missed for days: a backup at once, a restart not at all", async () => {
    const one = await newServer();
    await setSchedule(mine.owner, { ...one, action: "restart", every: "day" });
    await setSchedule(mine.owner, { ...one, action: "backup", every: "day" });
    await due(one.server, "3 days");
    await runSchedules();
    expect(await outcomes(one)).toEqual(["Skipped: more than an hour late.", "Backup started."]);
    expect(await backups(one.server)).toHaveLength(1);
  });

  it("is skipped with the reason when it makes no sense", async () => {
    const stopped = await newServer("stopped");
    await setSchedule(mine.owner, { ...stopped, action: "restart", every: "day" });
    await due(stopped.server);
    await runSchedules();
    expect(await outcomes(stopped)).toEqual(["Skipped: the server wasn’t running."]);
    const unmade = await newServer("pulling");
    await setSchedule(mine.owner, { ...unmade, action: "backup", every: "day" });
    await due(unmade.server);
    await runSchedules();
    expect(await outcomes(unmade)).toEqual(["Skipped: the server was still being created."]);
  });

  it("replaces the oldest scheduled backup once the new one is ready, and never a manual one", async () => {
    const one = await newServer();
    await sudo("update organisations set portal_tier = 'free' where id = $1", [mine.organisation.id]);
    await setSchedule(mine.owner, { ...one, action: "backup", every: "day" });
    const { id: organisationId } = mine.organisation;
    const made = async () => {
      await due(one.server);
      await runSchedules();
      const [backup] = (await backups(one.server)).filter(({ state }) => state === "queued");
      if (!backup) return null;
      await sudo("update backups set state = 'saving' where id = $1", [backup.id]);
      const found = { problem: null, bytes: 10, sha256: "0".repeat(64) };
      await endBackup(systemCaller("backup"), { backup: backup.id, organisationId, ...found });
      return backup.id;
    };
    const [first, second, third] = [await made(), await made(), await made()];
    expect(await backups(one.server)).toEqual([
      { id: first, state: "deleting" },
      { id: second, state: "kept" },
      { id: third, state: "kept" },
    ]);
    await sudo("delete from backups where id = $1", [first]);
    await sudo("update backups set scheduled = false where server_id = $1", [one.server]);
    expect(await made()).toBeNull();
    expect(await outcomes(one)).toEqual([
      "Skipped: The Free Portal allows 2 backups of each server, and this one has 2. To create another, delete one, or ask the portal’s administrator for more.",
    ]);
  });
});
