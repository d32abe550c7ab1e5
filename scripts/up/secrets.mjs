import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Refusal } from "./refusal.mjs";

const names = ["AUTH_SECRET", "ENCRYPTION_KEY", "postgresPassword", "ownerPassword", "appPassword"];

/**
 * The secrets of this data directory, created on first use. Without them, everything encrypted with them is unreadable.
 */
export function loadSecrets(dataDir) {
  makePrivate(dataDir);
  const file = path.join(dataDir, "secrets.json");
  const kept = read(file);
  if (names.every((name) => typeof kept[name] === "string")) return kept;
  const secrets = { ...Object.fromEntries(names.map((name) => [name, randomSecret()])), ...kept };
  // A crash must not leave half a file: write to a temporary file, then rename it.
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  fs.renameSync(`${file}.new`, file);
  return secrets;
}

/** Creates the folder; others may not list it. As root, the database's user may only traverse it. */
export function makePrivate(dataDir) {
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if (fs.statSync(dataDir).uid === process.getuid()) fs.chmodSync(dataDir, process.getuid() === 0 ? 0o711 : 0o700);
    fs.accessSync(dataDir, fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    throw new Refusal(
      `The data directory ${dataDir} can't be written (${error.code}). Start as the user that it belongs to, or set DATA_DIR.`,
    );
  }
}

/**
 * Next encrypts bound values of forms with this key. Derived, so that every copy and every later build uses the same.
 */
export function actionsKey(encryptionKey) {
  return Buffer.from(crypto.hkdfSync("sha256", encryptionKey, "", "guildhall server actions", 32)).toString("base64");
}

const randomSecret = () => crypto.randomBytes(32).toString("base64url");

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return {};
    const why = error.code === "EACCES" ? "it belongs to another user" : "it is not valid JSON";
    throw new Refusal(
      `${file} can't be read: ${why}. It holds this portal's keys; restore it, or move the whole data directory away to start from scratch.`,
    );
  }
}
