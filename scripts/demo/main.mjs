import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { runTypeScript } from "../up/children.mjs";
import { up } from "../up/main.mjs";
import { portLine, whyNoListening } from "../up/port.mjs";
import { Refusal } from "../up/refusal.mjs";
import { makePrivate } from "../up/secrets.mjs";
import { readSettings } from "../up/settings.mjs";
import { openDoor } from "./door.mjs";

/** Settings that point to another portal or database, or that open the town to others. */
const unwanted = ["DATABASE_URL", "DATABASE_OWNER_URL", "PUBLIC_URL", "HOST", "SMTP_URL"];

const twoPorts = "Choose another and the one after it, for example: PORT=3200 npm run demo";

/** `npm run up` with a demo town: with its own data directory and port, and links that sign in as its people. */
export async function demo({ dev }) {
  const given = unwanted.filter((name) => process.env[name]);
  if (given.length > 0)
    throw new Refusal(
      `npm run demo uses only this machine and its own database: start it without ${given.join(" and ")}.`,
    );
  Object.assign(process.env, townSettings(process.env));
  const { dataDir, port, host } = readSettings(process.env);
  const linksOfRunning = await askRunning(dataDir);
  if (linksOfRunning) {
    console.log("The town is already running. New links:");
    for (const line of linesOf(linksOfRunning)) console.log(line);
    return 0;
  }
  requireOwn(dataDir);
  for (const each of [port, port + 1]) {
    const busy = await whyNoListening(each, host);
    if (busy) throw new Refusal(portLine(busy, each, host).replace(/Choose.*$/, twoPorts));
  }
  return await up({ dev, openTown });
}

/**
 * Checked before anything is started, so that another portal there isn't even migrated. The file marks this folder as
 * the town's.
 */
function requireOwn(dataDir) {
  const file = path.join(dataDir, "demo.json");
  if (fs.existsSync(file)) return;
  if (fs.existsSync(path.join(dataDir, "secrets.json")))
    throw new Refusal(
      `There is already a portal in ${dataDir}, and npm run demo only fills its own. Leave DATA_DIR out, or set it to an empty folder.`,
    );
  makePrivate(dataDir);
  fs.writeFileSync(file, "{}\n", { mode: 0o600 });
}

/** The town's default settings. Nothing leaves this machine except calls of a Docker Engine. */
function townSettings({ DATA_DIR, PORT, ...given }) {
  return {
    GUILDHALL_DEMO: "on",
    DATA_DIR: DATA_DIR || ".guildhall-demo",
    PORT: PORT || "3100",
    // Its webhooks go to this machine.
    ALLOW_PRIVATE_ADDRESSES: "on",
    DNS_NAME_SERVERS: given.DNS_NAME_SERVERS || "ns1.harbour-hosting.example,ns2.harbour-hosting.example",
    DNS_CONTACT: given.DNS_CONTACT || "hostmaster@harbour-hosting.example",
    DNS_VERIFICATION_RESOLVERS: given.DNS_VERIFICATION_RESOLVERS || "127.0.0.1:9",
  };
}

/**
 * Fills the migrated database before the portal starts, and serves the links beside it. @returns the lines to print
 * once it runs
 */
async function openTown({ settings: { port, publicUrl, dataDir }, env, signal, undo, say }) {
  const hooks = `http://127.0.0.1:${port + 1}/hooks`;
  say("Finding or creating the town; this takes some seconds.");
  const { code, stdout, stderr } = await runTypeScript("demo.ts", [dataDir, hooks], { env, signal });
  if (code !== 0) throw new Refusal(stderr.trim() || "The town couldn’t be created.");
  const { built, people, password, line } = JSON.parse(stdout);
  const key = crypto.randomBytes(24).toString("base64url");
  const door = await openDoor({ port: port + 1, portal: publicUrl, people, password, key });
  const file = doorFile(dataDir);
  fs.writeFileSync(file, JSON.stringify({ url: `http://127.0.0.1:${port + 1}`, key }), { mode: 0o600 });
  undo.push(() => {
    fs.rmSync(file, { force: true });
    door.close();
  });
  return () => [
    ...(line ? [line] : []),
    `The town was ${built ? "created" : "found"}. Each of these links signs in once; run npm run demo again for new ones:`,
    ...linesOf(door.newLinks()),
    `Everybody’s password on ${new URL("/sign-in", publicUrl)} is ${password}`,
    `Every mail, and every state of the screens: ${new URL("/dev", publicUrl)}`,
  ];
}

const doorFile = (dataDir) => path.join(dataDir, "door.json");

function linesOf(people) {
  const width = Math.max(...people.map(({ name, about }) => name.length + about.length));
  return people.map(({ name, about, link }) => `  ${`${name}, ${about}`.padEnd(width + 2)}  ${link}`);
}

/** New links from a running town; undefined if none is running. */
async function askRunning(dataDir) {
  try {
    const { url, key } = JSON.parse(fs.readFileSync(doorFile(dataDir), "utf8"));
    const headers = { authorization: `Bearer ${key}` };
    const answer = await fetch(`${url}/links`, { method: "POST", headers, signal: AbortSignal.timeout(3_000) });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}
