import { z } from "zod";

export const notificationShape = z
  .object({
    id: z.uuid(),
    kind: z.enum(["invited", "added", "role", "removed", "narrowed", "widened", "draining", "provisioned"]),
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
    createdAt: z.date(),
    readAt: z.date().nullable(),
  })
  .meta({ id: "Notification" });

export const notificationSettingsShape = z.object({ byMail: z.boolean() });
