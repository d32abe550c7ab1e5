import { z } from "zod";
import { portalTierNames } from "@/lib/limits";
import { poolNumbersShape } from "@/lib/pools/shape";
import { type LimitPart, limitParts } from "@/lib/tiers/words";

const each = <T extends z.ZodType>(of: T) =>
  z.object({
    ...{ servers: of, serverBackups: of, backupSizeMb: of, projects: of, zones: of, zoneRecords: of },
    ...{ invitations: of, customRoles: of, tokens: of, tunnelDevices: of, devicePorts: of },
  } satisfies Record<LimitPart, T>);

const limit = z.object({
  /** null: unlimited. It may be less than there is already. */
  most: z.int().nullable(),
  /** The organisation’s own number, not its portal tier’s. */
  own: z.boolean(),
});

/** What an organisation may have: `zoneRecords` in each zone, backups of each server with their size, tokens of each member. */
export const limitsShape = each(limit).meta({ id: "Limits" });

/** The same, with what it has: of its zones, servers and members the one with the most. */
export const administeredLimitsShape = each(limit.extend({ used: z.int() })).meta({ id: "AdministeredLimits" });

/** A portal tier with its numbers, which apply to each of its organisations without numbers of their own; null: unlimited. */
export const portalTierShape = z
  .object({
    tier: z.enum(portalTierNames),
    tierName: z.string(),
    maxServers: z.int().nullable(),
    limits: each(z.int().nullable()),
    pool: poolNumbersShape,
  })
  .meta({ id: "PortalTier" });

export const organisationLimitsShape = z.object({
  id: z.uuid(),
  handle: z.string(),
  limits: administeredLimitsShape,
});

/** How many organisations of a tier have more than the numbers that were asked about; those with a number of their own don’t count. */
export const aboveShape = z
  .object({
    tier: z.enum(portalTierNames),
    above: z.array(z.object({ what: z.enum(limitParts), organisations: z.int() })),
  })
  .meta({ id: "OrganisationsAbove" });
