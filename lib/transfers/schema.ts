import { z } from "zod";
import { organisationReference } from "@/lib/organisations/schema";
import { line, typed, uuid } from "@/lib/text";

/** A member: the user's id, the membership's, or the exact e-mail address. */
const member = typed(254, "Choose a member.")
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.union([z.uuid(), z.string().regex(/^[^\s@]+@[^\s@]+$/)], "Choose a member, or enter their e-mail address."));

export const offerTransferInput = z.strictObject({ organisation: organisationReference, userId: member });

/** Of the portal's administration: the reason is shown to both parties and logged. */
export const beginTransferInput = offerTransferInput.extend({ reason: line("a reason", 500) });

export const oneTransfer = z.strictObject({ transfer: uuid });

/** A job's payload. */
export const dueTransfer = z.strictObject({ transfer: uuid, organisationId: uuid });
