import { z } from "zod";

export const notificationShape = z
  .object({
    id: z.uuid(),
    kind: z.enum(["invited", "added", "role", "removed", "narrowed", "widened", "draining"]),
    organisationName: z.string(),
    /** null where one doesn’t belong (any more). */
    handle: z.string().nullable(),
    /** The organisation’s; null where one doesn’t belong (any more). */
    avatarUrl: z.url().nullable(),
    actorName: z.string().nullable(),
    role: z.string().nullable(),
    formerRole: z.string().nullable(),
    /** The node that is being emptied. */
    nodeName: z.string().nullable(),
    createdAt: z.date(),
    readAt: z.date().nullable(),
  })
  .meta({ id: "Notification" });

export const notificationSettingsShape = z.object({ byMail: z.boolean() });
