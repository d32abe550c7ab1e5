import { z } from "zod";
import { zoneStates } from "@/lib/zones/schema";

/** How a pending zone is proved, by either of two records, and until when. */
const claimShape = z.object({
  /** A TXT record of this name with this text. */
  record: z.object({ name: z.string(), text: z.string() }),
  /** Or this name among the name servers that the registrar is given. Null where the portal has no names for it. */
  nameServer: z.string().nullable(),
  expiresAt: z.date(),
});

/** A domain and what lies below it. */
export const zoneShape = z
  .object({
    id: z.uuid(),
    /** In lower case and A-labels, without the last dot. */
    name: z.string(),
    /** The same as people read it. */
    displayName: z.string(),
    state: z.enum(zoneStates),
    /** Whether name servers answer for it. */
    served: z.boolean(),
    /** Whether some name of it was found not to be answered for, though it is served: `/answering` says which. */
    failing: z.boolean(),
    version: z.int(),
    serial: z.int(),
    recordCount: z.int(),
    signed: z.boolean(),
    primaryServer: z.string(),
    /** An e-mail address. */
    contact: z.string(),
    /** Seconds. */
    refresh: z.int(),
    retry: z.int(),
    expire: z.int(),
    minimum: z.int(),
    ttl: z.int(),
    /** Whether ALIAS records can be made: `off` without a resolver for them, and not while the zone is `signed`. */
    alias: z.enum(["on", "off", "signed"]),
    /** What the registrar is given. */
    nameServers: z.array(z.string()),
    /** Null once it is active. */
    claim: claimShape.nullable(),
    createdAt: z.date(),
  })
  .meta({ id: "Zone" });

/** What the name server says of a zone: `current`, `behind` what is stored, `failing` at some names, `absent`, `away`, or that there is `none`. */
export const answeringShape = z
  .object({
    state: z.enum(["current", "behind", "failing", "absent", "away", "none"]),
    serial: z.int().nullable(),
    /** Names that aren’t answered for, as people write them within the zone; the first few. */
    failing: z.array(z.string()),
  })
  .meta({ id: "ZoneAnswering" });

/** That another organisation may have one name below a zone. */
export const grantShape = z
  .object({ id: z.uuid(), name: z.string(), grantee: z.string().nullable(), createdAt: z.date() })
  .meta({ id: "ZoneGrant" });

/** A zone as the portal's administration sees it: whose it is, never what is in it or how it is proved. */
export const listedClaimShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    displayName: z.string(),
    state: z.enum(zoneStates),
    served: z.boolean(),
    /** Whether some name of it was found not to be answered for, though it is served. */
    failing: z.boolean(),
    recordCount: z.int(),
    organisationHandle: z.string(),
    organisationName: z.string(),
    claimExpiresAt: z.date().nullable(),
    createdAt: z.date(),
  })
  .meta({ id: "ListedZone" });
