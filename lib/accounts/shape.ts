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
    /** From where it began. */
    address: z.string().nullable(),
    /** Whether it is the one that asks. */
    isThis: z.boolean(),
  })
  .meta({ id: "Session" });
