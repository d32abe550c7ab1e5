import { z } from "zod";
import { roles } from "@/lib/access";
import { emailAddress } from "@/lib/accounts/address";
import { portalTierNames } from "@/lib/limits";
import { handle } from "@/lib/organisations/handle";
import { roleReference } from "@/lib/roles/reference";
import { cursor, line, oneOf, pageSize, searchWords } from "@/lib/text";

/** A reference to an organisation: its id or its handle. Anything else is simply not found. */
export const organisationReference = z
  .string()
  .max(10_000, { abort: true })
  .transform((text) => text.trim().toLowerCase())
  .transform((text) => (/^[a-z0-9-]{1,64}$/.test(text) ? text : "-"));
export const organisationName = line("a name", 100);

const portalTier = z.enum(portalTierNames, "Choose one of the portal tiers.");

export const nothing = z.strictObject({});
export const inOrganisation = z.strictObject({ organisation: organisationReference });

/** What one's organisations can be sorted by; a leading hyphen reverses the order: newest, most, or last in the alphabet first. */
export const organisationSorts = ["-opened", "opened", "name", "-name", "-members", "members"] as const;

export const listOrganisationsInput = z.strictObject({
  q: searchWords.optional(),
  /** The user's own role there. */
  role: oneOf(roles, "Role not found."),
  sort: z.enum(organisationSorts, "This list can’t be sorted by that.").default("-opened"),
});

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

/** What the portal’s list can be sorted by; a leading hyphen reverses the order. */
export const administeredSorts = ["name", "-name", "-created", "created", "-members", "members", "-servers", "servers"] as const; // biome-ignore format: a list
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
