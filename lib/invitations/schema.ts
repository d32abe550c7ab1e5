import { z } from "zod";
import { invitableRoles } from "@/lib/access";
import { emailAddress, linkTokenText } from "@/lib/accounts/address";
import { organisationReference } from "@/lib/organisations/schema";
import { cursor, pageSize, uuid } from "@/lib/text";

export const inviteMemberInput = z.strictObject({
  organisation: organisationReference,
  email: emailAddress,
  role: z.enum(invitableRoles, "Choose a role.").default("member"),
});

export const listInvitationsInput = z.strictObject({
  organisation: organisationReference,
  /** Those that wait for an answer, or every one ever sent. */
  state: z.enum(["pending", "all"]).default("pending"),
  limit: pageSize,
  cursor,
});

export const oneInvitation = z.strictObject({ organisation: organisationReference, invitation: uuid });

export const invitationLink = z.strictObject({ token: linkTokenText });

/** An invitation proved by its link, or one from one's own list. */
export const invitationProof = z.union([invitationLink, z.strictObject({ invitation: uuid })]);
