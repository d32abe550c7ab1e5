import { z } from "zod";
import { readName, readZoneName } from "@/lib/dns/names/read";
import { attempt, refuse } from "@/lib/dns/refusals";
import { organisationReference } from "@/lib/organisations/schema";
import { cursor, oneOf, pageSize, searchWords, typed, uuid } from "@/lib/text";

/** Reads text with a function of lib/dns; its refusals become messages at the field. */
export function readBy(read: (text: string) => string, missing: string) {
  return z
    .string(missing)
    .max(1_000, { error: "Use at most 253 characters.", abort: true })
    .transform((text, context) => {
      const done = attempt(() => read(text));
      if (done.ok) return done.value;
      context.addIssue({ code: "custom", message: done.refusal.message });
      return z.NEVER;
    });
}

const host = /^[a-z0-9_]([a-z0-9_-]*)(\.[a-z0-9_]([a-z0-9_-]*))*$/;
const missingName = "Enter the zone’s name, such as example.net.";

/** A zone’s name as it is typed, made canonical. The operation decides whether it is allowed. */
export const zoneName = readBy((text) => {
  const name = readZoneName(text);
  return name.includes("\\") ? refuse("name.zone") : name;
}, missingName);

/** How people and programs refer to a zone: by its id or its name. Anything else becomes "-", which is never found. */
export const zoneReference = z
  .string()
  .max(1_000, { abort: true })
  .transform((text) => {
    const trimmed = text.trim().toLowerCase();
    if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(trimmed)) return trimmed;
    const read = attempt(() => readZoneName(trimmed));
    return read.ok ? read.value : "-";
  });

export const listZonesInput = z.strictObject({
  organisation: organisationReference,
  /** Part of a name. */
  q: searchWords.optional(),
});
export const createZoneInput = z.strictObject({ organisation: organisationReference, name: zoneName });
export const oneZone = z.strictObject({ organisation: organisationReference, zone: zoneReference });

const seconds = (least: number, most: number) =>
  z.coerce
    .number(`Enter seconds, from ${least} to ${most}.`)
    .int(`Enter seconds, from ${least} to ${most}.`)
    .min(least, `Enter seconds, from ${least} to ${most}.`)
    .max(most, `Enter seconds, from ${least} to ${most}.`)
    .optional();

/** The zone’s contact as an e-mail address; stored as the RNAME of the SOA record. */
const contact = typed(200)
  .transform((text) => text.trim().toLowerCase())
  .pipe(
    z
      .string()
      .max(200, { error: "Use at most 200 characters.", abort: true })
      .regex(/^[^\s@"\\]{1,63}@[a-z0-9.-]+\.[a-z0-9-]+$/, "Enter an e-mail address such as hostmaster@example.net."),
  )
  .optional();

const year = 31_536_000;
export const changeZoneInput = oneZone.extend({
  contact,
  /** The primary name server (MNAME). */
  primaryServer: readBy((text) => {
    const name = readName(text, "", "typed");
    return host.test(name) ? name : refuse("name.host", { text });
  }, "Enter a name server’s name.").optional(),
  /** TTL of the SOA record; like all of these in seconds. */
  ttl: seconds(0, year),
  /** Negative TTL: how long resolvers remember that a name doesn’t exist. */
  minimum: seconds(0, 86_400),
  refresh: seconds(60, year),
  retry: seconds(60, year),
  expire: seconds(3_600, year),
});

export const listGrantsInput = oneZone;
export const grantNameInput = oneZone.extend({
  /** In full, or relative to the zone. */
  name: z.string("Enter a name below the zone, such as shop.").max(1_000, "Use at most 253 characters."),
  /** The handle of the organisation that may have it. */
  grantee: organisationReference,
});
export const oneGrant = oneZone.extend({ grant: uuid });

export const zoneStates = ["pending", "active"] as const;
export const listClaimsInput = z.strictObject({
  /** Part of a zone’s name or of a handle. */
  q: searchWords.optional(),
  state: oneOf(zoneStates, "Choose pending or active."),
  limit: pageSize,
  cursor,
});
/** By id; or by name together with the organisation that added it. */
export const activateByHandInput = z.strictObject({
  zone: zoneReference,
  organisation: organisationReference.optional(),
});

/** Input of jobs: ids only. */
export const claimJobInput = z.strictObject({ zone: uuid, organisationId: uuid });
export const provedInput = claimJobInput.extend({ proof: z.enum(["record", "delegation"]) });

/** Input of the job that checks zones. */
export const oneCheck = z.strictObject({ zone: z.uuid(), organisationId: z.uuid() });
const mostFound = 1_000;
export const foundInput = oneCheck.extend({
  version: z.int().min(0),
  failing: z.array(z.string().max(1_100)).max(mostFound),
});
