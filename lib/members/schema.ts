import { z } from "zod";
import { roles } from "@/lib/access";
import { inOrganisation, organisationReference } from "@/lib/organisations/schema";
import { cursor, oneOf, pageSize, searchWords } from "@/lib/text";

/** What members can be sorted by; with a hyphen before it, backwards. */
export const memberSorts = ["joined", "-joined", "name", "-name"] as const;
export type MemberSort = (typeof memberSorts)[number];

export const listMembersInput = z.strictObject({
  organisation: organisationReference,
  /** Looked for in names, and in addresses by those who may see them. */
  q: searchWords.optional(),
  role: oneOf(roles, "There is no such role."),
  sort: z.enum(memberSorts, "This list can’t be sorted by that.").default("joined"),
  limit: pageSize,
  cursor,
});

export const countMembersInput = inOrganisation;
