import { z } from "zod";
import { poolShape } from "@/lib/pools/shape";

const party = z.object({
  /** null once they have left the organisation. */
  id: z.uuid().nullable(),
  name: z.string(),
});

export const transferShape = z
  .object({
    id: z.uuid(),
    /** offer: by the owner, to be accepted. portal: by the portal’s administration, done at `endsAt` unless the owner objects. */
    kind: z.enum(["offer", "portal"]),
    /** ended: the receiver is no longer a member, or an account was disabled. failed: they can’t own another organisation. */
    state: z.enum(["pending", "done", "declined", "cancelled", "objected", "expired", "ended", "failed"]),
    organisation: z.object({
      id: z.uuid(),
      handle: z.string(),
      name: z.string(),
      avatarUrl: z.url().nullable(),
    }),
    /** The owner when it began. */
    owner: party,
    receiver: party,
    /** Why the portal’s administration transfers it. */
    reason: z.string().nullable(),
    createdAt: z.date(),
    endsAt: z.date(),
    endedAt: z.date().nullable(),
  })
  .meta({ id: "Transfer" });

export const ownTransferShape = transferShape
  .extend({
    /** Whether you are the receiver, not the owner. */
    isReceiver: z.boolean(),
  })
  .meta({ id: "OwnTransfer" });

const named = { id: z.uuid(), name: z.string() };

/** A transfer with what comes with the organisation. At most 100 of each thing are listed. */
export const transferPageShape = ownTransferShape
  .extend({
    /** Why you can’t accept it at present. */
    problem: z.object({ reason: z.string(), message: z.string() }).nullable(),
    /** null when the transfer has ended. */
    belongings: z
      .object({
        tierName: z.string(),
        memberCount: z.int(),
        serverCount: z.int(),
        maxServers: z.int().nullable(),
        servers: z.array(z.object({ ...named, memoryMb: z.int(), cores: z.number(), diskMb: z.int() })),
        zoneCount: z.int(),
        maxZones: z.int().nullable(),
        zones: z.array(z.object({ ...named, recordCount: z.int() })),
        projectCount: z.int(),
        projects: z.array(z.object(named)),
        pool: poolShape,
      })
      .nullable(),
  })
  .meta({ id: "TransferPage" });

export const endedTransferShape = z.object({ id: z.uuid(), state: z.enum(["cancelled", "objected"]) });
export const declinedTransferShape = z.object({ id: z.uuid(), name: z.string() });
export const acceptedTransferShape = z.object({ id: z.uuid(), handle: z.string(), name: z.string() });
