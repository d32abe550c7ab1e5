import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { isHalted } from "@/db/queries/suspensions";

const columns = ["action", "every", "weekday", "atMinute", "timeZone", "nextAt", "lastAt", "outcome"] as const;

export async function listSchedulesOf(trx: Trx, organisationId: string, serverId: string) {
  return trx
    .selectFrom("serverSchedules")
    .select(columns)
    .where("organisationId", "=", organisationId)
    .where("serverId", "=", serverId)
    .orderBy("action", "desc")
    .execute();
}
export type ScheduleRow = Awaited<ReturnType<typeof listSchedulesOf>>[number];

interface Wanted {
  organisationId: string;
  serverId: string;
  action: string;
  every: string;
  weekday: number | null;
  atMinute: number;
  timeZone: string;
  nextAt: Date;
}

/** Inserts or replaces the schedule of an action. */
export async function putSchedule(trx: Trx, row: Wanted): Promise<void> {
  const { every, weekday, atMinute, timeZone, nextAt } = row;
  await trx
    .insertInto("serverSchedules")
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(["organisationId", "serverId", "action"])
        .doUpdateSet({ every, weekday, atMinute, timeZone, nextAt }),
    )
    .execute();
}

const one = { organisationId: "", serverId: "", action: "" };
type One = typeof one;

export async function deleteSchedule(trx: Trx, { organisationId, serverId, action }: One): Promise<void> {
  await trx
    .deleteFrom("serverSchedules")
    .where("organisationId", "=", organisationId)
    .where("serverId", "=", serverId)
    .where("action", "=", action)
    .execute();
}

/** The schedules that are due, except in organisations that are deleted or suspended; for the portal's scope. */
export async function listDueSchedules(trx: Trx) {
  return trx
    .selectFrom("serverSchedules")
    .select(["organisationId", "serverId", "action"])
    .where("nextAt", "<=", sql<Date>`now()`)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("organisations").whereRef("id", "=", "serverSchedules.organisationId").where(isHalted))),
    )
    .orderBy("nextAt")
    .limit(200)
    .execute();
}

/** Locks a schedule, if it is still due. */
export async function lockDueSchedule(trx: Trx, { organisationId, serverId, action }: One) {
  return trx
    .selectFrom("serverSchedules")
    .select(columns)
    .where("organisationId", "=", organisationId)
    .where("serverId", "=", serverId)
    .where("action", "=", action)
    .where("nextAt", "<=", sql<Date>`now()`)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export async function noteScheduleRun(
  trx: Trx,
  { organisationId, serverId, action }: One,
  { nextAt, outcome }: { nextAt: Date; outcome: string },
): Promise<void> {
  await trx
    .updateTable("serverSchedules")
    .set({ nextAt, outcome, lastAt: sql`now()` })
    .where("organisationId", "=", organisationId)
    .where("serverId", "=", serverId)
    .where("action", "=", action)
    .execute();
}
