import fs from "node:fs";
import path from "node:path";
import { run } from "../up/children.mjs";
import { testDir } from "./database.mjs";

export const logOf = (key) => path.join(testDir, "logs", `${key}.log`);

/** Runs a command of a step with its output in the step's log, because the output of parallel steps would mix. */
export async function runLogged(key, command, options) {
  fs.mkdirSync(path.dirname(logOf(key)), { recursive: true });
  const log = fs.openSync(logOf(key), "w");
  try {
    return await run(command, { ...options, stdio: ["ignore", log, log] });
  } finally {
    fs.closeSync(log);
  }
}

/** A step's output, to print once it has ended; empty for a step without a log. */
export function readLog(key) {
  try {
    return fs.readFileSync(logOf(key), "utf8").trimEnd();
  } catch {
    return "";
  }
}
