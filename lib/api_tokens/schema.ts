import { z } from "zod";
import { permissions } from "@/lib/access";
import { emailAddress } from "@/lib/accounts/address";
import { organisationReference } from "@/lib/organisations/schema";
import { portalRights } from "@/lib/portal_rights";
import { line, uuid } from "@/lib/text";

const name = line("a name", 100);
/** Whole days until it ends; left out or empty: never. */
const expiresInDays = z
  .union([
    z.literal("").transform(() => undefined),
    z.coerce.number().int().min(1, "At least one day.").max(3650, "At most ten years."),
  ])
  .optional();
/** Some of these; left out: all of them, also those that come later. */
const someOf = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z.array(z.enum(names, "There is no such permission.")).max(names.length, "Name each permission once.").optional();

export const createTokenInput = z.strictObject({
  /** The one that it opens; with reach account, its home. */
  organisation: organisationReference,
  name,
  reach: z.enum(["organisation", "account"], "Choose how far it reaches.").default("organisation"),
  /** A part of one's own; left out: all of them, whatever the role becomes. */
  permissions: someOf(permissions),
  expiresInDays,
});

/** The same for somebody else, for whoever sits at the machine. */
export const createTokenForInput = createTokenInput.extend({ email: emailAddress });

/** One that reaches the portal's administration and no organisation. */
export const createPortalTokenInput = z.strictObject({
  name,
  reach: z.literal("portal", "Choose how far it reaches."),
  permissions: someOf(portalRights),
  expiresInDays,
});
export const createPortalTokenForInput = createPortalTokenInput.extend({ email: emailAddress });

export const ownToken = z.strictObject({ id: uuid });
export const oneToken = z.strictObject({ organisation: organisationReference, id: uuid });
