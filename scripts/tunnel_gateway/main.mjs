import { setTimeout as pause } from "node:timers/promises";
import { readConfiguration } from "./configuration.mjs";
import { Gateway } from "./gateway.mjs";
import { keysIn } from "./interface.mjs";
import { log, missing } from "./machine.mjs";
import { causeOf, portalAt } from "./portal.mjs";
import { checkWanted } from "./wanted.mjs";

const lookEvery = 3_000;
const reportEvery = 30_000;
/** How long a gateway goes on with what it knows. */
const patience = 600_000;
const refreshEvery = 20_000;
const longestPause = 10_000;
const refusedPause = 60_000;

export async function main() {
  const lacking = missing();
  if (lacking) throw new Error(lacking);
  const configuration = readConfiguration(process.argv.slice(2), process.env);
  const keys = await keysIn(configuration.folder);
  const gateway = new Gateway({ ...configuration, ...keys });
  const portal = portalAt(configuration);
  log(`Started: interface ${configuration.name}, portal ${new URL(configuration.portal).host}.`);
  for (const signal of ["SIGTERM", "SIGINT"])
    process.once(signal, () => {
      log("Stopped. What is open stays open for ten minutes at most.");
      process.exit(0);
    });
  const contact = { answered: performance.now(), known: "", failing: null };
  await Promise.all([follow(gateway, portal, contact), watch(gateway, portal, contact)]);
}

/** Asks for what is wanted, again and again, and applies it. */
async function follow(gateway, portal, contact) {
  let refreshed = 0;
  for (let failures = 0; ; ) {
    try {
      const answer = await portal.askWanted(contact.known);
      const wanted = answer && gateway.judge(() => checkWanted(answer.wanted));
      contact.answered = performance.now();
      if (contact.failing) log("The portal answers again.");
      contact.failing = null;
      if (wanted) {
        // If it fails halfway, what is known already has to be applied again, too.
        contact.known = "";
        await gateway.apply(wanted);
        refreshed = performance.now();
        contact.known = answer.tag;
        log(`Applied: ${count(wanted.devices, "device")}, ${count(wanted.ports, "port")}.`);
      } else if (performance.now() - refreshed > refreshEvery) {
        await gateway.refresh();
        refreshed = performance.now();
      }
      failures = 0;
      // A portal that answers at once every time must not make this a busy loop.
      await pause(200);
    } catch (error) {
      failures++;
      const cause = causeOf(error);
      if (cause !== contact.failing) log(failureLine(error, cause, gateway));
      contact.failing = cause;
      await pause(error.status === 401 ? refusedPause : between(failures));
    }
  }
}

const count = (all, what) => `${all.length} ${what}${all.length === 1 ? "" : "s"}`;

/** Longer each time, and not for all gateways at the same moment. */
const between = (failures) => Math.min(longestPause, 500 * 2 ** Math.min(failures, 10)) * (0.5 + Math.random() / 2);

function failureLine(error, cause, gateway) {
  if (error.status === 401)
    return "The portal refuses the token: renew it on the portal's page Gateways and put the new one here.";
  if (error.message.startsWith(gateway.problem ?? "\n")) return `Not applied: ${gateway.problem}`;
  return `The portal is away since ${new Date().toISOString()}: ${cause}`;
}

/** Looks at the interface, reports, and closes everything when the portal has been away for too long. */
async function watch(gateway, portal, contact) {
  let [reported, last, closedAt] = [Number.NEGATIVE_INFINITY, "", null];
  for (;;) {
    await pause(lookEvery);
    try {
      if (closedAt !== null && contact.answered > closedAt) closedAt = null;
      if (closedAt === null && gateway.wanted && performance.now() - contact.answered > patience) {
        await gateway.closeEverything();
        contact.known = "";
        closedAt = performance.now();
        log("Closed everything: the portal has been away for ten minutes.");
      }
      const seen = await gateway.look();
      const state = seen && `${seen.connected} ${seen.report.problem}`;
      if (!seen || (state === last && performance.now() - reported < reportEvery)) continue;
      for (const part of partsOf(seen.report)) await portal.report(part);
      [reported, last] = [performance.now(), state];
    } catch (error) {
      // A portal that is away is the other loop's line.
      if (gateway.problem) log(`Problem: ${gateway.problem}`);
      else if (!contact.failing) log(`Not reported: ${causeOf(error)}`);
      await pause(lookEvery);
    }
  }
}

/** The portal takes 500 devices and 2,000 busy ports at once. Of more busy ports than these, it needn't know. */
function partsOf({ devices, busyPorts, ...facts }) {
  const parts = Array.from({ length: Math.max(1, Math.ceil(devices.length / 500)) }, (_, index) =>
    devices.slice(index * 500, (index + 1) * 500),
  );
  return parts.map((part) => ({ ...facts, busyPorts: busyPorts.slice(0, 2_000), devices: part }));
}
