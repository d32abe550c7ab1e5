import { z } from "zod";
import { permissions } from "@/lib/access";
import { projectNameShape } from "@/lib/projects/shape";

/** A member in a list. `email` is null for whoever may not see it. */
export const memberShape = z
  .object({
    id: z.uuid(),
    userId: z.uuid(),
    name: z.string(),
    email: z.string().nullable(),
    /** Where their picture is; null when they have none. */
    avatarUrl: z.url().nullable(),
    /** owner, admin, member, or the name of a custom role. */
    orgRole: z.string(),
    joinedAt: z.date(),
    openedAt: z.date().nullable(),
    isDefault: z.boolean(),
    /** Whether they see only some projects; null for whoever may not know. */
    narrowed: z.boolean().nullable(),
    /** The projects that they are limited to, as far as you see them; null for who isn’t limited, and for whoever may not know. */
    projects: z.array(projectNameShape).nullable(),
    isSelf: z.boolean(),
  })
  .meta({ id: "Member" });

/** A member on a page of their own: what they may do, and what whoever asks may do about them. */
export const memberPageShape = memberShape
  .extend({
    permissions: z.array(z.enum(permissions)),
    /** In how many organisations they are; null for whoever may not know. */
    organisations: z.int().nullable(),
    mayChange: z.boolean(),
    mayRemove: z.boolean(),
    /** Whether you may choose which projects they see. */
    mayNarrow: z.boolean(),
  })
  .meta({ id: "MemberPage" });

export const roleChangeShape = z.object({ userId: z.uuid(), orgRole: z.string() });
export const narrowedMemberShape = z.object({ userId: z.uuid(), projects: z.array(projectNameShape).nullable() });
export const addedMemberShape = z.object({
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  orgRole: z.string(),
});
