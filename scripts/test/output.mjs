import fs from "node:fs";
import path from "node:path";
import { run } from "../up/children.mjs";
import { testDir } from "./database.mjs";

export const logOf = (key) => path.join(testDir, "logs", `${key}.log`);

/** Runs a command of a step whose words go to the step's log, for steps run side by side and would mix theirs. */
export async function runLogged(key, command, options) {
  fs.mkdirSync(path.dirname(logOf(key)), { recursive: true });
  const log = fs.openSync(logOf(key), "w");
  try {
    return await run(command, { ...options, stdio: ["ignore", log, log] });
  } finally {
    fs.closeSync(log);
  }
}

/** What a step wrote, to be said once it has ended; nothing of a step that has no log. */
export function readLog(key) {
  try {
    return fs.readFileSync(logOf(key), "utf8").trimEnd();
  } catch {
    return "";
  }
}
