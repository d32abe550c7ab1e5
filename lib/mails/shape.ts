import { z } from "zod";
import { mailKinds, mailStates } from "@/lib/mails/schema";

/** An outgoing mail as portal administrators see it: never its link. */
export const mailShape = z
  .object({
    id: z.uuid(),
    kind: z.enum(mailKinds),
    recipient: z.string(),
    /** `held`: the portal had no SMTP server. `withdrawn`: a portal administrator took it back. */
    state: z.enum(mailStates),
    attempts: z.int(),
    /** Why the last attempt failed. */
    error: z.string().nullable(),
    createdAt: z.date(),
    sentAt: z.date().nullable(),
    revealedAt: z.date().nullable(),
    organisationName: z.string().nullable(),
    canRetry: z.boolean(),
    canWithdraw: z.boolean(),
    canReveal: z.boolean(),
  })
  .meta({ id: "Mail" });

export const mailChangeShape = z.object({ id: z.uuid(), state: z.enum(["queued", "withdrawn"]) });

export const revealedShape = z.object({ link: z.url() });
