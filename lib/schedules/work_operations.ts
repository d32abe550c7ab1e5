import type { Trx } from "@/db/client";
import { listDueSchedules, lockDueSchedule, noteScheduleRun } from "@/db/queries/schedules";
import { lockServer, setWanted } from "@/db/queries/servers";
import { addBackup } from "@/lib/backups/make";
import { Refusal } from "@/lib/kernel/errors";
import { systemCommand } from "@/lib/kernel/system_kinds";
import type { CommandTools } from "@/lib/kernel/trace";
import { nothing } from "@/lib/organisations/schema";
import { type Clock, nextRun } from "@/lib/schedules/next";
import { runScheduleInput, type ScheduledAction } from "@/lib/schedules/schema";
import { isFull } from "@/lib/servers/disk";

/** The schedules that are due. */
export const dueSchedules = systemCommand("schedule.due", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "it only reads" },
  event: null,
  run: ({ trx }) => listDueSchedules(trx),
});

/** A restart that is later than this is skipped: it would come in the middle of the day. */
const latestRestartMs = 3_600_000;

/**
 * Runs a schedule that is due and sets its next time, in one transaction under the row's lock: once, however many processes saw that it
 * is due. Runs missed while the portal was down count as one: a backup is caught up at once, a restart more than an hour late is skipped.
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
  if (state === "deleting") return "Skipped: the server was being deleted.";
  if (restoring) return "Skipped: a backup was being restored.";
  if (action === "backup") return backUp(tools.trx, tools, server);
  if (late > latestRestartMs) return "Skipped: more than an hour late.";
  if (state !== "running" || wanted !== "running") return "Skipped: the server wasn’t running.";
  if (isFull(server)) return "Skipped: the server’s disk was full.";
  await setWanted(tools.trx, organisationId, id, { wanted: "running", kick: "restart" });
  tools.enqueue("server", { server: id, organisationId });
  return "Restarted.";
}

async function backUp(trx: Trx, { enqueue }: CommandTools, { id, organisationId, state }: Server): Promise<string> {
  if (!["running", "stopped", "failed"].includes(state)) return "Skipped: the server was still being created.";
  try {
    const wanted = { organisationId, serverId: id, madeBy: "Schedule", scheduled: true };
    enqueue("backup", { backup: await addBackup(trx, wanted), organisationId });
    return "Backup started.";
  } catch (error) {
    // A refusal comes before anything is written; other errors are thrown on.
    if (error instanceof Refusal) return `Skipped: ${error.message}`;
    throw error;
  }
}
