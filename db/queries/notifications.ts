import { sql } from "kysely";
import type { Trx } from "@/db/client";

export type NotificationKind =
  | "invited"
  | "added"
  | "role"
  | "removed"
  | "narrowed"
  | "widened"
  | "draining"
  | "provisioned"
  | "joinRequest"
  | PortalNews
  | TransferNews;
/** About what the portal’s administration did to an organisation: its owner is always told by mail, too. */
type PortalNews = "suspended" | "resumed" | "deleted" | "restored";
/** About the ownership of an organisation: its two parties are always told by mail, too. */
export type TransferNews =
  | "transferOffered"
  | "transferAccepted"
  | "transferDeclined"
  | "transferCancelled"
  | "transferPlanned"
  | "transferObjected"
  | "transferDone";

interface NewNotification {
  id: string;
  organisationId: string;
  userId: string;
  kind: NotificationKind;
  organisationName: string;
  actorName: string | null;
  role: string | null;
  formerRole: string | null;
  nodeName: string | null;
  transferId: string | null;
}

export async function insertNotification(trx: Trx, row: NewNotification): Promise<void> {
  await trx.insertInto("notifications").values(row).execute();
}

/** A user's own notifications, newest first. */
export async function listNotificationsOf(
  trx: Trx,
  userId: string,
  { after, limit }: { after?: { at: Date; id: string }; limit: number },
) {
  let query = trx
    .selectFrom("notifications")
    .leftJoin("organisations", "organisations.id", "notifications.organisationId")
    .select(["notifications.id", "notifications.kind", "notifications.organisationName", "notifications.actorName"])
    .select(["notifications.role", "notifications.formerRole", "notifications.createdAt", "notifications.readAt"])
    .select(["notifications.nodeName", "notifications.transferId"])
    // Null if the user is no longer a member: the policy hides it.
    .select(["organisations.handle", "organisations.avatar"])
    .where("notifications.userId", "=", userId);
  if (after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple("notifications.createdAt", "notifications.id"), "<", tuple(after.at, after.id)),
    );
  return query.orderBy("notifications.createdAt", "desc").orderBy("notifications.id", "desc").limit(limit).execute();
}

/** Marks these, or all, as read; those already read stay unchanged. */
export async function markRead(trx: Trx, userId: string, ids: string[] | undefined): Promise<void> {
  let query = trx
    .updateTable("notifications")
    .set({ readAt: sql`now()` })
    .where("userId", "=", userId)
    .where("readAt", "is", null);
  if (ids) query = query.where("id", "in", ids);
  await query.execute();
}

/** Deletes notifications older than half a year; the log still has the events. For the portal's scope. */
export async function sweepNotifications(trx: Trx): Promise<void> {
  await trx.deleteFrom("notifications").where("createdAt", "<", sql<Date>`now() - interval '180 days'`).execute();
}
