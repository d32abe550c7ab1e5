import { z } from "zod";

export const profileShape = z
  .object({ id: z.uuid(), name: z.string(), email: z.string(), avatarUrl: z.url().nullable() })
  .meta({ id: "Profile" });

export const nameShape = z.object({ name: z.string() });

export const sessionShape = z
  .object({
    id: z.uuid(),
    createdAt: z.date(),
    /** To the day. */
    usedAt: z.date(),
    /** The address where it began. */
    address: z.string().nullable(),
    /** Whether it is the current session. */
    isThis: z.boolean(),
  })
  .meta({ id: "Session" });
