import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { hold, isHeld } from "./holders.mjs";
import { withLock } from "./lock.mjs";

function folder() {
  const name = fs.mkdtempSync(path.join(os.tmpdir(), "guildhall-"));
  onTestFinished(() => fs.rmSync(name, { recursive: true }));
  return name;
}
const dead = JSON.stringify({ pid: process.pid, born: "another process had this number" });

it("admits one process at a time, and says once that it waits", async () => {
  const file = path.join(folder(), "lock");
  let inside = 0;
  let most = 0;
  let waits = 0;
  const enter = () =>
    withLock(
      file,
      async () => {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 20));
        inside--;
      },
      () => waits++,
    );
  await enter();
  const first = enter();
  await Promise.all([first, enter()]);
  expect(most).toBe(1);
  expect(waits).toBe(1);
});

it("takes over the lock of a process that died", async () => {
  const file = path.join(folder(), "lock");
  fs.writeFileSync(file, dead);
  expect(await withLock(file, async () => "in")).toBe("in");
  expect(fs.existsSync(file)).toBe(false);
});

it("is free again after the work failed", async () => {
  const file = path.join(folder(), "lock");
  await expect(withLock(file, async () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await withLock(file, async () => "in")).toBe("in");
});

it("is held as long as one holder is alive", () => {
  const holders = path.join(folder(), "holders");
  const [one, two] = [hold(holders), hold(holders)];
  fs.writeFileSync(path.join(holders, "killed"), dead);
  one.release();
  expect(isHeld(holders)).toBe(true);
  two.release();
  expect(isHeld(holders)).toBe(false);
});
