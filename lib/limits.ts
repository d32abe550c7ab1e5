/** The portal tiers. What each allows is in the database: `tier_limits` and `tier_pools`. */
export const portalTiers = {
  free: { displayName: "Free Portal" },
  educational: { displayName: "Educational Portal" },
  paid: { displayName: "Pro Portal" },
  enterprise: { displayName: "Enterprise Portal" },
} as const satisfies Record<string, { displayName: string }>;

/**
 * What a portal tier allows one organisation: servers, zones and so on at a time; `zoneRecords` in each zone, without the SOA;
 * `serverBackups` of each server, and `backupSizeMb`, the maximum compressed size of each, in MiB; `tokens` of each member for this
 * organisation; `devicePorts`, the open ports of each tunnel device. `null` means unlimited. These are the initial values in the database; a portal administrator can change a tier’s, or one
 * organisation’s. A lock enforces each under any race.
 */
export const firstLimits = {
  free: {
    ...{ servers: 2, zones: 2, invitations: 50, zoneRecords: 1_000, serverBackups: 2, backupSizeMb: 5_120 },
    ...{ projects: 100, customRoles: 0, tokens: 25, tunnelDevices: 2, devicePorts: 3 },
  },
  educational: {
    ...{ servers: 3, zones: 3, invitations: 100, zoneRecords: 1_000, serverBackups: 3, backupSizeMb: 10_240 },
    ...{ projects: 100, customRoles: 0, tokens: 25, tunnelDevices: 3, devicePorts: 5 },
  },
  paid: {
    ...{ servers: 10, zones: 20, invitations: 500, zoneRecords: 10_000, serverBackups: 7, backupSizeMb: 51_200 },
    ...{ projects: 100, customRoles: 0, tokens: 25, tunnelDevices: 10, devicePorts: 10 },
  },
  enterprise: {
    ...{
      servers: null,
      zones: 500,
      invitations: 5_000,
      zoneRecords: 200_000,
      serverBackups: 30,
      backupSizeMb: 512_000,
    },
    ...{ projects: 100, customRoles: 20, tokens: 25, tunnelDevices: 100, devicePorts: 50 },
  },
} as const satisfies Record<PortalTier, Record<string, number | null>>;

/**
 * The total that one organisation’s servers may be allocated on shared nodes: memory and disk in MiB. These are the initial values in the
 * database; a portal administrator can change a tier’s, or one organisation’s.
 */
export const firstPools = {
  free: { memoryMb: 4_096, cores: 2, diskMb: 20_480, ports: 6 },
  educational: { memoryMb: 6_144, cores: 3, diskMb: 30_720, ports: 9 },
  paid: { memoryMb: 32_768, cores: 16, diskMb: 204_800, ports: 50 },
  enterprise: { memoryMb: null, cores: null, diskMb: null, ports: null },
} as const satisfies Record<PortalTier, Record<"memoryMb" | "cores" | "diskMb" | "ports", number | null>>;

export type PortalTier = keyof typeof portalTiers;
export const portalTierNames = Object.keys(portalTiers) as [PortalTier, ...PortalTier[]];

/** "Free, Pro", of what serves some portal tiers. */
export function tierWords(tiers: readonly PortalTier[]): string {
  if (tiers.length === portalTierNames.length) return "All portal tiers";
  if (tiers.length === 0) return "No portal tiers";
  return tiers.map((tier) => portalTiers[tier].displayName.replace(" Portal", "")).join(", ");
}

/** The most organisations that one user may own. */
export const ownedOrganisations = 10;
/** The most passkeys of one account. */
export const passkeysEach = 20;
/** The most SMTP servers of an organisation. */
export const smtpServersEach = 20;
/** The most recipients of one of them, for tests and events. */
export const recipientsEach = 10;
/** The most test mails of an organisation in an hour. */
export const testMailsAnHour = 40;
/** The most webhooks of an organisation. */
export const webhooksEach = 10;
/** The most webhook tests and redeliveries of an organisation in an hour. */
export const webhookTestsAnHour = 120;
/** Pending zones that an organisation may have at a time. */
export const claimsEach = 10;
/** How long a name may wait to be verified. */
export const claimDays = 14;
/** Subdomains of its zones that an organisation may allow to others. */
export const grantsEach = 100;
/** The most API tokens of one user for the whole account and the portal; those for one organisation are among its tier’s limits. */
export const accountTokens = 25;
/** The most invitation mails of one organisation to one address in a day, from all inviters together. */
export const mailsToOneAddress = 30;
/** For how long somebody who leaves can change their mind. */
export const leavingDays = 7;
/** How long an invitation is valid after sending. */
export const invitationHours = 48;
/** How long the offer of an organisation is valid, and how long its owner can object to a transfer by the portal’s administration. */
export const transferHours = 72;
/** The most former handles of an organisation at a time. */
export const heldHandles = 5;
/** How long a former handle still leads to the organisation. */
export const handleHeldDays = 90;
/** For how many days an organisation’s activity is kept; null means for ever. The database keeps the same numbers (`audit_days`). */
export const auditDays = (tier: PortalTier): number | null =>
  ({ free: 30, educational: 90, paid: 365, enterprise: null })[tier];
/** Server event streams that one user may have open at a time, and all users together, in each process. */
export const eventStreams = { each: 12, together: 500 };
