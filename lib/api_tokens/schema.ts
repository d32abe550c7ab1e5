import { z } from "zod";
import { permissions } from "@/lib/access";
import { emailAddress } from "@/lib/accounts/address";
import { organisationReference } from "@/lib/organisations/schema";
import { portalRights } from "@/lib/portal_rights";
import { line, uuid } from "@/lib/text";

const name = line("a name", 100);
/** Whole days until it expires; left out or empty: never. */
const expiresInDays = z
  .union([
    z.literal("").transform(() => undefined),
    z.coerce.number().int().min(1, "Use at least 1 day.").max(3650, "Use at most ten years."),
  ])
  .optional();
/** Some of these; left out: all of them, also ones added later. */
const someOf = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z.array(z.enum(names, "Permission not found.")).max(names.length, "List each permission once.").optional();

export const createTokenInput = z.strictObject({
  /** The organisation that it has access to; with reach account, its home. */
  organisation: organisationReference,
  name,
  reach: z.enum(["organisation", "account"], "Choose a scope.").default("organisation"),
  /** Some of the user's own permissions; left out: all of them, also when the role changes. */
  permissions: someOf(permissions),
  expiresInDays,
});

/** The same for another user, on the command line. */
export const createTokenForInput = createTokenInput.extend({ email: emailAddress });

/** One for portal administration, without access to any organisation. */
export const createPortalTokenInput = z.strictObject({
  name,
  reach: z.literal("portal", "Choose a scope."),
  permissions: someOf(portalRights),
  expiresInDays,
});
export const createPortalTokenForInput = createPortalTokenInput.extend({ email: emailAddress });

export const ownToken = z.strictObject({ id: uuid });
export const oneToken = z.strictObject({ organisation: organisationReference, id: uuid });
