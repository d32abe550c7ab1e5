import { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { narrowTo, newEnterprise, newHolder, newMember, newProjects, sudo, useDatabase } from "@/db/testing";
import { findContainer, stopContainer } from "@/lib/docker/container";
import { helperLabel } from "@/lib/docker/names";
import { busybox, useEngine } from "@/lib/docker/testing/engine";
import { inside } from "@/lib/docker/testing/inside";
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
import { runServerJob } from "@/lib/jobs/server";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create";
import { powerServer } from "@/lib/servers/operations";
import { small } from "@/lib/servers/testing";

process.env.FILES_IMAGE = busybox;
useDatabase();
const engine = useEngine();

let mine: Awaited<ReturnType<typeof newEnterprise>>;
let one: { organisation: string; server: string };
let container: NonNullable<Awaited<ReturnType<typeof findContainer>>>;

beforeAll(async () => {
  await newNode({ endpoint: engine.address.endpoint });
  mine = await newEnterprise();
  const { id } = await createServer(mine.owner, { ...mine.ref, ...small({ diskMb: 16 }) });
  one = { ...mine.ref, server: id };
  await runServerJob({ data: { server: id, organisationId: mine.organisation.id }, retryCount: 0, retryLimit: 6 });
  const found = await findContainer(engine.docker(), id);
  if (!found) throw new Error("The server wasn't made.");
  container = found;
});

const sh = (script: string) => inside(container, "sh", "-c", `cd /data; ${script}`);
const bytesOf = (content: Buffer | string) => Readable.from([Buffer.from(content)]);
const upload = (path: string, content: Buffer | string, more: object = {}) =>
  uploadFile(mine.owner, { ...one, path, size: Buffer.byteLength(content), content: bytesOf(content), ...more });
const names = async (path = "") => (await listFiles(mine.owner, { ...one, path })).entries.map(({ name }) => name);
async function download(path: string): Promise<Buffer> {
  const { content } = await downloadFile(mine.owner, { ...one, path });
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}
const reason = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => error.reason ?? error,
  );
const audited = (operation: string) =>
  sudo<{ details: { after: object } }>("select details from audit where operation = $1 order by seq desc", [operation]);

