import { z } from "zod";
import { zoneStates } from "@/lib/zones/schema";

/** How a pending zone can be verified, by either of two records, and when it expires. */
const claimShape = z.object({
  /** A TXT record of this name with this text. */
  record: z.object({ name: z.string(), text: z.string() }),
  /** Or this name among the name servers at the registrar. Null if the portal has no names for it. */
  nameServer: z.string().nullable(),
  expiresAt: z.date(),
});

/** A domain and the names below it. */
export const zoneShape = z
  .object({
    id: z.uuid(),
    /** In lower case and A-labels, without the trailing dot. */
    name: z.string(),
    /** The name as people read it. */
    displayName: z.string(),
    state: z.enum(zoneStates),
    /** Whether name servers answer for it. */
    served: z.boolean(),
    /** Whether some name of the zone fails although it is served: `/answering` lists them. */
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
    /** Whether ALIAS records can be added: `off` without a resolver for them, `signed` while DNSSEC is enabled. */
    alias: z.enum(["on", "off", "signed"]),
    /** The name servers to enter at the registrar. */
    nameServers: z.array(z.string()),
    /** Null once it is active. */
    claim: claimShape.nullable(),
    createdAt: z.date(),
  })
  .meta({ id: "Zone" });

/** What the name server serves: `current`, `behind`, `failing` at some names, `absent` (not this zone), `away` or `none` (not set up). */
export const answeringShape = z
  .object({
    state: z.enum(["current", "behind", "failing", "absent", "away", "none"]),
    serial: z.int().nullable(),
    /** The first names that fail, relative to the zone. */
    failing: z.array(z.string()),
  })
  .meta({ id: "ZoneAnswering" });

/** Another organisation’s permission to have one name below a zone. */
export const grantShape = z
  .object({ id: z.uuid(), name: z.string(), grantee: z.string().nullable(), createdAt: z.date() })
  .meta({ id: "ZoneGrant" });

/** A zone as the portal’s administrators see it: whose it is, never its records or its verification. */
export const listedClaimShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    displayName: z.string(),
    state: z.enum(zoneStates),
    served: z.boolean(),
    /** Whether some name of the zone fails although it is served. */
    failing: z.boolean(),
    recordCount: z.int(),
    organisationHandle: z.string(),
    organisationName: z.string(),
    claimExpiresAt: z.date().nullable(),
    createdAt: z.date(),
  })
  .meta({ id: "ListedZone" });
