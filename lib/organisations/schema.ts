import { z } from "zod";
import { portalTierNames } from "@/lib/limits";
import { handle } from "@/lib/organisations/handle";
import { line } from "@/lib/text";

/** How a person or program names an organisation: its id or its handle. */
export const organisationReference = z.string().trim().toLowerCase().min(1).max(64);
export const organisationName = line("the organisation a name", 100);

export const nothing = z.strictObject({});
export const inOrganisation = z.strictObject({ organisation: organisationReference });

export const listOrganisationsInput = z.strictObject({ q: z.string().trim().max(100).optional() });

export const createOrganisationInput = z.strictObject({
  name: organisationName,
  /** Made from the name when it is left out or empty. */
  handle: z.union([z.literal("").transform(() => undefined), handle]).optional(),
});

export const checkHandleInput = z.strictObject({ handle: z.string().max(200) });

export const updateOrganisationInput = z.strictObject({
  organisation: organisationReference,
  name: organisationName.optional(),
  handle: handle.optional(),
});

export const setTierInput = z.strictObject({
  organisation: organisationReference,
  portalTier: z.enum(portalTierNames, "Choose one of the portal tiers."),
});
