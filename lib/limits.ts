/** The limits of each portal tier. `null` means unlimited. The database or a lock enforces each of these under any race. */
export const portalTiers = {
  free: { displayName: "Free Portal", maxServers: 2, zones: 2, pendingInvitations: 50 },
  educational: { displayName: "Educational Portal", maxServers: 3, zones: 3, pendingInvitations: 100 },
  paid: { displayName: "Pro Portal", maxServers: 10, zones: 20, pendingInvitations: 500 },
  enterprise: { displayName: "Enterprise Portal", maxServers: null, zones: 500, pendingInvitations: 5_000 },
} as const satisfies Record<
  string,
  { displayName: string; maxServers: number | null; zones: number; pendingInvitations: number }
>;

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

/** The most organisations that one user may own. */
export const ownedOrganisations = 10;
/** The most custom roles of an organisation. */
export const customRoles = 20;
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
/** The most projects of an organisation. */
export const projectsEach = 100;
/** Pending zones that an organisation may have at a time. */
export const claimsEach = 10;
/** Subdomains of its zones that an organisation may allow to others. */
export const grantsEach = 100;
/** The most API tokens of one user for one organisation, and as many again for the whole account. */
export const tokensEach = 25;
/** The most invitation mails of one organisation to one address in a day, from all inviters together. */
export const mailsToOneAddress = 30;
/** How long an invitation is valid after sending. */
export const invitationHours = 48;
/** The most former handles of an organisation at a time. */
export const heldHandles = 5;
/** How long a former handle still leads to the organisation. */
export const handleHeldDays = 90;
/** Records that one zone may have, without the SOA. */
export const zoneRecords = {
  free: 1_000,
  educational: 1_000,
  paid: 10_000,
  enterprise: 200_000,
} as const satisfies Record<PortalTier, number>;
/** Backups that one server may have, and the maximum compressed size of each, in MiB. */
export const serverBackups = {
  free: { count: 2, sizeMb: 5_120 },
  educational: { count: 3, sizeMb: 10_240 },
  paid: { count: 7, sizeMb: 51_200 },
  enterprise: { count: 30, sizeMb: 512_000 },
} as const satisfies Record<PortalTier, { count: number; sizeMb: number }>;
/** For how many days an organisation’s activity is kept; null means for ever. The database keeps the same numbers (`audit_days`). */
export const auditDays = (tier: PortalTier): number | null =>
  ({ free: 30, educational: 90, paid: 365, enterprise: null })[tier];
/** Server event streams that one user may have open at a time, and all users together, in each process. */
export const eventStreams = { each: 12, together: 500 };
