import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Refusal } from "../up/refusal.mjs";

/** The name server’s database password and API key, created on first use. */
export function nameServerSecrets(dir) {
  const file = path.join(dir, "secrets.json");
  if (fs.existsSync(file)) {
    try {
      const { password, apiKey } = JSON.parse(fs.readFileSync(file, "utf8"));
      if (password && apiKey) return { password, apiKey };
    } catch {
      // handled below
    }
    throw new Refusal(`${file} can’t be read. Delete it, and new secrets are created.`);
  }
  const made = { password: randomSecret(), apiKey: randomSecret() };
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true });
  fs.renameSync(`${file}.new`, file);
  return made;
}

const randomSecret = () => crypto.randomBytes(32).toString("base64url");
