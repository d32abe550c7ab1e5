import { z } from "zod";
import { organisationReference } from "@/lib/organisations/schema";

/** Repeats which organisation is meant: a slip of the hand or of a program then deletes nothing. */
const confirm = z.string("Enter the organisation’s handle to confirm.").max(10_000, "Enter the organisation’s handle.");
/** Doors other than the form send words. */
const permanent = z
  .union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")], "Enter true or false.")
  .default(false);

export const deleteOrganisationInput = z.strictObject({
  organisation: organisationReference,
  /** The handle, or the id. */
  confirm,
  /** Without the time in which it can be restored. */
  permanent,
});

export const deletedOrganisationInput = z.strictObject({
  /** Its id, or the handle that it had. */
  organisation: organisationReference,
});

export const portalDeleteInput = z.strictObject({ organisation: organisationReference, permanent });
export const purgeInput = z.strictObject({ organisation: organisationReference, confirm });
export const onePurge = z.strictObject({ organisationId: z.uuid() });
