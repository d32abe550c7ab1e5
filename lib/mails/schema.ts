import { z } from "zod";
import { cursor, pageSize, uuid } from "@/lib/text";

export const listMailsInput = z.strictObject({ limit: pageSize, cursor });
export const oneMail = z.strictObject({ mail: uuid });

/** A job's payload: the row and its scope. */
export const mailJobInput = z.strictObject({ mail: uuid, organisationId: uuid.optional(), userId: uuid.optional() });
export const deliveryResult = mailJobInput.extend({
  outcome: z.enum(["sent", "failed", "again"]),
  error: z.string().max(500).nullable(),
});
