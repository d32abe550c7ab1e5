import { z } from "zod";
import { permissions } from "@/lib/access";

/** A role, built-in or custom. */
export const roleShape = z
  .object({
    name: z.string(),
    custom: z.boolean(),
    permissions: z.array(z.enum(permissions)),
    /** How many members have it. */
    members: z.int(),
    isDefault: z.boolean(),
    createdAt: z.date().nullable(),
  })
  .meta({ id: "Role" });
