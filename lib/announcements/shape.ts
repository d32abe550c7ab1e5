import { z } from "zod";
import { audiences, tones } from "@/lib/announcements/schema";

export const announcementShape = z
  .object({
    id: z.uuid(),
    text: z.string(),
    tone: z.enum(tones),
    /** A URL, or a path of this portal. */
    link: z.string().nullable(),
    audience: z.enum(audiences),
    dismissible: z.boolean(),
    startsAt: z.date(),
    /** Null: until somebody ends it. */
    endsAt: z.date().nullable(),
    createdAt: z.date(),
    state: z.enum(["planned", "shown", "ended"]),
  })
  .meta({ id: "Announcement" });
