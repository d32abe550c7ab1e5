import { beforeAll, describe, expect, it } from "vitest";
import { newEnterprise, newMember, sudo, useDatabase } from "@/db/testing";
import { deleteBackup, downloadBackup, listBackups, makeBackup, restoreBackup } from "@/lib/backups/operations";
import { findContainer } from "@/lib/docker/container";
import { backupVolumeName } from "@/lib/docker/names";
import { useEngine } from "@/lib/docker/testing/engine";
import { inside } from "@/lib/docker/testing/inside";
import { untilServing } from "@/lib/docker/testing/serving";
import { runBackupJob, runRestoreJob } from "@/lib/jobs/backup";
import { runServerJob } from "@/lib/jobs/server";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create_operations";
import { deleteServer, powerServer, readServer } from "@/lib/servers/operations";
import { small } from "@/lib/servers/testing";

useDatabase();
const engine = useEngine();

type Founded = Awaited<ReturnType<typeof newEnterprise>>;
let mine: Founded;
beforeAll(async () => {
  await newNode({ endpoint: engine.address.endpoint });
  mine = await newEnterprise();
});

async function make({ owner, ref, organisation }: Founded = mine) {
  const { id } = await createServer(owner, { ...ref, ...small() });
  const one = { ...ref, server: id };
  const data = { server: id, organisationId: organisation.id };
  const job = () => runServerJob({ data, retryCount: 0, retryLimit: 6 });
  await job();
  const made = await findContainer(engine.docker(), id);
  if (made) await untilServing(made);
  const shell = async (script: string) => {
    const container = await findContainer(engine.docker(), id);
    return container ? inside(container, "sh", "-c", `cd /data; ${script}`) : "no container";
  };
  return {
    ...{ id, one, job, shell },
    backUp: async () => {
      const { id: backup } = await makeBackup(owner, one);
      await saving(backup);
      return backup;
    },
    restoring: (attempts = 0) => runRestoreJob({ data, retryCount: attempts, retryLimit: 6 }),
    row: () => readServer(owner, one),
    list: () => listBackups(owner, one),
  };
}
const saving = (backup: string, attempts = 0, { organisation }: Founded = mine) =>
  runBackupJob({ data: { backup, organisationId: organisation.id }, retryCount: attempts, retryLimit: 6 });
const reason = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => error.reason ?? error,
  );
const volumes = async () => ((await engine.docker().listVolumes()).Volumes ?? []).map(({ Name }) => Name);
const files = "busybox find . | busybox sort";

