import { z } from "zod";
import { roles } from "@/lib/access";
import { portalTierNames } from "@/lib/limits";
import { handle } from "@/lib/organisations/handle";
import { roleReference } from "@/lib/roles/reference";
import { cursor, line, oneOf, pageSize, searchWords } from "@/lib/text";

/**
 * How a person or program names an organisation: its id or its handle. What can be neither is one that nobody finds.
 */
export const organisationReference = z
  .string()
  .max(10_000, { abort: true })
  .transform((text) => text.trim().toLowerCase())
  .transform((text) => (/^[a-z0-9-]{1,64}$/.test(text) ? text : "-"));
export const organisationName = line("a name", 100);

export const nothing = z.strictObject({});
export const inOrganisation = z.strictObject({ organisation: organisationReference });

/**
 * What one's organisations can be sorted by; with a hyphen before it, backwards: newest, most, last of the alphabet
 * first.
 */
export const organisationSorts = ["-opened", "opened", "name", "-name", "-members", "members"] as const;
export type OrganisationSort = (typeof organisationSorts)[number];

export const listOrganisationsInput = z.strictObject({
  q: searchWords.optional(),
  /** One's own role there. */
  role: oneOf(roles, "There is no such role."),
  sort: z.enum(organisationSorts, "This list can’t be sorted by that.").default("-opened"),
});

/** A picture’s address, from which it is fetched once; none, or an empty one, takes the picture away. */
const logo = z.string().max(2000, "Use at most 2000 characters.").nullable().optional();

export const createOrganisationInput = z.strictObject({
  name: organisationName,
  /** Made from the name when it is left out or empty. */
  handle: z.union([z.literal("").transform(() => undefined), handle]).optional(),
  logo,
});

export const checkHandleInput = z.strictObject({ handle: z.string().max(200) });

export const updateOrganisationInput = z.strictObject({
  organisation: organisationReference,
  name: organisationName.optional(),
  handle: handle.optional(),
  /** What a new invitation is for when it doesn't say. */
  defaultRole: roleReference.optional(),
  logo,
});

export const listAllOrganisationsInput = z.strictObject({
  /** Looked for in names and handles. */
  q: searchWords.optional(),
  tier: oneOf(portalTierNames, "There is no such portal tier."),
  limit: pageSize,
  cursor,
});

export const setTierInput = z.strictObject({
  organisation: organisationReference,
  portalTier: z.enum(portalTierNames, "Choose one of the portal tiers."),
});
