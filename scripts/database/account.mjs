import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { Refusal } from "../up/refusal.mjs";

const name = "guildhall";

/**
 * PostgreSQL refuses to run as root, so root runs it as its own system user, which is created if missing. Undefined for
 * everybody else: they run it as themselves. @param data an existing data directory keeps its owner
 */
export function databaseAccount(data) {
  if (process.getuid() !== 0) return undefined;
  const owner = fs.existsSync(data) ? fs.statSync(data) : undefined;
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return lookUp() ?? create();
}

function lookUp() {
  const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
  return uid.status === 0 && gid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}

function create() {
  const made = spawnSync(
    "useradd",
    [
      "--system",
      "--user-group",
      "--no-create-home",
      "--home-dir",
      "/nonexistent",
      "--shell",
      "/usr/sbin/nologin",
      name,
    ],
    { encoding: "utf8" },
  );
  const account = made.status === 0 ? lookUp() : undefined;
  if (account) return account;
  const why = made.error?.code ?? made.stderr?.trim().split("\n")[0] ?? "";
  throw new Refusal(
    `PostgreSQL can't run as root, and the system user “${name}” couldn't be created for it (${why}). Start Guildhall as an ordinary user.`,
  );
}
