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

/** Organisations that one user may own. */
export const ownedOrganisations = 10;
/** Roles of its own that an organisation may have. */
export const customRoles = 20;
/** Mail servers of its own that an organisation may have. */
export const smtpServersEach = 20;
/** Addresses that one of them may write to at a time: tests, and events. */
export const recipientsEach = 10;
/** Mails to try them with that one organisation may send in an hour. */
export const testMailsAnHour = 40;
/** Webhooks that an organisation may have. */
export const webhooksEach = 10;
/** Times that one organisation may try its webhooks, and have a failed delivery tried again, in an hour. */
export const webhookTestsAnHour = 120;
/** Projects that an organisation may have. */
export const projectsEach = 100;
/** Pending zones that an organisation may have at a time. */
export const claimsEach = 10;
/** Subdomains of its zones that an organisation may allow to others. */
export const grantsEach = 100;
/** API tokens that one user may have for one organisation, and as many again for the whole account. */
export const tokensEach = 25;
/** Invitation mails that one organisation may send to one address in a day: whoever invites, nobody should drown in them. */
export const mailsToOneAddress = 30;
/** How long an invitation waits for an answer, counted from sending. */
export const invitationHours = 48;
/** Former handles that an organisation may hold at a time. */
export const heldHandles = 5;
/** How long the handle that an organisation gave up still leads to it. */
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
/** Server event streams that one user may have open at a time, and all users together, in each process. */
export const eventStreams = { each: 12, together: 500 };
