import { z } from "zod";
import { invitableRoles } from "@/lib/access";
import { emailAddress, linkTokenText } from "@/lib/accounts/address";
import { organisationReference } from "@/lib/organisations/schema";
import { cursor, pageSize, searchWords, uuid } from "@/lib/text";

export const inviteMemberInput = z.strictObject({
  organisation: organisationReference,
  email: emailAddress,
  role: z.enum(invitableRoles, "Choose a role.").default("member"),
});

/** What a list of invitations can be narrowed to. */
export const listedStates = ["pending", "accepted", "rejected", "revoked", "expired", "all"] as const;

export const listInvitationsInput = z.strictObject({
  organisation: organisationReference,
  /** Those that wait for an answer, those that ended in one way, or every one ever sent. */
  state: z.enum(listedStates, "There is no such state.").default("pending"),
  /** Looked for in the invited addresses. */
  q: searchWords.optional(),
  limit: pageSize,
  cursor,
});

export const oneInvitation = z.strictObject({ organisation: organisationReference, invitation: uuid });

export const invitationLink = z.strictObject({ token: linkTokenText });

/** An invitation proved by its link, or one from one's own list. */
export const invitationProof = z.union([invitationLink, z.strictObject({ invitation: uuid })]);