describe("a backup", () => {
  it("saves files, folders, links, owners, modes and odd names, and restores exactly them", async () => {
    const server = await make();
    await server.shell(
      `busybox mkdir -p a/b; echo one > a/b/file; busybox chmod 640 a/b/file; busybox ln -s a/b/file link; busybox ln -s /etc out;
       busybox touch "$(busybox printf 'bad\\377name')"; busybox mkfifo pipe; busybox touch -- '-rf x'`,
    );
    const before = await server.shell(`${files}; cat link; busybox stat -c '%a %u %Y' a/b/file`);
    const backup = await server.backUp();
    const [kept] = await server.list();
    expect(kept).toMatchObject({ id: backup, state: "kept", scheduled: false, problem: null, madeBy: "Olive Owner" });
    expect(kept?.bytes).toBeGreaterThan(100);
    await server.shell("busybox rm -rf ./* ; echo new > new; busybox rm -f link out pipe");
    await restoreBackup(mine.owner, { ...server.one, backup });
    expect(await server.row()).toMatchObject({ restoring: true, wanted: "stopped" });
    await server.restoring();
    expect(await server.row()).toMatchObject({ restoring: false, wanted: "running", state: "stopped", problem: null });
    await server.job();
    expect(await server.row()).toMatchObject({ state: "running", volumeBytes: 4 });
    expect(await server.shell(`${files}; cat link; busybox stat -c '%a %u %Y' a/b/file`)).toBe(before);
    // The replaced files are gone, and the backup still exists.
    expect((await volumes()).filter((name) => name.includes(server.id))).toHaveLength(1);
    expect((await server.list()).map(({ id }) => id)).toEqual([backup]);
    const logged = await sudo<{ operation: string }>(
      "select operation from audit where target_id = $1 and operation ~ 'ackup|restore' order by seq",
      [server.id],
    );
    expect(logged.map(({ operation }) => operation)).toEqual([
      "server.makeBackup",
      "backup.end",
      "server.restoreBackup",
      "restore.end",
    ]);
  });

  it("is downloaded as an archive that other programs can read", async () => {
    const server = await make();
    await server.shell("echo hello > greeting");
    const backup = await server.backUp();
    const { name, size, content } = await downloadBackup(mine.owner, { ...server.one, backup });
    const parts: Uint8Array[] = [];
    for await (const part of content) parts.push(part);
    const packed = Buffer.concat(parts);
    expect(packed.length).toBe(size);
    expect(name).toMatch(/^Server .*\.tar\.gz$/);
    const { execFileSync } = await import("node:child_process");
    expect(execFileSync("tar", ["-xzO", "./greeting"], { input: packed }).toString()).toBe("hello\n");
  });

  it("a backup of a stopped server leaves it stopped", async () => {
    const server = await make();
    await server.shell("echo one > file");
    const backup = await server.backUp();
    await powerServer(mine.owner, { ...server.one, action: "stop" });
    await server.job();
    await restoreBackup(mine.owner, { ...server.one, backup });
    await server.restoring();
    await server.job();
    expect(await server.row()).toMatchObject({ state: "stopped", wanted: "stopped", restoring: false });
  });

  it("is deleted with its file, and together with its server", async () => {
    const server = await make();
    const [first, second] = [await server.backUp(), await server.backUp()];
    await deleteBackup(mine.owner, { ...server.one, backup: first });
    await saving(first);
    expect((await server.list()).map(({ id }) => id)).toEqual([second]);
    expect(await volumes()).not.toContain(backupVolumeName(first));
    expect(await volumes()).toContain(backupVolumeName(second));
    await deleteServer(mine.owner, server.one);
    await server.job();
    expect((await volumes()).filter((name) => name.includes(server.id) || name.includes(second))).toEqual([]);
    expect(await sudo("select from backups where server_id = $1", [server.id])).toEqual([]);
  });
});

