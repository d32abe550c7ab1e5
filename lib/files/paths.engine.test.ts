import { beforeAll, describe, expect, it } from "vitest";
import { useDatabase } from "@/db/testing";
import { useEngine } from "@/lib/docker/testing/engine";
import { inside } from "@/lib/docker/testing/inside";
import { deleteFile, downloadFile, listFiles, makeFolder, moveFile, readText } from "@/lib/files/operations";
import { reason, useFiles } from "@/lib/files/testing";

useDatabase();
const engine = useEngine();
const { sh, upload, names, download, ...files } = useFiles(engine);
let mine: ReturnType<typeof files.mine>;
let one: ReturnType<typeof files.one>;
let container: ReturnType<typeof files.container>;
beforeAll(() => {
  [mine, one, container] = [files.mine(), files.one(), files.container()];
});

describe("a path", () => {
  it("a path that is absolute, leads upwards, has an empty part, contains a zero byte or is too long is refused", async () => {
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

  it("may contain names of maximum length, quotes, dollar signs, dashes and any letters", async () => {
    for (const path of ["x".repeat(255), "-rf", "$(reboot)", "`id`", "a b'c\"d", "ünï/cödé", "*", "\\n%s"]) {
      if (path.includes("/")) await makeFolder(mine.owner, { ...one, path: path.split("/")[0] ?? "" });
      await upload(path, path);
      expect((await download(path)).toString()).toBe(path);
      expect((await readText(mine.owner, { ...one, path })).text).toBe(path);
      await deleteFile(mine.owner, { ...one, path });
      expect(await reason(readText(mine.owner, { ...one, path }))).toBe("file.missing");
    }
  });

  it("a path with binary names or line breaks is listed correctly; such an entry can be deleted with its folder", async () => {
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

  it("through a link is followed within the volume and refused outside it", async () => {
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
    // A link isn't written through, and can be deleted without its target.
    expect(await reason(upload("passwd", "x"))).toBe("file.isLink");
    expect(await reason(upload("near", "x"))).toBe("file.isLink");
    await deleteFile(mine.owner, { ...one, path: "near" });
    expect(await sh("cat real/file")).toBe("inside\n");
  });

  it("a path to a pipe, a socket or a folder is recognised as no file, and never blocks", async () => {
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

  it("a path whose parts are repeatedly replaced by links never reaches anything outside", async () => {
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
