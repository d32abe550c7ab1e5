import type { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { narrowTo, newHolder, newMember, newProjects, sudo, useDatabase } from "@/db/testing";
import { stopContainer } from "@/lib/docker/container";
import { helperLabel } from "@/lib/docker/names";
import { useEngine } from "@/lib/docker/testing/engine";
import { atOnce } from "@/lib/docker/turns";
import {
  deleteFile,
  downloadFile,
  listFiles,
  makeFolder,
  moveFile,
  readText,
  saveText,
  uploadFile,
} from "@/lib/files/operations";
import { bytesOf, reason, useFiles } from "@/lib/files/testing";
import { createServer } from "@/lib/servers/create_operations";
import { powerServer } from "@/lib/servers/operations";
import { small } from "@/lib/servers/testing";

useDatabase();
const engine = useEngine();
const { sh, upload, names, download, ...files } = useFiles(engine);
let mine: ReturnType<typeof files.mine>;
let one: ReturnType<typeof files.one>;
let container: ReturnType<typeof files.container>;
beforeAll(() => {
  [mine, one, container] = [files.mine(), files.one(), files.container()];
});

const audited = (operation: string) =>
  sudo<{ details: { after: object } }>("select details from audit where operation = $1 order by seq desc", [operation]);

describe("a server's files", () => {
  it("are created, listed, read, edited, renamed, downloaded and deleted; each change is in the log", async () => {
    await makeFolder(mine.owner, { ...one, path: "config" });
    const saved = await saveText(mine.owner, { ...one, path: "config/server.yml", text: "motd: hello\n" });
    expect(await sh("cat config/server.yml")).toBe("motd: hello\n");
    const read = await readText(mine.owner, { ...one, path: "config/server.yml" });
    expect(read).toMatchObject({ text: "motd: hello\n", size: 12, fingerprint: saved.fingerprint, why: null });
    await saveText(mine.owner, {
      ...one,
      path: "config/server.yml",
      text: "motd: hi\n",
      fingerprint: saved.fingerprint,
    });
    await upload("icon.png", Buffer.from([0x89, 0, 1, 2, 255]));
    const { entries, cut } = await listFiles(mine.owner, one);
    expect(cut).toBe(false);
    expect(entries.map(({ name, kind, size }) => [name, kind, size])).toEqual([
      ["config", "folder", null],
      ["icon.png", "file", 5],
    ]);
    expect(await download("icon.png")).toEqual(Buffer.from([0x89, 0, 1, 2, 255]));
    await moveFile(mine.owner, { ...one, path: "icon.png", to: "config/icon two.png" });
    const { volumeBytes } = await deleteFile(mine.owner, { ...one, path: "config/icon two.png" });
    expect(volumeBytes).toBe(9);
    expect(await names("config")).toEqual(["server.yml"]);
    await deleteFile(mine.owner, { ...one, path: "config" });
    expect(await names()).toEqual([]);
    expect((await audited("server.uploadFile"))[0]?.details.after).toEqual({ path: "icon.png", bytes: 5 });
    expect((await audited("server.moveFile"))[0]?.details.after).toMatchObject({ to: "config/icon two.png" });
    for (const operation of ["server.makeFolder", "server.saveText", "server.deleteFile"])
      expect((await audited(operation)).length).toBeGreaterThan(0);
  });

  it("keep their owner and mode when edited, and get their folder's owner when new", async () => {
    await sh("mkdir -p owned; echo a > owned/script; busybox chmod 750 owned/script");
    const { fingerprint } = await readText(mine.owner, { ...one, path: "owned/script" });
    await saveText(mine.owner, { ...one, path: "owned/script", text: "b\n", fingerprint: fingerprint ?? "" });
    expect(await sh("busybox stat -c '%a %u' owned/script")).toBe("750 0\n");
  });

  it("can't be edited if they changed in the meantime, nor created if they exist", async () => {
    const path = "contested.txt";
    const { fingerprint } = await saveText(mine.owner, { ...one, path, text: "one" });
    await sh("echo two > contested.txt");
    expect(await reason(saveText(mine.owner, { ...one, path, text: "three", fingerprint }))).toBe("file.changed");
    expect(await reason(saveText(mine.owner, { ...one, path, text: "three" }))).toBe("file.exists");
    expect(await reason(makeFolder(mine.owner, { ...one, path }))).toBe("file.exists");
    expect(await sh("cat contested.txt")).toBe("two\n");
    const all = await Promise.allSettled(
      Array.from({ length: 6 }, (_, place) => saveText(mine.owner, { ...one, path: "raced.txt", text: `${place}` })),
    );
    expect(all.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(0);
    expect(await names()).not.toContain(expect.stringMatching(/^\.guildhall/));
  });

  it("report whether they are binary, or too large to edit", async () => {
    await upload("binary", Buffer.from([1, 2, 0, 3]));
    await upload("latin1", Buffer.from([0x66, 0xfc, 0x72]));
    await sh("busybox dd if=/dev/zero bs=1024 count=600 2>/dev/null | busybox tr '\\0' 'a' > long.txt");
    const why = async (path: string) => (await readText(mine.owner, { ...one, path })).why;
    expect([await why("binary"), await why("latin1"), await why("long.txt")]).toEqual(["binary", "binary", "large"]);
    expect(await reason(saveText(mine.owner, { ...one, path: "x", text: "a".repeat(524_289) }))).toBe("input.invalid");
  });

  it("are accessible while the server is stopped", async () => {
    await stopContainer(container);
    await saveText(mine.owner, { ...one, path: "while-stopped.txt", text: "written" });
    expect(await names()).toContain("while-stopped.txt");
    expect((await download("while-stopped.txt")).toString()).toBe("written");
    await container.start();
    expect(await sh("cat while-stopped.txt")).toBe("written");
  });
});

describe("an upload", () => {
  it("an upload that is too short, too long or fails leaves the old file", async () => {
    await upload("kept.txt", "before");
    const broken = async function* () {
      yield Buffer.from("aft");
      throw new Error("gone");
    };
    await expect(upload("kept.txt", "", { size: 100, content: broken() })).rejects.toThrow();
    expect(await reason(upload("kept.txt", "", { size: 100, content: bytesOf("short") }))).toBe("file.length");
    expect(await reason(upload("kept.txt", "", { size: 2, content: bytesOf("too long") }))).toBe("file.length");
    expect((await download("kept.txt")).toString()).toBe("before");
    expect((await names()).filter((name) => name.startsWith(".guildhall"))).toEqual([]);
  });

  it("an upload that doesn't fit the server's disk is refused, before it is read if possible", async () => {
    let read = 0;
    const counted = async function* () {
      read++;
      yield Buffer.alloc(1);
    };
    const at = { ...one, path: "large", content: counted() };
    expect(await reason(uploadFile(mine.owner, { ...at, size: 17 * 1_048_576 }))).toBe("file.full");
    expect(await reason(uploadFile(mine.owner, { ...at, size: 1_073_741_825 }))).toBe("file.large");
    expect(read).toBe(0);
    // Data written by the server since the last measurement counts as well.
    await sh("busybox dd if=/dev/zero of=filler bs=1048576 count=14 2>/dev/null");
    await sudo("update servers set volume_bytes = 0 where id = $1", [one.server]);
    expect(await reason(upload("late", Buffer.alloc(4 * 1_048_576)))).toBe("file.full");
    expect(await names()).not.toContain("late");
    await deleteFile(mine.owner, { ...one, path: "filler" });
  });

  it("isn't read without permission, and changes nothing if permission is lost in the meantime", async () => {
    let read = 0;
    const counted = async function* () {
      read++;
      yield Buffer.from("x");
    };
    const member = await newMember(mine.organisation.id, "member");
    const at = { ...one, path: "theirs", size: 1 };
    expect(await reason(uploadFile(member, { ...at, content: counted() }))).toBe("permission.missing");
    expect(read).toBe(0);
    const admin = await newMember(mine.organisation.id, "admin");
    const slow = async function* () {
      await sudo("update members set role = 'member' where user_id = $1", [admin.actor.userId]);
      yield Buffer.from("x");
    };
    expect(await reason(uploadFile(admin, { ...at, content: slow() }))).toBe("permission.missing");
    expect(await names()).not.toContain("theirs");
  });
});

describe("access to files", () => {
  it("needs server.update, and is limited to visible servers", async () => {
    const member = await newMember(mine.organisation.id, "member");
    for (const call of [listFiles, readText, downloadFile, deleteFile])
      expect(await reason((call as typeof readText)(member, { ...one, path: "kept.txt" }))).toBe("permission.missing");
    const [project = ""] = await newProjects(mine.organisation.id, "Elsewhere");
    const narrowed = await newHolder(mine.organisation.id, ["server.update"], "Keeper");
    await narrowTo(mine.organisation.id, narrowed, project);
    expect(await reason(listFiles(narrowed, one))).toBe("unknown");
  });

  it("sixty times at once uses few helpers at a time, answers or refuses each request, and leaves no helpers", async () => {
    const events = (await engine.docker().getEvents({
      filters: { label: [helperLabel], event: ["create", "destroy"] },
    })) as unknown as Readable;
    let [now, most] = [0, 0];
    events.on("data", (line) => {
      for (const { Action } of String(line)
        .trim()
        .split("\n")
        .map((each) => JSON.parse(each))) {
        now += Action === "create" ? 1 : -1;
        most = Math.max(most, now);
      }
    });
    const all = await Promise.all(Array.from({ length: 60 }, () => reason(listFiles(mine.owner, one))));
    expect(new Set(all)).toEqual(new Set(["done", "file.busy"]));
    expect(all.filter((each) => each === "done").length).toBeGreaterThanOrEqual(30);
    await expect.poll(() => now, { timeout: 10_000 }).toBe(0);
    events.destroy();
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(atOnce.server);
  });

  it("leaves no helpers behind", async () => {
    const left = () => engine.docker().listContainers({ all: true, filters: { label: [helperLabel] } });
    await expect.poll(left, { timeout: 10_000 }).toEqual([]);
  });

  it("is refused while the engine is offline, and while the server is being created", async () => {
    const { id } = await createServer(mine.owner, { ...mine.ref, ...small() });
    expect(await reason(listFiles(mine.owner, { ...one, server: id }))).toBe("server.noFiles");
    await powerServer(mine.owner, { ...one, action: "stop" });
    await engine.stop();
    expect(await reason(listFiles(mine.owner, one))).toBe("file.engine");
    await engine.start();
    expect(await names()).toContain("kept.txt");
  });
});
