import { z } from "zod";
import { emailAddress } from "@/lib/accounts/address";
import { portalTierNames } from "@/lib/limits";
import { handle } from "@/lib/organisations/handle";
import { organisationName, organisationReference } from "@/lib/organisations/schema";
import { cursor, line, oneOf, pageSize, searchWords } from "@/lib/text";

const portalTier = z.enum(portalTierNames, "Choose one of the portal tiers.");

/** What the portal’s list can be sorted by; a leading hyphen reverses the order. */
export const administeredSorts = [
  "name",
  "-name",
  "-created",
  "created",
  "-members",
  "members",
  "-servers",
  "servers",
] as const;
/** `invited`: the owner hasn’t set up the account yet. */
export const ownerStates = ["active", "invited"] as const;
const administeredStates = ["active", "invited", "suspended", "deleted"] as const;

export const listAllOrganisationsInput = z.strictObject({
  /** Searched for in names, handles and owners’ addresses; or an id. */
  q: searchWords.optional(),
  tier: oneOf(portalTierNames, "Portal tier not found."),
  /** The owner’s id or address. */
  owner: z
    .string()
    .max(1_000, { abort: true })
    .transform((given) => given.trim().toLowerCase() || undefined)
    .optional(),
  /** By default, all that aren’t deleted. */
  state: oneOf(administeredStates, "State not found."),
  sort: z.enum(administeredSorts, "This list can’t be sorted by that.").default("name"),
  limit: pageSize,
  cursor,
});

export const provisionInput = z.strictObject({
  name: organisationName,
  /** Made from the name if it is left out or empty. */
  handle: z.union([z.literal("").transform(() => undefined), handle]).optional(),
  portalTier: portalTier.default("free"),
  owner: z.strictObject({
    email: emailAddress,
    /** For a new account; its owner can change it. Made from the address if it is left out or empty. */
    name: z.union([z.literal("").transform(() => undefined), line("a name", 100)]).optional(),
  }),
});

export const correctOwnerInput = z.strictObject({ organisation: organisationReference, email: emailAddress });

export const setTierInput = z.strictObject({
  organisation: organisationReference,
  portalTier,
});
