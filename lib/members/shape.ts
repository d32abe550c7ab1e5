import { z } from "zod";
import { roles } from "@/lib/access";

/** A member in a list. `email` is null for whoever may not see it. */
export const memberShape = z
  .object({
    id: z.uuid(),
    userId: z.uuid(),
    name: z.string(),
    email: z.string().nullable(),
    orgRole: z.enum(roles),
    joinedAt: z.date(),
    openedAt: z.date().nullable(),
    isDefault: z.boolean(),
    isSelf: z.boolean(),
  })
  .meta({ id: "Member" });
