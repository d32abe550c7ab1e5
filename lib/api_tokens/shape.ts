import { z } from "zod";
import { permissions } from "@/lib/access";
import { portalRights } from "@/lib/portal_rights";

const reach = z.enum(["organisation", "account", "portal"]);

const token = z.object({
  id: z.uuid(),
  name: z.string(),
  expiresAt: z.date().nullable(),
  lastUsedAt: z.date().nullable(),
  createdAt: z.date(),
});

export const madeTokenShape = z
  .object({ id: z.uuid(), name: z.string(), reach, expiresAt: z.date().nullable(), token: z.string() })
  .meta({ id: "MadeToken" });

export const myTokenShape = token
  .extend({
    reach,
    /** null: everything the holder may do, also when their role changes; with reach portal, the portal’s rights. */
    permissions: z.array(z.enum([...permissions, ...portalRights])).nullable(),
    organisationName: z.string().nullable(),
    organisationHandle: z.string().nullable(),
  })
  .meta({ id: "MyToken" });

export const organisationTokenShape = token
  .extend({
    reach: z.literal("organisation"),
    permissions: z.array(z.enum(permissions)).nullable(),
    userId: z.uuid(),
    userName: z.string(),
    avatarUrl: z.url().nullable(),
  })
  .meta({ id: "OrganisationToken" });
