import { z } from "zod";

/** About the ownership of an organisation. */
const transferNews = [
  ...(["transferOffered", "transferAccepted", "transferDeclined", "transferCancelled"] as const),
  ...(["transferPlanned", "transferObjected", "transferDone"] as const),
] as const;

export const notificationShape = z
  .object({
    id: z.uuid(),
    kind: z.enum([
      "invited",
      "added",
      "role",
      "removed",
      "narrowed",
      "widened",
      "draining",
      "provisioned",
      "joinRequest",
      "suspended",
      "resumed",
      "deleted",
      "restored",
      ...transferNews,
    ]),
    organisationName: z.string(),
    /** null if the user isn’t a member (any more). */
    handle: z.string().nullable(),
    /** The organisation’s avatar; null if the user isn’t a member (any more). */
    avatarUrl: z.url().nullable(),
    actorName: z.string().nullable(),
    role: z.string().nullable(),
    formerRole: z.string().nullable(),
    /** The node that is being drained. */
    nodeName: z.string().nullable(),
    /** The transfer that it is about. */
    transferId: z.uuid().nullable(),
    createdAt: z.date(),
    readAt: z.date().nullable(),
  })
  .meta({ id: "Notification" });

export const notificationSettingsShape = z.object({ byMail: z.boolean(), signInMails: z.boolean() });
