import { lockOrganisation } from "@/db/queries/organisations";
import { resumeServers, stopServers } from "@/db/queries/server_ends";
import {
  findSuspension,
  listOverdueSuspensions,
  listUnhalted,
  lockHalted,
  setSuspension,
} from "@/db/queries/suspensions";
import { AppError, fieldError } from "@/lib/errors";
import { portalCommand } from "@/lib/kernel/portal_kinds";
import { systemCommand } from "@/lib/kernel/system_kinds";
import type { CommandTools } from "@/lib/kernel/trace";
import { notify } from "@/lib/notifications/notify";
import { onePurge } from "@/lib/organisations/deletion/schema";
import { inOrganisation, nothing } from "@/lib/organisations/schema";
import { suspendInput } from "@/lib/organisations/suspension/schema";

type Enqueue = CommandTools["enqueue"];

const toJobs = (enqueue: Enqueue, organisationId: string, servers: { id: string }[]) => {
  for (const { id: server } of servers) enqueue("server", { server, organisationId });
};

/**
 * Suspends an organisation, for good or until a time: its members can read, but change nothing, and its running servers are stopped.
 * Its zones are still served. Suspending it again changes reason and end.
 */
export const suspendOrganisation = portalCommand("organisation.suspend", {
  did: "suspended",
  event: "organisation.changed",
  input: suspendInput,
  async run({ trx, actor, audit, enqueue }, { organisation: reference, reason, until }) {
    const organisation = await lockOrganisation(trx, reference);
    if (!organisation) throw new AppError("unknown");
    if (organisation.deletedAt) throw new AppError("organisation.deleted");
    const end = until ? new Date(until) : null;
    if (end && end <= new Date()) throw fieldError("organisation.pastEnd", "until");
    const { id, name, handle, ownerId } = organisation;
    const before = await findSuspension(trx, id);
    const same = before?.suspensionReason === reason && before.suspendedUntil?.getTime() === end?.getTime();
    await setSuspension(trx, id, { reason, until: end });
    toJobs(enqueue, id, await stopServers(trx, id, { resumes: true }));
    if (!same) await notify({ trx, enqueue, organisation, actor }, { kind: "suspended", userId: ownerId });
    audit(
      same
        ? null
        : {
            within: { organisationId: id },
            target: { id, name },
            after: { reason, ...(end && { until: end.toISOString() }) },
          },
    );
    return { id, handle, suspension: { reason, until: end } };
  },
});

/** Ends a suspension. The servers that it stopped are started again. */
export const unsuspendOrganisation = portalCommand("organisation.unsuspend", {
  did: "ended the suspension of",
  event: "organisation.changed",
  input: inOrganisation,
  async run({ trx, actor, audit, enqueue }, { organisation: reference }) {
    const organisation = await lockOrganisation(trx, reference);
    if (!organisation) throw new AppError("unknown");
    if (organisation.deletedAt) throw new AppError("organisation.deleted");
    const { id, name, handle } = organisation;
    const before = await findSuspension(trx, id);
    if (!before?.suspendedAt) audit(null);
    else {
      await setSuspension(trx, id, null);
      toJobs(enqueue, id, await resumeServers(trx, id));
      await notify({ trx, enqueue, organisation, actor }, { kind: "resumed", userId: organisation.ownerId });
      audit({ within: { organisationId: id }, target: { id, name }, before: { reason: before.suspensionReason } });
    }
    return { id, handle, suspension: null };
  },
});

/** The organisations that `haltServers` or `endSuspension` has something to do for. */
export const dueHalts = systemCommand("organisation.dueHalts", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "nothing has happened to an organisation yet" },
  event: null,
  async run({ trx }) {
    return { running: await listUnhalted(trx, 100), over: await listOverdueSuspensions(trx, 100) };
  },
});

/**
 * Stops what runs in a deleted or suspended organisation. Deleting and suspending stop what was running then; a start, a restore or a
 * schedule that was on its way at that moment comes after them.
 */
export const haltServers = systemCommand("organisation.halt", {
  input: onePurge,
  scope: ({ organisationId }) => ({ organisationId }),
  did: { unaudited: "the deletion or suspension is in the log already" },
  event: null,
  async run({ trx, enqueue }, { organisationId }) {
    const row = await lockHalted(trx, organisationId);
    if (!row?.halted) return;
    toJobs(enqueue, organisationId, await stopServers(trx, organisationId, { resumes: row.deletedAt === null }));
  },
});

/** Ends a suspension whose time is over, and starts the servers again that it stopped. */
export const endSuspension = systemCommand("organisation.endSuspension", {
  did: "ended the suspension of",
  event: "organisation.changed",
  input: onePurge,
  scope: ({ organisationId }) => ({ organisationId }),
  async run({ trx, actor, audit, enqueue }, { organisationId: id }) {
    const row = await lockHalted(trx, id);
    if (!row?.suspendedUntil || row.suspendedUntil > new Date()) return audit(null);
    await setSuspension(trx, id, null);
    if (row.deletedAt === null) {
      toJobs(enqueue, id, await resumeServers(trx, id));
      await notify(
        { trx, enqueue, organisation: { id, name: row.name }, actor },
        { kind: "resumed", userId: row.ownerId },
      );
    }
    audit({ target: { id, name: row.name }, before: { reason: row.suspensionReason } });
  },
});