describe("a restore that fails", () => {
  it("leaves every file unchanged if the backup is damaged, says so, and starts the server again", async () => {
    const server = await make();
    await server.shell("echo one > file");
    const backup = await server.backUp();
    await server.shell("echo two > file");
    await sudo("update backups set sha256 = repeat('0', 64) where id = $1", [backup]);
    await restoreBackup(mine.owner, { ...server.one, backup });
    await server.restoring();
    await server.job();
    const row = await server.row();
    expect(row).toMatchObject({ state: "running", restoring: false });
    expect(await server.shell("cat file")).toBe("two\n");
    const [logged] = await sudo<{ details: { after: { problem: string } } }>(
      "select details from audit where target_id = $1 and operation = 'restore.end'",
      [server.id],
    );
    expect(logged?.details.after.problem).toMatch(/damaged/);
    expect((await volumes()).filter((name) => name.includes(server.id))).toHaveLength(1);
  });

  it("writes nothing if the files exceed the server’s disk, even if they were sparse in the original", async () => {
    const server = await make();
    await server.shell(
      "echo one > file; busybox truncate -s 70M holes; busybox touch \"$(busybox printf 'x\\n- - -999999999')\"",
    );
    const backup = await server.backUp();
    expect((await server.list())[0]?.bytes).toBeLessThan(1_048_576);
    await server.shell("busybox rm holes; echo two > file");
    await restoreBackup(mine.owner, { ...server.one, backup });
    await server.restoring();
    await server.job();
    expect(await server.row()).toMatchObject({ state: "running", restoring: false });
    expect(await server.shell("cat file")).toBe("two\n");
    expect((await volumes()).filter((name) => name.includes(server.id))).toHaveLength(1);
    await sudo("update servers set disk_mb = 128 where id = $1", [server.id]);
    await restoreBackup(mine.owner, { ...server.one, backup });
    await server.restoring();
    await server.job();
    expect(await server.shell("busybox stat -c %s holes; cat file")).toBe("73400320\none\n");
  });

  it("is taken over from a dead worker, whose late result changes nothing", async () => {
    const server = await make();
    await server.shell("echo one > file");
    const backup = await server.backUp();
    await server.shell("echo two > file");
    await restoreBackup(mine.owner, { ...server.one, backup });
    // Both at once: one works, the other has to retry later.
    const both = await Promise.allSettled([server.restoring(), server.restoring()]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await server.restoring();
    await server.job();
    expect(await server.shell("cat file")).toBe("one\n");
    expect((await volumes()).filter((name) => name.includes(server.id))).toHaveLength(1);
  });

  it("is retried while the engine is offline, and given up with a reason", async () => {
    const server = await make();
    await server.shell("echo one > file");
    const backup = await server.backUp();
    const next = await makeBackup(mine.owner, server.one);
    await engine.stop();
    await expect(saving(next.id)).rejects.toThrow();
    expect((await server.list())[0]).toMatchObject({ id: next.id, state: "saving" });
    await saving(next.id, 6);
    expect((await server.list())[0]).toMatchObject({ state: "failed", problem: expect.stringContaining("socket") });
    await restoreBackup(mine.owner, { ...server.one, backup });
    await expect(server.restoring()).rejects.toThrow();
    await sudo("update servers set claimed_until = now() - interval '1 second' where id = $1", [server.id]);
    await engine.start();
    await server.restoring();
    await server.job();
    expect(await server.row()).toMatchObject({ state: "running", restoring: false });
    expect(await server.shell("cat file")).toBe("one\n");
  });
});

describe("the backups of a server", () => {
  it("are created one at a time, up to the tier's limit; failed ones are removed with the next", async () => {
    const server = await make();
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => makeBackup(mine.owner, server.one)));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await reason(makeBackup(mine.owner, server.one))).toBe("backup.busy");
    const [first] = await server.list();
    expect(await reason(restoreBackup(mine.owner, { ...server.one, backup: first?.id ?? "" }))).toBe(
      "backup.unfinished",
    );
    await saving(first?.id ?? "");
    await sudo("update organisations set portal_tier = 'free' where id = $1", [mine.organisation.id]);
    try {
      const second = await server.backUp();
      expect(await reason(makeBackup(mine.owner, server.one))).toBe("backup.limit");
      await sudo("update backups set state = 'failed' where id = $1", [second]);
      await server.backUp();
      expect(await server.list()).toHaveLength(2);
    } finally {
      await sudo("update organisations set portal_tier = 'enterprise' where id = $1", [mine.organisation.id]);
    }
  });

  it("block starting the server, editing files and deleting the backup while one is being restored", async () => {
    const server = await make();
    const backup = await server.backUp();
    const one = { ...server.one, backup };
    await restoreBackup(mine.owner, one);
    for (const work of [
      () => powerServer(mine.owner, { ...server.one, action: "start" }),
      () => restoreBackup(mine.owner, one),
      () => makeBackup(mine.owner, server.one),
      () => downloadBackup(mine.owner, one),
    ])
      expect(await reason(work())).toBe("server.restoring");
    expect(await reason(deleteBackup(mine.owner, one))).toBe("backup.restoring");
    await server.restoring();
  });

  it("are hidden from members without permission, and can't be reached through another server", async () => {
    const [server, other] = [await make(), await make()];
    const backup = await server.backUp();
    const member = await newMember(mine.organisation.id, "member");
    for (const call of [listBackups, makeBackup])
      expect(await reason(call(member, server.one))).toBe("permission.missing");
    for (const call of [restoreBackup, deleteBackup, downloadBackup]) {
      const work = call as typeof restoreBackup;
      expect(await reason(work(member, { ...server.one, backup }))).toBe("permission.missing");
      expect(await reason(work(mine.owner, { ...other.one, backup }))).toBe("unknown");
    }
  });
});
