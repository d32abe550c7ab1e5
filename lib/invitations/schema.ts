import { z } from "zod";
import { emailAddress, linkTokenText } from "@/lib/accounts/address";
import { organisationReference } from "@/lib/organisations/schema";
import { roleReference } from "@/lib/roles/reference";
import { cursor, pageSize, searchWords, uuid } from "@/lib/text";

export const inviteMemberInput = z.strictObject({
  organisation: organisationReference,
  email: emailAddress,
  /** Left out: the organisation’s usual one. */
  role: roleReference.optional(),
});

/** An address of many is judged by itself, so that a wrong one doesn't keep the others from being invited. */
const oneOfMany = inviteMemberInput.omit({ organisation: true }).extend({ email: z.string().max(10_000) });

/** Up to fifty at once, each with a result of its own. */
export const inviteMembersInput = z.strictObject({
  organisation: organisationReference,
  invitations: z
    .array(oneOfMany, "Give addresses.")
    .min(1, "Give at least one address.")
    .max(50, "Invite at most fifty people at once."),
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
export const invitationProof = z.union(
  [invitationLink, z.strictObject({ invitation: uuid })],
  "Give the token of the invitation’s link, or the invitation’s id.",
);
