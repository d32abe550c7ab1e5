import fs from "node:fs";
import path from "node:path";
import { hold, isHeld } from "../up/holders.mjs";
import { withLock } from "../up/lock.mjs";
import { loadSecrets, makePrivate } from "../up/secrets.mjs";
import { databaseAccount } from "./account.mjs";
import { embeddedBinaries } from "./binaries.mjs";
import { makeOwner, urlOf } from "./client.mjs";
import { makeCluster } from "./cluster.mjs";
import { joinOrStart } from "./join.mjs";
import { choosePlace, makePlace } from "./place.mjs";
import { stopServer } from "./server.mjs";

const careless = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/**
 * Starts the PostgreSQL of a data directory, or joins the one that runs there. Several processes may use it; it ends
 * with the last `stop()`. A server left running by a killed process is taken over by the next one.
 * @param {{ dir: string, scratch?: boolean, durable?: boolean, binaries?: string }} options scratch: emptied first and
 * afterwards, for tests · durable: safe, the default except for a scratch one, which is fast instead · binaries:
 * another PostgreSQL's bin folder
 */
export async function startDatabase({ dir, scratch = false, durable = !scratch, binaries }) {
  makePrivate(dir);
  const lock = path.join(dir, "database.lock");
  const holders = path.join(dir, "database-users");
  return await withLock(lock, async () => {
    const secrets = loadSecrets(dir);
    const account = databaseAccount(path.join(dir, "postgres"));
    const kept = readKept(dir);
    const home = choosePlace(dir, account, kept, scratch);
    makePlace(home, account);
    const data = path.join(home, "postgres");
    if (scratch && !isHeld(holders)) await discard(data);
    const bin = binaries ?? embeddedBinaries(home, account);
    makeCluster({ bin, home, data, account, password: secrets.postgresPassword });
    const holder = hold(holders);
    const end = async () => {
      holder.release();
      if (isHeld(holders)) return;
      await (scratch ? discard(data, home === dir ? data : home) : stopServer(data));
    };
    try {
      const password = secrets.postgresPassword;
      const flags = durable ? {} : careless;
      const port = await joinOrStart({ bin, data, account, log: logFile(dir), port: kept.port, password, flags });
      remember(dir, { home, dataDir: dir, port });
      const superuserUrl = urlOf("postgres", password, port, "postgres");
      await makeOwner(superuserUrl, secrets.ownerPassword);
      return {
        superuserUrl,
        ownerUrl: urlOf("guildhall_owner", secrets.ownerPassword, port, "guildhall"),
        appUrl: urlOf("guildhall", secrets.appPassword, port, "guildhall"),
        stop: () => withLock(lock, end),
      };
    } catch (error) {
      await end();
      throw error;
    }
  });
}

async function discard(data, folder = data) {
  await stopServer(data);
  fs.rmSync(folder, { recursive: true, force: true });
}

/** Rotated when it has grown; the previous one is kept. */
function logFile(dir) {
  const log = path.join(dir, "database.log");
  if (fs.existsSync(log) && fs.statSync(log).size > 10_000_000) fs.renameSync(log, `${log}.1`);
  return log;
}

function remember(dir, what) {
  fs.writeFileSync(path.join(dir, "database.json"), `${JSON.stringify(what)}\n`, { mode: 0o600 });
}

function readKept(dir) {
  try {
    return JSON.parse(fs.readFileSync(path.join(dir, "database.json"), "utf8"));
  } catch {
    return {};
  }
}
