import { z } from "zod";
import { cursor, oneOf, pageSize, searchWords, uuid } from "@/lib/text";

export const mailStates = ["queued", "sending", "sent", "failed", "held", "withdrawn"] as const;
export const mailKinds = [
  "invitation",
  "verify",
  "reset",
  "known",
  "notice",
  "provisioned",
  "transfer",
  "security",
  "signInLink",
  "newDevice",
  "newAddress",
  "undoAddress",
] as const;

export const listMailsInput = z.strictObject({
  /** Searched for in the recipients' addresses. */
  q: searchWords.optional(),
  state: oneOf(mailStates, "State not found."),
  kind: oneOf(mailKinds, "Kind of mail not found."),
  limit: pageSize,
  cursor,
});
export const oneMail = z.strictObject({ mail: uuid });

/** A job's payload: the row and its scope. */
export const mailJobInput = z.strictObject({ mail: uuid, organisationId: uuid.optional(), userId: uuid.optional() });
export const deliveryResult = mailJobInput.extend({
  outcome: z.enum(["sent", "failed", "again"]),
  error: z.string().max(500).nullable(),
});
