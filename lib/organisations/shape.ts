import { z } from "zod";
import { permissions } from "@/lib/access";
import { portalTierNames } from "@/lib/limits";
import { ownerStates } from "@/lib/organisations/portal_schema";
import { suspension } from "@/lib/organisations/suspension/shape";
import { ownPoolShape, poolShape } from "@/lib/pools/shape";
import { administeredLimitsShape, limitsShape } from "@/lib/tiers/shape";

/** The fields of an organisation in every answer. */
const organisation = z.object({
  id: z.uuid(),
  name: z.string(),
  handle: z.string(),
  ownerId: z.uuid(),
  portalTier: z.enum(portalTierNames),
  createdAt: z.date(),
  /** The role of a new invitation that doesn’t name one. */
  defaultRole: z.string(),
  /** Where its avatar is, 256 pixels of WebP; another avatar has another address. */
  avatarUrl: z.url().nullable(),
  /** The same, else the address set for one that couldn’t be fetched, or hasn’t been yet. */
  logo: z.string().nullable(),
});

export const foundedOrganisationShape = organisation
  .extend({ orgRole: z.literal("owner") })
  .meta({ id: "FoundedOrganisation" });
const counted = organisation.extend({ memberCount: z.int() });
export const updatedOrganisationShape = counted.meta({ id: "UpdatedOrganisation" });

export const listedOrganisationShape = counted
  .extend({
    tierName: z.string(),
    /** owner, admin, member, or the name of a custom role. */
    orgRole: z.string(),
    memberId: z.uuid(),
    userId: z.uuid(),
    permissions: z.array(z.enum(permissions)),
    joinedAt: z.date(),
    openedAt: z.date().nullable(),
    isDefault: z.boolean(),
    suspension,
    /** Whether it opens only to whoever has a second factor. */
    secondFactorRequired: z.boolean(),
  })
  .meta({ id: "ListedOrganisation" });

export const organisationShape = counted
  .extend({
    tierName: z.string(),
    orgRole: z.string(),
    memberId: z.uuid(),
    permissions: z.array(z.enum(permissions)),
    serverCount: z.int(),
    maxServers: z.int().nullable(),
    /** What its servers may have together, and what they have; null if you see only some of its projects. */
    pool: poolShape.nullable(),
    /** null: unlimited. */
    maxInvitations: z.int().nullable(),
    limits: limitsShape,
    pendingInvitations: z.int().nullable(),
    /** Whether you see only some of its projects. */
    narrowed: z.boolean(),
    suspension,
    /** Whether it opens only to whoever has a second factor. */
    secondFactorRequired: z.boolean(),
  })
  .meta({ id: "Organisation" });

export const handleCheckShape = z.object({ taken: z.boolean(), reason: z.string().optional() });

/** `invited`: the owner hasn’t set up the account yet; the link in their mail does. */
const ownerState = z.enum(ownerStates);

/** An organisation as the portal's administration sees it. */
export const administeredOrganisationShape = z
  .object({
    id: z.uuid(),
    handle: z.string(),
    name: z.string(),
    avatarUrl: z.url().nullable(),
    owner: z.object({ id: z.uuid(), name: z.string(), email: z.string(), state: ownerState }),
    portalTier: z.enum(portalTierNames),
    tierName: z.string(),
    memberCount: z.int(),
    serverCount: z.int(),
    /** What it is allowed; null: any number. It may have more, from an earlier, higher tier. */
    maxServers: z.int().nullable(),
    limits: administeredLimitsShape,
    pool: ownPoolShape,
    zoneCount: z.int(),
    /** Custom roles and dedicated nodes: both need the Enterprise Portal. */
    ownRoles: z.int(),
    dedicatedNodes: z.int(),
    createdAt: z.date(),
    suspension,
    deletedAt: z.date().nullable(),
  })
  .meta({ id: "AdministeredOrganisation" });

export const provisionedShape = z
  .object({
    id: z.uuid(),
    handle: z.string(),
    name: z.string(),
    portalTier: z.enum(portalTierNames),
    ownerId: z.uuid(),
    ownerState,
  })
  .meta({ id: "ProvisionedOrganisation" });

export const tierShape = z.object({ id: z.uuid(), handle: z.string(), portalTier: z.enum(portalTierNames) });

export const securityRulesShape = z.object({ secondFactorRequired: z.boolean() });
export const securityShape = securityRulesShape.extend({
  /** How many members have no second factor. */
  membersWithout: z.int(),
  /** The first ten of them. */
  namesWithout: z.array(z.string()),
});
