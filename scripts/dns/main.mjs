import path from "node:path";
import { databaseAccount } from "../database/account.mjs";
import { withClient } from "../database/client.mjs";
import { migrate, openDatabase } from "../up/database.mjs";
import { Ended, untilAsked } from "../up/ending.mjs";
import { applicationEnvironment, ownerEnvironment } from "../up/environment.mjs";
import { installDependencies } from "../up/install.mjs";
import { whyNoListening } from "../up/port.mjs";
import { Refusal } from "../up/refusal.mjs";
import { loadSecrets, makePrivate } from "../up/secrets.mjs";
import { readSettings } from "../up/settings.mjs";
import { aliasSettings } from "./configuration.mjs";
import { forgetServer, rememberServer, takePlace } from "./place.mjs";
import { requireNameServer } from "./program.mjs";
import { nameServerSecrets } from "./secrets.mjs";
import { startServer } from "./server.mjs";

const say = (line) => console.log(line);

/** Starts the system’s PowerDNS on this portal’s database and keeps it running until it is stopped. */
export async function dns() {
  const program = requireNameServer();
  const settings = readSettings(process.env);
  const { address, port } = readPlace(process.env);
  const aliases = aliasSettings(process.env);
  const signal = untilAsked();
  const undo = [];
  let running = false;
  makePrivate(settings.dataDir);
  const dir = path.join(settings.dataDir, "dns");
  try {
    await installDependencies({ say, log: path.join(settings.dataDir, "logs/install.log"), signal });
    await takePlace(dir);
    const busy = port && (await whyStillTaken(port, address));
    if (busy) throw new Refusal(`Couldn’t listen on ${address}, port ${port} (${busy}). Set DNS_ADDRESS and DNS_PORT.`);
    const database = await openDatabase(settings);
    undo.push(database.stop);
    // The name server needs the application’s tables, even if the application has never run.
    const portal = settings.databaseUrl ? {} : loadSecrets(settings.dataDir);
    await migrate(ownerEnvironment(applicationEnvironment(settings, portal, database), database), signal);
    const { password, apiKey } = nameServerSecrets(dir);
    const url = await letIn(database.ownerUrl, password);
    signal.throwIfAborted();
    const log = path.join(settings.dataDir, "logs/dns.log");
    const account = databaseAccount(dir);
    const server = await startServer({
      program,
      dir,
      log,
      database: url,
      address,
      port,
      apiKey,
      account,
      settings: { ...quiet(address), ...aliases },
    });
    undo.push(server.stop);
    rememberServer(dir, server);
    undo.push(() => forgetServer(dir));
    running = true;
    say(
      `The name server answers on ${server.address}, port ${server.port}: dig @${server.address} -p ${server.port} <a zone> SOA`,
    );
    say("Press Ctrl-C to stop it.");
    const asked = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    const how = await Promise.race([server.ended, asked]);
    throw new Refusal(`PowerDNS ended unexpectedly (${how}); its log: ${log}`);
  } catch (error) {
    if (error instanceof Ended) return running ? 0 : error.code;
    throw error;
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

/** A process left behind by a killed run was just ended, and its workers may release the port a moment later. */
async function whyStillTaken(port, address) {
  const until = Date.now() + 3_000;
  let reason = await whyNoListening(port, address);
  while (reason === "EADDRINUSE" && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    reason = await whyNoListening(port, address);
  }
  return reason;
}

function readPlace({ DNS_ADDRESS: address = "127.0.0.1", DNS_PORT }) {
  const port = DNS_PORT ? Number(DNS_PORT) : undefined;
  if (port !== undefined && (!Number.isInteger(port) || port < 1 || port > 65_535))
    throw new Refusal(`DNS_PORT must be a number from 1 to 65535, not “${DNS_PORT}”.`);
  return { address: address || "127.0.0.1", port };
}

/** On the loopback address it is only for trying out: no other server gets a NOTIFY. */
const quiet = (address) => (address.startsWith("127.") || address === "::1" ? { "only-notify": "" } : {});

/** The URL for the role `pdns`, whose password is set if needed. */
async function letIn(ownerUrl, password) {
  const url = new URL(ownerUrl);
  Object.assign(url, { username: "pdns", password });
  const works = () => withClient(url.href, () => true).catch(() => false);
  if (await works()) return url.href;
  await withClient(ownerUrl, async (client) => {
    const statement = "alter role pdns login password";
    await client.query(`${statement} ${client.escapeLiteral(password)}`).catch(({ message }) => {
      throw new Refusal(
        `Couldn’t set the password of the name server’s role (${message}). Run as a superuser: ${statement} '…'`,
      );
    });
  });
  if (!(await works())) throw new Refusal("The role pdns can’t connect to the database. Check pg_hba.conf.");
  return url.href;
}
