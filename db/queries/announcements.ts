import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { compiledOnce } from "@/db/compiled";

/** How somebody sees an announcement. */
interface ShownAnnouncement {
  id: string;
  text: string;
  tone: "note" | "warning";
  link: string | null;
  dismissible: boolean;
}

/** Cut to what the column holds: rounded up, it would lie ahead. */
const now = sql<Date>`date_trunc('milliseconds', now())`;

const visible = sql<boolean>`announcements.starts_at <= now() and (announcements.ends_at is null or announcements.ends_at > now())`;

/** The newest that are shown now, as a value in a query about the user; their dismissals are left out. */
export const shownTo = (userId: string, limit: number) => sql<ShownAnnouncement[]>`(
  select coalesce(json_agg(shown), '[]') from (
    select id, text, tone, link, dismissible from announcements
    where ${visible} and not exists (select from dismissals
      where dismissals.user_id = ${userId} and dismissals.announcement_id = announcements.id)
    order by starts_at desc, id desc limit ${limit}) shown)`;

const toStrangers = compiledOnce((db, { dismissed, limit }: { dismissed: string[]; limit: number }) =>
  db
    .selectFrom("announcements")
    .select(["id", "text", "tone", "link", "dismissible"])
    .where(visible)
    .where("audience", "=", "everybody")
    .where(sql<boolean>`id <> all (${dismissed}::uuid[])`)
    .orderBy("startsAt", "desc")
    .orderBy("id", "desc")
    .limit(limit),
);

/** The newest that everybody sees now, without those that were dismissed. */
export async function listShown(trx: Trx, dismissed: string[], limit: number): Promise<ShownAnnouncement[]> {
  return (await toStrangers(trx, { dismissed, limit })) as ShownAnnouncement[];
}

const columns = [
  ...(["id", "text", "tone", "link", "audience", "dismissible", "startsAt", "endsAt", "createdAt"] as const),
] as const;
const state = sql<"planned" | "shown" | "ended">`case when announcements.starts_at > now() then 'planned'
  when announcements.ends_at <= now() then 'ended' else 'shown' end`.as("state");

/** All of them, the one that begins last first. For the portal's scope. */
export async function listAnnouncementRows(
  trx: Trx,
  { after, limit }: { after?: { at: Date; id: string }; limit: number },
) {
  let query = trx.selectFrom("announcements").select(columns).select(state);
  if (after)
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple("startsAt", "id"), "<", tuple(after.at, after.id)));
  return query.orderBy("startsAt", "desc").orderBy("id", "desc").limit(limit).execute();
}

/** One of them, locked. */
export async function lockAnnouncement(trx: Trx, id: string) {
  return trx
    .selectFrom("announcements")
    .select(columns)
    .select(state)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
}

interface Written {
  text: string;
  tone: string;
  link: string | null;
  audience: string;
  dismissible: boolean;
  startsAt: Date;
  endsAt: Date | null;
}

/** @param row without a beginning it begins now */
export async function insertAnnouncement(
  trx: Trx,
  { startsAt, ...row }: Omit<Written, "startsAt"> & { id: string; startsAt: Date | undefined },
) {
  return trx
    .insertInto("announcements")
    .values({ ...row, startsAt: startsAt ?? now })
    .returning(columns)
    .returning(state)
    .executeTakeFirstOrThrow();
}

export async function updateAnnouncementRow(trx: Trx, id: string, row: Written) {
  return trx
    .updateTable("announcements")
    .set(row)
    .where("id", "=", id)
    .returning(columns)
    .returning(state)
    .executeTakeFirstOrThrow();
}

/** From now on it isn't shown any more. */
export async function endAnnouncementNow(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable("announcements")
    .set({ endsAt: sql`greatest(${now}, starts_at + interval '1 millisecond')` })
    .where("id", "=", id)
    .execute();
}

export async function deleteAnnouncementRow(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom("announcements").where("id", "=", id).execute();
}

/** One that is shown to this user; undefined for any other. */
export async function findShown(trx: Trx, id: string) {
  return trx
    .selectFrom("announcements")
    .select(["id", "dismissible"])
    .where("id", "=", id)
    .where(visible)
    .executeTakeFirst();
}

export async function insertDismissal(trx: Trx, userId: string, announcementId: string): Promise<void> {
  await trx
    .insertInto("dismissals")
    .values({ userId, announcementId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
