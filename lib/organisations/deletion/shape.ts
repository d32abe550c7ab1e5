import { z } from "zod";
import { updatedOrganisationShape } from "@/lib/organisations/shape";

/** How much an organisation has of each thing. */
const countsShape = z.object({
  members: z.int(),
  /** Pending ones. */
  invitations: z.int(),
  projects: z.int(),
  servers: z.int(),
  /** What its servers have together, in MiB. */
  memoryMb: z.int(),
  diskMb: z.int(),
  backups: z.int(),
  backupBytes: z.int(),
  zones: z.int(),
  records: z.int(),
  tunnelDevices: z.int(),
  /** API tokens that reach only this organisation. */
  tokens: z.int(),
  webhooks: z.int(),
  smtpServers: z.int(),
  /** Custom roles. */
  roles: z.int(),
  /** They stay with the portal. */
  dedicatedNodes: z.int(),
});

export const organisationContentsShape = z
  .object({
    handle: z.string(),
    counts: countsShape,
    /** The first ten of each, by name. */
    servers: z.array(z.object({ name: z.string(), memoryMb: z.int(), diskMb: z.int() })),
    zones: z.array(z.object({ name: z.string(), records: z.int() })),
    projects: z.array(z.string()),
    /** Days in which it could be restored; 0: none. */
    graceDays: z.int(),
    /** The last one that a user owns can’t be deleted. */
    isLastOwned: z.boolean(),
  })
  .meta({ id: "OrganisationContents" });

/** When what is in it begins to be removed. Until then it can be restored. */
const purgeAt = z.date();

export const endedOrganisationShape = updatedOrganisationShape.extend({ purgeAt }).meta({ id: "EndedOrganisation" });
export const portalDeletionShape = z.object({ id: z.uuid(), purgeAt }).meta({ id: "OrganisationDeletion" });

export const deletedOrganisationShape = z
  .object({
    id: z.uuid(),
    handle: z.string(),
    name: z.string(),
    deletedBy: z.string(),
    deletedAt: z.date(),
    purgeAt,
    purgedAt: z.date().nullable(),
    state: z.enum(["restorable", "purging", "purged"]),
    /** What it had. */
    contents: countsShape,
    /** What is still to be removed; null unless it is being purged. */
    left: z
      .object({
        servers: z.int(),
        backups: z.int(),
        zones: z.int(),
        members: z.int(),
        /** Servers that can’t be removed yet, and why. */
        waiting: z.array(z.object({ name: z.string(), problem: z.string().nullable() })),
      })
      .nullable(),
  })
  .meta({ id: "DeletedOrganisation" });

export const restoredOrganisationShape = z
  .object({
    id: z.uuid(),
    handle: z.string(),
    /** Zones whose names somebody else proved meanwhile: they have to be verified again. */
    lostZones: z.array(z.string()),
  })
  .meta({ id: "RestoredOrganisation" });
export const purgedOrganisationShape = z.object({ id: z.uuid() });
