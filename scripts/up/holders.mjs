import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { isAlive, thisProcess } from "./processes.mjs";

/**
 * Several processes may need the same thing (the database, a build). Each leaves a note in a folder while it does; the
 * last one cleans up. Notes of dead processes are removed when they are seen.
 */
export function hold(folder) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const note = path.join(folder, `${process.pid}-${crypto.randomUUID()}`);
  fs.writeFileSync(note, JSON.stringify(thisProcess()));
  return { release: () => fs.rmSync(note, { force: true }) };
}

/** Whether any living process holds it. */
export function isHeld(folder) {
  let held = false;
  for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    const note = path.join(folder, name);
    if (isHolderAlive(note)) held = true;
    else fs.rmSync(note, { force: true });
  }
  return held;
}

function isHolderAlive(note) {
  try {
    return isAlive(JSON.parse(fs.readFileSync(note, "utf8")));
  } catch {
    return false;
  }
}
