import { z } from "zod";

const organisation = z.object({ id: z.uuid(), handle: z.string(), name: z.string() });

export const leavingShape = z
  .object({
    email: z.string(),
    /** Those that others are members of: to be transferred or deleted first. */
    blocking: z.array(organisation),
    /** Those that are deleted with the account. */
    owned: z.array(organisation),
    lastAdministrator: z.boolean(),
    graceDays: z.int(),
    counts: z.object({
      memberships: z.int(),
      tokens: z.int(),
      sessions: z.int(),
      notifications: z.int(),
      deletedOrganisations: z.int(),
    }),
  })
  .meta({ id: "Leaving" });

export const leavingUntilShape = z.object({ leavingUntil: z.date() });

const at = z.date().nullable();

/** All that is about an account. Secrets aren't in it. */
export const accountExportShape = z
  .object({
    exportedAt: z.date(),
    account: z.object({
      ...{ id: z.uuid(), name: z.string(), email: z.string(), emailVerifiedAt: at, createdAt: z.date() },
      ...{ portalAdmin: z.boolean(), avatarUrl: z.url().nullable(), notifyByMail: z.boolean() },
      signInMails: z.boolean(),
      ...{ secondFactorEnabledAt: at, defaultOrganisationId: z.uuid().nullable(), leavingUntil: at, disabledAt: at },
    }),
    sessions: z.array(
      z.object({
        ...{ id: z.uuid(), createdAt: z.date(), expiresAt: z.date(), provedAt: z.date(), secondFactorAt: at },
        ...{ address: z.string().nullable(), signedInBy: z.string(), provider: z.string().nullable() },
        ...{ usedAt: z.date(), lastAddress: z.string().nullable() },
        ...{ browser: z.string().nullable(), system: z.string().nullable() },
      }),
    ),
    tokens: z.array(
      z.object({
        ...{ id: z.uuid(), name: z.string(), reach: z.string(), organisationId: z.uuid().nullable() },
        ...{ permissions: z.array(z.string()).nullable(), createdAt: z.date(), expiresAt: at, lastUsedAt: at },
      }),
    ),
    devices: z.array(z.object({ firstSeenAt: z.date(), lastSeenAt: z.date() })),
    identities: z.array(
      z.object({
        ...{ provider: z.string(), issuer: z.string(), subject: z.string(), address: z.string().nullable() },
        ...{ linkedAt: z.date(), lastUsedAt: at },
      }),
    ),
    /** At providers of organisations. */
    ownIdentities: z.array(
      z.object({
        ...{ organisationId: z.uuid(), issuer: z.string(), subject: z.string(), address: z.string() },
        ...{ linkedAt: z.date(), lastUsedAt: at },
      }),
    ),
    joinRequests: z.array(z.object({ organisationId: z.uuid(), state: z.string(), createdAt: z.date() })),
    passkeys: z.array(z.object({ name: z.string(), createdAt: z.date(), lastUsedAt: at })),
    secondFactor: z.object({
      authenticators: z.array(z.object({ createdAt: z.date(), confirmedAt: at, lastUsedAt: at })),
      recoveryCodes: z.array(z.object({ createdAt: z.date(), usedAt: at })),
    }),
    memberships: z.array(
      z.object({ id: z.uuid(), handle: z.string(), name: z.string(), role: z.string(), joinedAt: z.date() }),
    ),
    addressChanges: z.array(
      z.object({
        ...{ former: z.string(), address: z.string(), createdAt: z.date(), changedAt: at, undoUntil: at, endedAt: at },
      }),
    ),
    notifications: z.array(
      z.object({
        ...{ kind: z.string(), organisationName: z.string(), actorName: z.string().nullable() },
        ...{ role: z.string().nullable(), formerRole: z.string().nullable(), createdAt: z.date(), readAt: at },
      }),
    ),
    mails: z.array(
      z.object({
        ...{ kind: z.string(), detail: z.string().nullable(), recipient: z.string(), state: z.string() },
        ...{ createdAt: z.date(), sentAt: at },
      }),
    ),
    /** The account's own log, the latest first. */
    log: z.array(
      z.object({
        ...{ number: z.string(), at: z.date(), operation: z.string(), actorName: z.string() },
        ...{ targetName: z.string().nullable(), details: z.record(z.string(), z.unknown()) },
        address: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "AccountExport" });
