import { z } from "zod";
import { emailAddress, linkTokenText } from "@/lib/accounts/address";
import { organisationReference } from "@/lib/organisations/schema";
import { roleReference } from "@/lib/roles/reference";
import { cursor, pageSize, searchWords, uuid } from "@/lib/text";

export const inviteMemberInput = z.strictObject({
  organisation: organisationReference,
  email: emailAddress,
  /** Left out: the organisation’s default role. */
  role: roleReference.optional(),
});

/** One address of many is judged by itself, so that a wrong one doesn't keep the others from being invited. */
const oneOfMany = inviteMemberInput.omit({ organisation: true }).extend({ email: z.string().max(10_000) });

/** Up to fifty at once, each with its own result. */
export const inviteMembersInput = z.strictObject({
  organisation: organisationReference,
  invitations: z
    .array(oneOfMany, "Enter addresses.")
    .min(1, "Enter at least one address.")
    .max(50, "Invite at most 50 people at once."),
});

/** The filters of a list of invitations. */
export const listedStates = ["pending", "accepted", "rejected", "revoked", "expired", "all"] as const;

export const listInvitationsInput = z.strictObject({
  organisation: organisationReference,
  /** The pending ones, those that ended in one way, or all of them. */
  state: z.enum(listedStates, "State not found.").default("pending"),
  /** Searched for in the invited addresses. */
  q: searchWords.optional(),
  limit: pageSize,
  cursor,
});

export const oneInvitation = z.strictObject({ organisation: organisationReference, invitation: uuid });

export const invitationLink = z.strictObject({ token: linkTokenText });

/** An invitation by its link, or one from the user's own list. */
export const invitationProof = z.union(
  [invitationLink, z.strictObject({ invitation: uuid })],
  "Enter the token of the invitation’s link, or the invitation’s id.",
);
