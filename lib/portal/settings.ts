import type { Trx } from "@/db/client";
import { findPortalSettings } from "@/db/queries/portal_settings";
import { env } from "@/lib/env";
import type { OrganisationCreation } from "@/lib/portal/schema";

/** What a portal administrator can change while the portal runs, besides features, registries and pools. */
export interface PortalSettings {
  /** How long a deleted organisation can be restored; 0 means that it is removed at once. */
  deletionGraceDays: number;
  /** How long rows of the log are kept where nothing else is said. */
  auditKeptDays: number;
  organisationCreation: OrganisationCreation;
  /** Whether administering the portal needs a second factor. */
  administratorsNeedSecondFactor: boolean;
  /** The zone below which tunnel devices have names; null: they have none. */
  baseZone: string | null;
}

/** The current settings, in a transaction of any scope. */
export async function portalSettings(trx: Trx): Promise<PortalSettings> {
  return toSettings(await findPortalSettings(trx));
}

export function toSettings({
  organisationCreation,
  ...days
}: Awaited<ReturnType<typeof findPortalSettings>>): PortalSettings {
  return { ...days, organisationCreation: creationOf(organisationCreation) };
}

/** Who may create organisations: as it is stored, else as the environment says. */
export const creationOf = (stored: string | null): OrganisationCreation =>
  (stored as OrganisationCreation | null) ?? env().ORGANISATION_CREATION;
