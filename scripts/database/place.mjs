import { spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/**
 * The folder that holds the embedded database's files ("home"): the data directory itself, or, when root keeps it
 * where the database's user can't go (below /root, for example), a folder under /var/lib named after it.
 * @param kept what database.json remembers from last time: { home, dataDir }
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

/** Makes the folder so that the database's user may pass through it. */
export function makePlace(home, account) {
  fs.mkdirSync(home, { recursive: true, mode: account ? 0o711 : 0o700 });
  if (account) fs.chmodSync(home, 0o711);
}

function canEnter(folder, account) {
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...account, cwd: "/" }).status === 0;
}

/** A data directory was deleted and begun anew; what it had here can't be opened without its passwords, but is not ours to delete. */
function setAside(data) {
  if (!fs.existsSync(data)) return;
  const aside = `${data}-${new Date().toISOString().replaceAll(":", "")}`;
  fs.renameSync(data, aside);
  console.error(`An older database of this place was kept in ${aside}; delete it when it isn't needed any more.`);
}

const shortHash = (text) => crypto.createHash("sha256").update(text).digest("hex").slice(0, 12);
