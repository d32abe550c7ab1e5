import { randomUUID } from "node:crypto";
import { insertNotification, type NotificationKind } from "@/db/queries/notifications";
import { findNotified } from "@/db/queries/users";
import { canMail } from "@/lib/env";
import type { SystemActor, UserActor } from "@/lib/kernel/actor";
import type { Organisation } from "@/lib/kernel/entry";
import type { CommandTools } from "@/lib/kernel/trace";
import { sendMail } from "@/lib/mails/send";

/** News that an owner gets by mail in any case. */
const forOwners: ReadonlySet<NotificationKind> = new Set([
  "provisioned",
  "suspended",
  "resumed",
  "deleted",
  "restored",
]);

interface News {
  kind: NotificationKind;
  /** The user to notify. */
  userId: string;
  role?: string;
  formerRole?: string;
  nodeName?: string;
  /** The transfer that it is about. */
  transferId?: string;
}

type Tools = Pick<CommandTools, "trx" | "enqueue"> & {
  organisation: Pick<Organisation, "id" | "name">;
  actor: Pick<UserActor | SystemActor, "name">;
};

/**
 * Notifies a user of what happened to them here, in the transaction in which it happens, and by e-mail if they enabled it. About
 * a transfer they always get an e-mail; an invitation has its own.
 */
export async function notify(
  tools: Tools,
  { kind, userId, role = null, formerRole = null, nodeName = null, transferId = null }: Nullable<News>,
) {
  const { trx, organisation, actor } = tools;
  const user = await findNotified(trx, userId);
  if (!user) return;
  const id = randomUUID();
  await insertNotification(trx, {
    id,
    organisationId: organisation.id,
    userId,
    kind,
    organisationName: organisation.name,
    actorName: actor.name,
    role,
    formerRole,
    nodeName,
    transferId,
  });
  // An owner has to know, whatever they chose about other news.
  const mailed = forOwners.has(kind) || transferId !== null || (kind !== "invited" && user.notifyByMail);
  if (mailed && user.emailVerifiedAt && canMail())
    sendMail(tools, {
      kind: transferId ? "transfer" : "notice",
      recipient: user.email,
      organisationId: organisation.id,
      notificationId: id,
    });
}

type Nullable<T> = { [K in keyof T]: T[K] | (undefined extends T[K] ? null : never) };
