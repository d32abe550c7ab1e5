import { z } from "zod";
import { permissions } from "@/lib/access";
import { projectNameShape } from "@/lib/projects/shape";

/** A member in a list. `email` is null for users who may not see it. */
export const memberShape = z
  .object({
    id: z.uuid(),
    userId: z.uuid(),
    name: z.string(),
    email: z.string().nullable(),
    /** Where their avatar is; null if they have none. */
    avatarUrl: z.url().nullable(),
    /** owner, admin, member, or the name of a custom role. */
    orgRole: z.string(),
    joinedAt: z.date(),
    openedAt: z.date().nullable(),
    isDefault: z.boolean(),
    /** Whether they see only some projects; null for users who may not know. */
    narrowed: z.boolean().nullable(),
    /** The projects that they are restricted to, as far as you see them; null if they aren’t, or if you may not know. */
    projects: z.array(projectNameShape).nullable(),
    /** Whether their account has a second factor; null for users who may not know. */
    hasSecondFactor: z.boolean().nullable(),
    isSelf: z.boolean(),
  })
  .meta({ id: "Member" });

/** A member's own page: their permissions, and what the user may do about them. */
export const memberPageShape = memberShape
  .extend({
    permissions: z.array(z.enum(permissions)),
    /** How many organisations they are in; null for users who may not know. */
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
