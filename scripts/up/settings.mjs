import path from "node:path";
import { root } from "./paths.mjs";
import { Refusal } from "./refusal.mjs";

/**
 * The settings of the environment for the address to listen on and the database. The application reads the rest itself.
 * @returns {{ port: number, host: string, publicUrl: string, dataDir: string, databaseUrl?: string, ownerUrl?: string
 * }}
 */
export function readSettings(env, { ownerNeeded = true } = {}) {
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Refusal(`PORT must be a number from 1 to 65535, not “${env.PORT}”.`);
  const host = env.HOST || "127.0.0.1";
  return {
    port,
    host,
    publicUrl: env.PUBLIC_URL || `http://${browsable(host)}:${port}`,
    dataDir: path.resolve(root, env.DATA_DIR || ".data"),
    ...databases(env, ownerNeeded),
  };
}

/** A URL that a browser on this machine can open. */
function browsable(host) {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

function databases(env, ownerNeeded) {
  const { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: ownerUrl } = env;
  if (!databaseUrl && ownerUrl) {
    throw new Refusal(
      "DATABASE_OWNER_URL is set, but DATABASE_URL, the application's own role, is not. Set both, or neither for the embedded database.",
    );
  }
  if (databaseUrl && !ownerUrl && ownerNeeded) {
    throw new Refusal(
      "DATABASE_URL is set, but DATABASE_OWNER_URL, the role that migrates, is not. Set both, or neither for the embedded database.",
    );
  }
  if (databaseUrl) requireSecrets(env);
  return { databaseUrl: databaseUrl || undefined, ownerUrl: ownerUrl || undefined };
}

/** With an external database, secrets created here would be lost with this machine; they belong with the database's. */
function requireSecrets(env) {
  const missing = ["AUTH_SECRET", "ENCRYPTION_KEY"].filter((name) => !env[name]);
  if (missing.length === 0) return;
  const [are, them] = missing.length === 1 ? ["is", "it"] : ["are", "each of them"];
  throw new Refusal(
    `With DATABASE_URL set, ${missing.join(" and ")} ${are} also required. Create ${them} with: openssl rand -base64 32`,
  );
}
