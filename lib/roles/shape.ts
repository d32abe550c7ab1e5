import { z } from "zod";
import { permissions } from "@/lib/access";

/** A role: one that every organisation has, or one of its own. */
export const roleShape = z
  .object({
    name: z.string(),
    custom: z.boolean(),
    permissions: z.array(z.enum(permissions)),
    /** How many members hold it. */
    members: z.int(),
    isDefault: z.boolean(),
    createdAt: z.date().nullable(),
  })
  .meta({ id: "Role" });
