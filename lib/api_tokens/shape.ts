import { z } from "zod";
import { permissions } from "@/lib/access";

const reach = z.enum(["organisation", "account"]);

const token = z.object({
  id: z.uuid(),
  name: z.string(),
  /** null: all that the holder may, whatever their role becomes. */
  permissions: z.array(z.enum(permissions)).nullable(),
  expiresAt: z.date().nullable(),
  lastUsedAt: z.date().nullable(),
  createdAt: z.date(),
});

export const madeTokenShape = z
  .object({ id: z.uuid(), name: z.string(), reach, expiresAt: z.date().nullable(), token: z.string() })
  .meta({ id: "MadeToken" });

export const myTokenShape = token
  .extend({ reach, organisationName: z.string().nullable(), organisationHandle: z.string().nullable() })
  .meta({ id: "MyToken" });

export const organisationTokenShape = token
  .extend({ reach: z.literal("organisation"), userId: z.uuid(), userName: z.string(), avatarUrl: z.url().nullable() })
  .meta({ id: "OrganisationToken" });
