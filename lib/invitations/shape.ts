import { z } from "zod";
import { errorCodes } from "@/lib/kernel/errors";

const states = ["pending", "accepted", "rejected", "revoked", "expired"] as const;

/** The fields of an invitation in every answer; its link is never among them. The columns are `answered` in db/queries/invitations.ts. */
export const invitationShape = z.object({
  id: z.uuid(),
  email: z.string(),
  /** admin, member, or the name of a custom role. */
  role: z.string(),
  inviterId: z.uuid().nullable(),
  expiresAt: z.date(),
  createdAt: z.date(),
});

export const sentInvitationShape = invitationShape
  .extend({ organisationId: z.uuid(), state: z.enum(states) })
  .meta({ id: "SentInvitation" });

export const listedInvitationShape = invitationShape
  .extend({
    state: z.enum(states),
    answeredAt: z.date().nullable(),
    inviterName: z.string().nullable(),
    delivery: z
      .object({
        state: z.enum(["queued", "sending", "sent", "failed", "held", "withdrawn"]),
        error: z.string().nullable(),
        attempts: z.int(),
        sentAt: z.date().nullable(),
      })
      .nullable(),
  })
  .meta({ id: "ListedInvitation" });

export const myInvitationShape = invitationShape
  .extend({
    organisationId: z.uuid(),
    handle: z.string(),
    name: z.string(),
    /** The organisation’s avatar. */
    avatarUrl: z.url().nullable(),
    inviterName: z.string().nullable(),
  })
  .meta({ id: "MyInvitation" });

export const joinedShape = z.object({ handle: z.string(), name: z.string(), passwordDropped: z.boolean() });
export const declinedShape = z.object({ name: z.string() });
export const linkShape = z.object({ link: z.url() });

/** The result for each address, in the given order. */
export const invitedShape = z.array(
  z.object({
    email: z.string(),
    invitation: sentInvitationShape.nullable(),
    error: z.object({ error: z.string(), code: z.enum(errorCodes) }).nullable(),
  }),
);
