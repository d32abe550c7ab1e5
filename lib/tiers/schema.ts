import { z } from "zod";
import { portalTierNames } from "@/lib/limits";
import { organisationReference } from "@/lib/organisations/schema";
import { amount } from "@/lib/pools/schema";
import type { LimitPart } from "@/lib/tiers/words";

interface Bounds {
  least?: number;
  most: number;
  unlimited?: boolean;
}

/** The largest numbers that a list, a form or a job was made for. Only where nothing is read whole is a number unlimited. */
const bounds: Record<LimitPart, Bounds> = {
  servers: { most: 100_000, unlimited: true },
  serverBackups: { most: 1_000 },
  backupSizeMb: { least: 1, most: 10_000_000 },
  projects: { most: 1_000 },
  zones: { most: 100_000, unlimited: true },
  zoneRecords: { most: 500_000 },
  invitations: { most: 1_000_000, unlimited: true },
  customRoles: { most: 200 },
  tokens: { most: 1_000 },
  tunnelDevices: { most: 10_000 },
  devicePorts: { most: 1_000 },
};

/** The most projects that any organisation can have. */
export const mostProjects = bounds.projects.most;

const hintOf = ({ least = 0, most, unlimited = false }: Bounds) =>
  `Enter a whole number from ${least} to ${most.toLocaleString("en-GB")}${unlimited ? ", or “any”" : ""}.`;

const eachField = <T>(field: (part: LimitPart) => T) =>
  ({
    servers: field("servers"),
    serverBackups: field("serverBackups"),
    backupSizeMb: field("backupSizeMb"),
    projects: field("projects"),
    zones: field("zones"),
    zoneRecords: field("zoneRecords"),
    invitations: field("invitations"),
    customRoles: field("customRoles"),
    tokens: field("tokens"),
    tunnelDevices: field("tunnelDevices"),
    devicePorts: field("devicePorts"),
  }) satisfies Record<LimitPart, T>;

function limit<Also = never>(part: LimitPart, also?: (word: string) => Also | undefined) {
  const { least = 0, most, unlimited } = bounds[part];
  const hint = hintOf(bounds[part]);
  const rule = z.number().int().min(least).max(most);
  return amount<Also>(rule, hint, also).refine((given) => given !== null || unlimited === true, hint);
}

const tier = z.enum(portalTierNames, "Portal tier not found.");
const ofTier = z.strictObject(eachField((part) => limit(part).optional()));

export const oneTier = z.strictObject({ tier });
/** Any of its numbers; those left out stay. */
export const setTierLimitsInput = oneTier.extend({ limits: ofTier });
/** The numbers to try, each left out or as for saving. */
export const countAboveInput = ofTier.extend({ tier });

/** Same as the portal tier: "tier", or an empty field of a form. */
const asTier = (word: string) => (word === "tier" || word === "" ? ("tier" as const) : undefined);

export const setOrganisationLimitsInput = z.strictObject({
  organisation: organisationReference,
  /** Any of its numbers; those left out stay. */
  limits: z.strictObject(eachField((part) => limit(part, asTier).optional())),
});
