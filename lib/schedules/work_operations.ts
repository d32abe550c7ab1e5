import type { Trx } from "@/db/client";
import { findTier } from "@/db/queries/organisations";
import { listDueSchedules, lockDueSchedule, noteScheduleRun } from "@/db/queries/schedules";
import { lockServer, setWanted } from "@/db/queries/servers";
import { addBackup } from "@/lib/backups/make";
import { Refusal } from "@/lib/kernel/errors";
import { systemCommand } from "@/lib/kernel/system_kinds";
import type { CommandTools } from "@/lib/kernel/trace";
import type { PortalTier } from "@/lib/limits";
import { nothing } from "@/lib/organisations/schema";
import { type Clock, nextRun } from "@/lib/schedules/next";
import { runScheduleInput, type ScheduledAction } from "@/lib/schedules/schema";
import { isFull } from "@/lib/servers/disk";

/** The schedules whose time has come. */
export const dueSchedules = systemCommand("schedule.due", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "it only reads" },
  event: null,
  run: ({ trx }) => listDueSchedules(trx),
});

/** A restart that is later than this isn't wanted any more: it would come in the middle of the day. */
const latestRestartMs = 3_600_000;

/**
 * Does what is due and sets the next time, in one transaction under the row's lock: once, however many processes saw that it is due. What was
 * missed while the portal was down is one run, not many: a backup is made up for at once, a restart that is more than an hour late is left out.
 */
export const runSchedule = systemCommand("schedule.run", {
  did: "ran the schedule of",
  event: null,
  input: runScheduleInput,
  scope: ({ organisationId }) => ({ organisationId }),
  async run(tools, { server: id, organisationId, action }) {
    const { trx, audit } = tools;
    const server = await lockServer(trx, { organisationId, narrowedTo: null }, id);
    const one = { organisationId, serverId: id, action };
    const schedule = server && (await lockDueSchedule(trx, one));
    if (!server || !schedule) return audit(null);
    const now = new Date();
    const late = now.getTime() - schedule.nextAt.getTime();
    const outcome = await doIt(tools, action, server, late);
    const { every, ...clock } = schedule;
    const nextAt = nextRun({ ...clock, every: every as Clock["every"] }, now);
    await noteScheduleRun(trx, one, { nextAt, outcome: outcome.slice(0, 300) });
    audit({ target: { id, name: server.name }, after: { action, outcome } });
  },
});

type Server = NonNullable<Awaited<ReturnType<typeof lockServer>>>;

async function doIt(tools: CommandTools, action: ScheduledAction, server: Server, late: number): Promise<string> {
  const { id, organisationId, state, wanted, restoring } = server;
  if (state === "deleting") return "Skipped: the server is being deleted.";
  if (restoring) return "Skipped: a backup was being restored.";
  if (action === "backup") return backUp(tools.trx, tools, server);
  if (late > latestRestartMs) return "Skipped: it was missed by more than an hour.";
  if (state !== "running" || wanted !== "running") return "Skipped: the server wasn’t running.";
  if (isFull(server)) return "Skipped: its files take more than its disk.";
  await setWanted(tools.trx, organisationId, id, { wanted: "running", kick: "restart" });
  tools.enqueue("server", { server: id, organisationId });
  return "Restarted.";
}

async function backUp(trx: Trx, { enqueue }: CommandTools, { id, organisationId, state }: Server): Promise<string> {
  if (!["running", "stopped", "failed"].includes(state)) return "Skipped: the server was still being made.";
  const tier = (await findTier(trx, organisationId)) as PortalTier;
  try {
    const wanted = { organisationId, serverId: id, tier, madeBy: "Schedule", scheduled: true };
    enqueue("backup", { backup: await addBackup(trx, wanted), organisationId });
    return "Backup begun.";
  } catch (error) {
    // Refused before anything was written; a fault is thrown on.
    if (error instanceof Refusal) return `Skipped: ${error.message}`;
    throw error;
  }
}
