import crypto from "node:crypto";
import fs from "node:fs";
import { isAlive, thisProcess } from "./processes.mjs";

/**
 * Runs `work` while holding a lock file, one process at a time. A dead holder is recognised by its process number and
 * start time, so kill -9 leaves nothing to clean up. `onWait` is called once when somebody else holds it.
 */
export async function withLock(file, work, onWait) {
  const mine = `${file}.${crypto.randomUUID()}`;
  fs.writeFileSync(mine, JSON.stringify(thisProcess()));
  try {
    // A link appears with its content in one step, so nobody reads a half-written lock.
    while (!linked(mine, file)) {
      if (clearIfDead(file)) continue;
      onWait?.();
      onWait = undefined;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    fs.rmSync(mine, { force: true });
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function linked(from, to) {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Moves a dead holder's lock out of the way. If another process was faster and the moved one is alive, it is put back.
 */
function clearIfDead(file) {
  const holder = read(file);
  if (holder && isAlive(holder)) return false;
  const aside = `${file}.${crypto.randomUUID()}`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return true;
  }
  const moved = read(aside);
  if (moved && isAlive(moved)) linked(aside, file);
  fs.rmSync(aside, { force: true });
  return true;
}

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
