import { z } from "zod";
import { handle } from "@/lib/organisations/handle";
import { roleReference } from "@/lib/roles/reference";
import { line } from "@/lib/text";

/** A reference to an organisation: its id or its handle. Anything else is simply not found. */
export const organisationReference = z
  .string()
  .max(10_000, { abort: true })
  .transform((text) => text.trim().toLowerCase())
  .transform((text) => (/^[a-z0-9-]{1,64}$/.test(text) ? text : "-"));
export const organisationName = line("a name", 100);

export const nothing = z.strictObject({});
/** Whether the organisation requires a second factor. */
export const setSecurityInput = z.strictObject({
  organisation: organisationReference,
  secondFactorRequired: z.boolean("Enter true or false."),
});

export const inOrganisation = z.strictObject({ organisation: organisationReference });

/** An image’s address, from which it is fetched once; null or an empty one removes the avatar. */
const logo = z.string().max(2000, "Use at most 2000 characters.").nullable().optional();

export const createOrganisationInput = z.strictObject({
  name: organisationName,
  /** Made from the name if it is left out or empty. */
  handle: z.union([z.literal("").transform(() => undefined), handle]).optional(),
  logo,
});

export const checkHandleInput = z.strictObject({ handle: z.string().max(200) });

export const updateOrganisationInput = z.strictObject({
  organisation: organisationReference,
  name: organisationName.optional(),
  handle: handle.optional(),
  /** The role of a new invitation that doesn't name one. */
  defaultRole: roleReference.optional(),
  logo,
});
