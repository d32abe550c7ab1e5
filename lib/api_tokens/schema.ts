import { z } from "zod";
import { permissions } from "@/lib/access";
import { emailAddress } from "@/lib/accounts/address";
import { organisationReference } from "@/lib/organisations/schema";
import { line, uuid } from "@/lib/text";

export const createTokenInput = z.strictObject({
  /** The one that it opens; with reach account, its home. */
  organisation: organisationReference,
  name: line("the token a name", 100),
  reach: z.enum(["organisation", "account"], "Choose how far it reaches.").default("organisation"),
  /** A part of one's own; left out: all of them, whatever the role becomes. */
  permissions: z
    .array(z.enum(permissions, "There is no such permission."))
    .max(permissions.length, "Name each permission once.")
    .optional(),
  /** Whole days until it ends; left out or empty: never. */
  expiresInDays: z
    .union([
      z.literal("").transform(() => undefined),
      z.coerce.number().int().min(1, "At least one day.").max(3650, "At most ten years."),
    ])
    .optional(),
});

/** The same for somebody else, for whoever sits at the machine. */
export const createTokenForInput = createTokenInput.extend({ email: emailAddress });

export const ownToken = z.strictObject({ id: uuid });
export const oneToken = z.strictObject({ organisation: organisationReference, id: uuid });
