import type { Trx } from "@/db/client";
import { compiledOnce } from "@/db/compiled";
import { shownTo } from "@/db/queries/announcements";

const frameOf = compiledOnce((db, { userId, announcements }: { userId: string; announcements: number }) =>
  db
    .selectFrom("users")
    .select("avatar")
    .select(({ selectFrom, fn }) => [
      selectFrom("notifications")
        .select(fn.countAll<string>().as("unread"))
        .where("notifications.userId", "=", userId)
        .where("notifications.readAt", "is", null)
        .as("unread"),
      selectFrom("portalSettings").select("organisationCreation").as("organisationCreation"),
    ])
    .select(shownTo(userId, announcements).as("announcements"))
    .where("users.id", "=", userId),
);

/** What the frame of every page shows to its user, in one statement. */
export async function findFrame(trx: Trx, userId: string, announcements: number) {
  const [row] = await frameOf(trx, { userId, announcements });
  return row && { ...row, unread: Number(row.unread) };
}
