import { z } from "zod";
import { emailAddress } from "@/lib/accounts/address";
import { inOrganisation, organisationReference } from "@/lib/organisations/schema";
import { roleReference } from "@/lib/roles/reference";
import { cursor, pageSize, searchWords, uuid } from "@/lib/text";
import { mostProjects } from "@/lib/tiers/schema";

/** What members can be sorted by; a leading hyphen reverses the order. */
export const memberSorts = ["joined", "-joined", "name", "-name"] as const;
export type MemberSort = (typeof memberSorts)[number];

export const listMembersInput = z.strictObject({
  organisation: organisationReference,
  /** The beginnings of consecutive words of a name, or of an address for users who may see it. */
  q: searchWords.optional(),
  role: z.union([z.literal("").transform(() => undefined), roleReference]).optional(),
  sort: z.enum(memberSorts, "This list can’t be sorted by that.").default("joined"),
  limit: pageSize,
  cursor,
});

export const countMembersInput = inOrganisation;

export const oneMember = z.strictObject({
  organisation: organisationReference,
  /** The user's id, or the membership's. */
  userId: uuid,
});

export const changeRoleInput = oneMember.extend({ orgRole: roleReference });

export const narrowMemberInput = oneMember.extend({
  /** The only projects that they see; an empty list: all of them. */
  projects: z
    .array(uuid, "Enter the projects as a list.")
    .max(mostProjects, { error: `Choose at most ${mostProjects} projects.`, abort: true })
    .transform((projects) => [...new Set(projects)]),
});

export const addMemberInput = z.strictObject({
  organisation: organisationReference,
  email: emailAddress,
  orgRole: roleReference.optional(),
});
