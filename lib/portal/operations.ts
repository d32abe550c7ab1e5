import { sweepAddressChanges } from "@/db/queries/address_changes";
import { sweepDeliveries } from "@/db/queries/deliveries";
import { releaseHandles } from "@/db/queries/handles";
import { sweepKeys } from "@/db/queries/idempotency_keys";
import { expireInvitations } from "@/db/queries/invitations";
import { queueLag } from "@/db/queries/jobs";
import { sweepDevices } from "@/db/queries/known_devices";
import { failStuckMails } from "@/db/queries/mails";
import { sweepNotifications } from "@/db/queries/notifications";
import { sweepChallenges } from "@/db/queries/passkey_challenges";
import { sweepDeletions } from "@/db/queries/purges";
import { sweepSessions } from "@/db/queries/sessions";
import { sweepEnrolments } from "@/db/queries/tunnel_enrolments";
import { sweepClosedPorts } from "@/db/queries/tunnel_ports";
import { sweepTraffic } from "@/db/queries/tunnel_reports";
import { countFailing } from "@/db/queries/zone_checks";
import { sweepImports } from "@/db/queries/zone_imports";
import { releaseZoneNames } from "@/db/queries/zone_names";
import { dropClaims, probedZone } from "@/db/queries/zones";
import { publicQuery } from "@/lib/kernel/public_kinds";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { type NameServerState, nameServerState } from "@/lib/name_server/health";
import { nothing } from "@/lib/organisations/schema";
import { portalSettings } from "@/lib/portal/settings";

/** For how many days it is known what a tunnel device transferred. */
const trafficKeptDays = 400;

/**
 * Deletes expired sessions, links, passkey challenges, devices, rate limits, idempotency keys and held names. Ends mails that no job will send any more, deletes old
 * notifications, deliveries, what tunnels transferred and purged organisations, marks expired invitations, and deletes zones that nobody verified in time.
 */
export const sweep = systemCommand("portal.sweep", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "nobody can tell that it ran" },
  event: null,
  async run({ trx }) {
    await sweepSessions(trx);
    await sweepChallenges(trx);
    await sweepDevices(trx);
    await releaseHandles(trx);
    await failStuckMails(trx);
    await sweepNotifications(trx);
    await sweepDeliveries(trx);
    await expireInvitations(trx);
    await dropClaims(trx);
    await releaseZoneNames(trx);
    await sweepImports(trx);
    await sweepKeys(trx);
    await sweepAddressChanges(trx);
    await sweepEnrolments(trx);
    await sweepClosedPorts(trx);
    await sweepTraffic(trx, trafficKeptDays);
    await sweepDeletions(trx, (await portalSettings(trx)).auditKeptDays);
  },
});

/**
 * The portal's health: a response at all means that the database works, the lag shows the worker, and `dns` the name
 * server.
 */
export const readHealth = publicQuery("portal.health", {
  input: nothing,
  check: async ({ trx }) => ({ zone: await probedZone(trx), failing: await countFailing(trx) }),
  prepare: (_input, { zone, failing }): Promise<NameServerState> => nameServerState(zone, failing),
  async run({ trx, prepared: dns }) {
    const queueLagSeconds = await queueLag(trx);
    const worker = queueLagSeconds > 120 ? ("behind" as const) : ("ok" as const);
    return { status: "ok" as const, database: "ok" as const, worker, queueLagSeconds, dns };
  },
});
