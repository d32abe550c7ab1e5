import type { Trx } from "@/db/client";
import { deleteSchedule, listSchedulesOf, putSchedule, type ScheduleRow } from "@/db/queries/schedules";
import { findServer, lockServer } from "@/db/queries/servers";
import { AppError } from "@/lib/errors";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { sightOf } from "@/lib/projects/sight";
import { nextRun } from "@/lib/schedules/next";
import { type ScheduledAction, setScheduleInput } from "@/lib/schedules/schema";
import { oneServer } from "@/lib/servers/schema";

const two = (number: number) => String(number).padStart(2, "0");

function toSchedule({ atMinute, ...row }: ScheduleRow) {
  return {
    ...row,
    action: row.action as ScheduledAction,
    every: row.every as "day" | "week",
    at: `${two(Math.floor(atMinute / 60))}:${two(atMinute % 60)}`,
  };
}

const listed = async (trx: Trx, organisationId: string, server: string) =>
  (await listSchedulesOf(trx, organisationId, server)).map(toSchedule);

/** A server's schedules: at most one for restarts and one for backups. */
export const listSchedules = organisationQuery("server.listSchedules", {
  input: oneServer,
  feature: "servers",
  token: "organisation",
  permission: "server.update",
  async run({ trx, organisation, actor }, { server }) {
    if (!(await findServer(trx, sightOf(organisation, actor), server))) throw new AppError("unknown");
    return listed(trx, organisation.id, server);
  },
});

const minutesOf = (at: string) => Number(at.slice(0, 2)) * 60 + Number(at.slice(3));

/** Sets or removes the schedule of a server's restarts or backups. @returns all of its schedules */
export const setSchedule = organisationCommand("server.setSchedule", {
  did: "changed the schedule of",
  event: null,
  input: setScheduleInput,
  feature: "servers",
  token: "organisation",
  permission: "server.update",
  lock: "none",
  limits: [{ points: 120, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, actor, audit }, { server, action, every, weekday, at, timeZone }) {
    const found = await lockServer(trx, sightOf(organisation, actor), server);
    if (!found) throw new AppError("unknown");
    if (found.state === "deleting") throw new AppError("server.deleting");
    const before = (await listed(trx, organisation.id, server)).find((each) => each.action === action);
    const row = { organisationId: organisation.id, serverId: server, action };
    if (every === "never") await deleteSchedule(trx, row);
    else {
      const clock = { every, weekday: every === "week" ? (weekday ?? 1) : null, atMinute: minutesOf(at), timeZone };
      await putSchedule(trx, { ...row, ...clock, nextAt: nextRun(clock, new Date()) });
    }
    const schedules = await listed(trx, organisation.id, server);
    const now = schedules.find((each) => each.action === action);
    const [was, is] = [described(before), described(now)];
    const target = { id: server, name: found.name };
    audit(was === is ? null : { target, before: { [action]: was }, after: { [action]: is } });
    return schedules;
  },
});

/** For the log. */
function described(schedule: ReturnType<typeof toSchedule> | undefined): string {
  if (!schedule) return "never";
  const { every, weekday, at, timeZone } = schedule;
  return `every ${every}${weekday ? ` on day ${weekday}` : ""} at ${at} ${timeZone}`;
}
