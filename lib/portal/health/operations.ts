import { readdir, statfs } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { listGatewayHealth, listNodeHealth, readDatabase, readMailFacts } from "@/db/queries/health";
import { lastWorkerSign, queueLag } from "@/db/queries/jobs";
import { isBaseZoneServed } from "@/db/queries/portal_settings";
import { countFailing } from "@/db/queries/zone_checks";
import { probedZone } from "@/db/queries/zones";
import { env } from "@/lib/env";
import { portalQuery } from "@/lib/kernel/portal_kinds";
import { mailServerState } from "@/lib/mails/transport";
import { nameServerState } from "@/lib/name_server/health";
import { nothing } from "@/lib/organisations/schema";
import {
  judgeDatabase,
  judgeDisk,
  judgeGateways,
  judgeMail,
  judgeNameServer,
  judgeNodes,
  judgeProcess,
  judgeWorkers,
  worstOf,
} from "@/lib/portal/health/judge";
import { version } from "@/package.json";

const diskMs = 1_000;

/** A disk of another machine may hang. */
async function roomOf(folder: string) {
  const measured = statfs(folder).then(({ bavail, blocks, bsize }) => ({
    freeBytes: bavail * bsize,
    totalBytes: blocks * bsize,
  }));
  return Promise.race([measured, setTimeout(diskMs, null, { ref: false })]).catch(() => null);
}

/** The folder of the portal's files; where everything is on other machines it may not exist. */
const readDisk = async () => (await roomOf(env().DATA_DIR)) ?? roomOf(".");

/** The migrations that this process came with. */
async function knownMigrations(): Promise<string[] | null> {
  const folder = join(/* turbopackIgnore: true */ process.cwd(), "db", "migrations");
  const names = await readdir(folder).catch(() => []);
  const known = names.filter((name) => name.endsWith(".sql")).map((name) => name.replace(/\.sql$/, ""));
  return known.length > 0 ? known : null;
}

/**
 * How each part of the portal is, with a sentence and what to do next. Other machines are asked at once and for at most three
 * seconds; engines aren't asked, because the worker's checks say how they are.
 */
export const readPortalHealth = portalQuery("portal.readHealth", {
  input: nothing,
  check: async ({ trx }) => ({ zone: await probedZone(trx), failing: await countFailing(trx) }),
  async prepare(_input, { zone, failing }) {
    const [nameServer, mailServer, room, known] = await Promise.all([
      nameServerState(zone, failing),
      mailServerState(),
      readDisk(),
      knownMigrations(),
    ]);
    return { nameServer, mailServer, room, known };
  },
  async run({ trx, prepared: { nameServer, mailServer, room, known } }) {
    const now = new Date();
    const { migrations, ...facts } = await readDatabase(trx);
    const [lastSignAt, queueLagSeconds] = [await lastWorkerSign(trx), await queueLag(trx)];
    const mails = await readMailFacts(trx);
    const parts = {
      database: { ...facts, ...judgeDatabase({ ...facts, migrations }, known) },
      workers: { lastSignAt, queueLagSeconds, ...judgeWorkers(lastSignAt, queueLagSeconds, now) },
      nameServer: judgeNameServer(nameServer, await isBaseZoneServed(trx)),
      nodes: judgeNodes(await listNodeHealth(trx), now),
      gateways: judgeGateways(await listGatewayHealth(trx)),
      mail: { ...mails, ...judgeMail(mailServer, mails.failedInADay) },
      disk: { freeBytes: null, totalBytes: null, ...room, ...judgeDisk(room) },
      process: { version, startedAt: new Date(now.getTime() - 1_000 * process.uptime()), ...judgeProcess(version) },
    };
    return { state: worstOf(Object.values(parts)), ...parts };
  },
});