describe("a server's files", () => {
  it("are made, listed, read, changed, renamed, downloaded and deleted; each change is in the log", async () => {
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

  it("keep their owner and mode when they are changed, and get their folder's when they are new", async () => {
    await sh("mkdir -p owned; echo a > owned/script; busybox chmod 750 owned/script");
    const { fingerprint } = await readText(mine.owner, { ...one, path: "owned/script" });
    await saveText(mine.owner, { ...one, path: "owned/script", text: "b\n", fingerprint: fingerprint ?? "" });
    expect(await sh("busybox stat -c '%a %u' owned/script")).toBe("750 0\n");
  });

  it("refuse a change of what was changed meanwhile, and a new file where there is one", async () => {
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

  it("say what isn't text, and what is too long to be edited", async () => {
    await upload("binary", Buffer.from([1, 2, 0, 3]));
    await upload("latin1", Buffer.from([0x66, 0xfc, 0x72]));
    await sh("busybox dd if=/dev/zero bs=1024 count=600 2>/dev/null | busybox tr '\\0' 'a' > long.txt");
    const why = async (path: string) => (await readText(mine.owner, { ...one, path })).why;
    expect([await why("binary"), await why("latin1"), await why("long.txt")]).toEqual(["binary", "binary", "large"]);
    expect(await reason(saveText(mine.owner, { ...one, path: "x", text: "a".repeat(524_289) }))).toBe("input.invalid");
  });

  it("are the same while the server is stopped", async () => {
    await stopContainer(container);
    await saveText(mine.owner, { ...one, path: "while-stopped.txt", text: "written" });
    expect(await names()).toContain("while-stopped.txt");
    expect((await download("while-stopped.txt")).toString()).toBe("written");
    await container.start();
    expect(await sh("cat while-stopped.txt")).toBe("written");
  });
});

describe("a path", () => {
  it("that is absolute, leads up, is empty in the middle, holds a zero byte or is too long is refused", async () => {
    for (const path of [
      "/etc/passwd",
      "../x",
      "a/../../x",
      "a//b",
      "a/",
      ".",
      "a/./b",
      "a\0b",
      "x".repeat(256),
      `${"a/".repeat(120)}b`,
      "\ud800",
    ])
      for (const call of [listFiles, readText, downloadFile, deleteFile, makeFolder])
        expect(`${path}: ${await reason((call as typeof readText)(mine.owner, { ...one, path }))}`).toBe(
          `${path}: input.invalid`,
        );
    expect(await reason(deleteFile(mine.owner, { ...one, path: "" }))).toBe("input.invalid");
    expect(await reason(makeFolder(mine.owner, { ...one, path: "line\nbreak" }))).toBe("input.invalid");
  });

  it("may have the longest name that there is, quotes, dollar signs, dashes and any letters", async () => {
    for (const path of ["x".repeat(255), "-rf", "$(reboot)", "`id`", "a b'c\"d", "ünï/cödé", "*", "\\n%s"]) {
      if (path.includes("/")) await makeFolder(mine.owner, { ...one, path: path.split("/")[0] ?? "" });
      await upload(path, path);
      expect((await download(path)).toString()).toBe(path);
      expect((await readText(mine.owner, { ...one, path })).text).toBe(path);
      await deleteFile(mine.owner, { ...one, path });
      expect(await reason(readText(mine.owner, { ...one, path }))).toBe("file.missing");
    }
  });

  it("with names that are no text or hold line breaks is shown and never mistaken; such a name is deleted with its folder", async () => {
    await sh(
      "mkdir odd; busybox touch odd/$(printf 'bad\\377name'); busybox touch \"odd/$(printf 'two\\n81a4 5 5 lines')\"; echo x > odd/plain",
    );
    const { entries } = await listFiles(mine.owner, { ...one, path: "odd" });
    expect(entries.map(({ name, unreadable }) => [name, unreadable])).toEqual([
      ["bad\ufffdname", true],
      ["plain", false],
      ["two\n81a4 5 5 lines", false],
    ]);
    expect(await reason(readText(mine.owner, { ...one, path: "odd/bad\ufffdname" }))).toBe("file.missing");
    expect((await readText(mine.owner, { ...one, path: "odd/two\n81a4 5 5 lines" })).text).toBe("");
    await deleteFile(mine.owner, { ...one, path: "odd" });
    expect(await names()).not.toContain("odd");
  });

  it("through a link is followed within the volume and refused out of it", async () => {
    await sh(
      `mkdir real; echo inside > real/file; ln -s real near; ln -s /data/real/file whole; ln -s /etc out; ln -s /etc/passwd passwd;
      ln -s ../../proc/1/environ up; ln -s nowhere dangling; ln -s loop loop; busybox mkdir -p real/deep; ln -s ../../.. real/deep/climb`
        .replaceAll("ln -s", "busybox ln -s")
        .replaceAll("; mkdir", "; busybox mkdir")
        .replace("mkdir real;", "busybox mkdir real;"),
    );
    expect(await names("near")).toEqual(["deep", "file"]);
    expect((await readText(mine.owner, { ...one, path: "near/file" })).text).toBe("inside\n");
    expect((await readText(mine.owner, { ...one, path: "whole" })).text).toBe("inside\n");
    expect((await download("whole")).toString()).toBe("inside\n");
    for (const path of ["out", "out/passwd", "real/deep/climb", "real/deep/climb/etc", "loop/x", "dangling/x"])
      for (const call of [listFiles, readText, deleteFile].slice(
        0,
        path.includes("/") && path !== "real/deep/climb" ? 3 : 1,
      ))
        expect(`${path}: ${await reason((call as typeof listFiles)(mine.owner, { ...one, path }))}`).toBe(
          `${path}: file.link`,
        );
    for (const path of ["passwd", "up", "dangling", "loop"])
      expect(await reason(readText(mine.owner, { ...one, path }))).toMatch(/file\.(link|missing)/);
    for (const path of ["out/new", "real/deep/climb/new"]) {
      expect(await reason(upload(path, "x"))).toBe("file.link");
      expect(await reason(makeFolder(mine.owner, { ...one, path }))).toBe("file.link");
      expect(await reason(moveFile(mine.owner, { ...one, path: "real/file", to: path }))).toBe("file.link");
    }
    // A link itself isn't written through, and can be deleted without what it leads to.
    expect(await reason(upload("passwd", "x"))).toBe("file.isLink");
    expect(await reason(upload("near", "x"))).toBe("file.isLink");
    await deleteFile(mine.owner, { ...one, path: "near" });
    expect(await sh("cat real/file")).toBe("inside\n");
  });

  it("to a pipe, a socket or a folder is told from a file, and nothing waits for it", async () => {
    await sh("busybox mkfifo pipe");
    expect(await reason(readText(mine.owner, { ...one, path: "pipe" }))).toBe("file.special");
    expect(await reason(downloadFile(mine.owner, { ...one, path: "pipe" }))).toBe("file.special");
    expect(await reason(upload("pipe", "x"))).toBe("file.special");
    expect(await reason(readText(mine.owner, { ...one, path: "real" }))).toBe("file.folder");
    expect(await reason(upload("real", "x"))).toBe("file.folder");
    expect(await reason(listFiles(mine.owner, { ...one, path: "pipe" }))).toBe("file.noFolder");
    expect(await reason(listFiles(mine.owner, { ...one, path: "real/file/x" }))).toBe("file.noFolder");
    expect(await reason(moveFile(mine.owner, { ...one, path: "real", to: "real/deep/real" }))).toBe("file.within");
    await deleteFile(mine.owner, { ...one, path: "pipe" });
  });

  it("whose parts are swapped for links again and again never reaches anything outside", async () => {
    await sh(
      "busybox mkdir -p swap/a; echo in > swap/a/passwd; (while :; do busybox mv swap/a swap/b; busybox ln -s /etc swap/a; busybox rm swap/a; busybox mv swap/b swap/a; done) >/dev/null 2>&1 & echo started",
    );
    const before = await inside(container, "cat", "/etc/passwd");
    for (let round = 0; round < 12; round++) {
      const [read] = await Promise.allSettled([
        readText(mine.owner, { ...one, path: "swap/a/passwd" }),
        reason(upload("swap/a/passwd", "in\n")),
      ]);
      if (read?.status === "fulfilled") expect(read.value.text).toBe("in\n");
    }
    expect(await inside(container, "cat", "/etc/passwd")).toBe(before);
    await container.restart({ t: 1 });
    await deleteFile(mine.owner, { ...one, path: "swap" });
  });
});

describe("an upload", () => {
  it("that is cut short, too long or fails leaves what was there", async () => {
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

  it("that doesn't fit the server's disk is refused, before it is read when that is clear", async () => {
    let read = 0;
    const counted = async function* () {
      read++;
      yield Buffer.alloc(1);
    };
    const at = { ...one, path: "large", content: counted() };
    expect(await reason(uploadFile(mine.owner, { ...at, size: 17 * 1_048_576 }))).toBe("file.full");
    expect(await reason(uploadFile(mine.owner, { ...at, size: 1_073_741_825 }))).toBe("file.large");
    expect(read).toBe(0);
    // What the server wrote itself since the last measuring counts as well.
    await sh("busybox dd if=/dev/zero of=filler bs=1048576 count=14 2>/dev/null");
    await sudo("update servers set volume_bytes = 0 where id = $1", [one.server]);
    expect(await reason(upload("late", Buffer.alloc(4 * 1_048_576)))).toBe("file.full");
    expect(await names()).not.toContain("late");
    await deleteFile(mine.owner, { ...one, path: "filler" });
  });

  it("isn't read for who may not send it, and whoever loses the right meanwhile changes nothing", async () => {
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

describe("who asks", () => {
  it("is let in with server.update alone, and only to servers that they see", async () => {
    const member = await newMember(mine.organisation.id, "member");
    for (const call of [listFiles, readText, downloadFile, deleteFile])
      expect(await reason((call as typeof readText)(member, { ...one, path: "kept.txt" }))).toBe("permission.missing");
    const [project = ""] = await newProjects(mine.organisation.id, "Elsewhere");
    const narrowed = await newHolder(mine.organisation.id, ["server.update"], "Keeper");
    await narrowTo(mine.organisation.id, narrowed, project);
    expect(await reason(listFiles(narrowed, one))).toBe("unknown");
  });

  it("leaves no helper behind, whatever happened", async () => {
    const left = () => engine.docker().listContainers({ all: true, filters: { label: [helperLabel] } });
    await expect.poll(left, { timeout: 10_000 }).toEqual([]);
  });

  it("is told when the engine is away, and that a server in the making has no files yet", async () => {
    const { id } = await createServer(mine.owner, { ...mine.ref, ...small() });
    expect(await reason(listFiles(mine.owner, { ...one, server: id }))).toBe("server.noFiles");
    await powerServer(mine.owner, { ...one, action: "stop" });
    await engine.stop();
    expect(await reason(listFiles(mine.owner, one))).toBe("file.engine");
    await engine.start();
    expect(await names()).toContain("kept.txt");
  });
});
