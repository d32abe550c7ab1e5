import { spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/**
 * The folder with the embedded database's files ("home"): the data directory itself, or, when root has it where the
 * database's user has no access (below /root, for example), a folder under /var/lib named after it. @param kept the
 * values of last time from database.json: { home, dataDir }
 */
export function choosePlace(dataDir, account, kept, scratch) {
  if (!account || fs.existsSync(path.join(dataDir, "postgres"))) return dataDir;
  const moved = kept.dataDir !== dataDir && !fs.existsSync(kept.dataDir ?? "");
  if (kept.home && fs.existsSync(kept.home) && (kept.dataDir === dataDir || moved)) return kept.home;
  if (canEnter(dataDir, account)) return dataDir;
  const home = path.join("/var/lib", `guildhall-${shortHash(dataDir)}`);
  if (!scratch) setAside(path.join(home, "postgres"));
  return home;
}

/** Creates the folder so that the database's user can traverse it. */
export function makePlace(home, account) {
  fs.mkdirSync(home, { recursive: true, mode: account ? 0o711 : 0o700 });
  if (account) fs.chmodSync(home, 0o711);
}

function canEnter(folder, account) {
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...account, cwd: "/" }).status === 0;
}

/**
 * A data directory was deleted and created again; its old database can't be opened without its passwords, but isn't
 * ours to delete.
 */
function setAside(data) {
  if (!fs.existsSync(data)) return;
  const aside = `${data}-${new Date().toISOString().replaceAll(":", "")}`;
  fs.renameSync(data, aside);
  console.error(`An older database of this place was moved to ${aside}; delete it when you no longer need it.`);
}

const shortHash = (text) => crypto.createHash("sha256").update(text).digest("hex").slice(0, 12);
