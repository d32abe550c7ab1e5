import { actionsKey } from "./secrets.mjs";

/**
 * The application's environment: all of ours, with URLs and keys filled in, and never the owner's role.
 * @param database { appUrl, ownerUrl }
 */
export function applicationEnvironment(
  { port, host, publicUrl, dataDir },
  { AUTH_SECRET, ENCRYPTION_KEY },
  database,
  dev = false,
) {
  const { DATABASE_OWNER_URL: _, ...env } = process.env;
  const encryptionKey = env.ENCRYPTION_KEY || ENCRYPTION_KEY;
  return {
    ...env,
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
    HOST: host,
    PUBLIC_URL: publicUrl,
    DATA_DIR: dataDir,
    DATABASE_URL: database.appUrl,
    AUTH_SECRET: env.AUTH_SECRET || AUTH_SECRET,
    ENCRYPTION_KEY: encryptionKey,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY || actionsKey(encryptionKey),
  };
}

/** For migrations and similar commands, which run as the owner. */
export const ownerEnvironment = (env, { ownerUrl }) => ({ ...env, DATABASE_OWNER_URL: ownerUrl });

/** For the build, which is independent of a portal: no setting may end up in files that several portals share. */
export function buildEnvironment() {
  const { PATH, HOME, TMPDIR, LANG, CI, NODE_OPTIONS } = process.env;
  return {
    ...definedOnly({ PATH, HOME, TMPDIR, LANG, CI, NODE_OPTIONS }),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

const definedOnly = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
