import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { Refusal } from "../up/refusal.mjs";

/** Creates the data directory if missing. It gets its name only when it is complete, so a crash leaves none behind. */
export function makeCluster({ bin, home, data, account, password }) {
  if (fs.existsSync(data)) return;
  const unfinished = `${data}.new`;
  const passwordFile = path.join(home, "password.new");
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.mkdirSync(unfinished, { mode: 0o700 });
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) for (const file of [unfinished, passwordFile]) fs.chownSync(file, account.uid, account.gid);
  try {
    const made = spawnSync(
      path.join(bin, "initdb"),
      [
        `--pgdata=${unfinished}`,
        `--pwfile=${passwordFile}`,
        "--username=postgres",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        ...locale(bin),
      ],
      { ...account, cwd: home, env: serverEnvironment(), encoding: "utf8" },
    );
    if (made.status !== 0) throw new Refusal(`The embedded database couldn't be created in ${data}: ${reason(made)}`);
    fs.renameSync(unfinished, data);
  } finally {
    fs.rmSync(passwordFile, { force: true });
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Messages stay English (they are parsed below); sorting and lower-casing are the same on every system. */
export const serverEnvironment = () => ({ PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" });

/** PostgreSQL 17 has its own UTF-8 rules; older ones use the C library's. */
function locale(bin) {
  const version = spawnSync(path.join(bin, "postgres"), ["--version"], { encoding: "utf8", cwd: "/" }).stdout ?? "";
  const major = Number(/\d+/.exec(version)?.[0]);
  return major >= 17 ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : ["--locale=C.UTF-8"];
}

function reason({ error, stderr }) {
  const lines = (stderr ?? "").trim().split("\n");
  return error?.message ?? lines.find((line) => /error|fatal|could not/i.test(line)) ?? lines.at(-1);
}
