import { randomBytes, randomUUID } from "node:crypto";
import { type Trx, transaction } from "@/db/client";
import { openScope } from "@/db/opening";
import { applyChange, type Why } from "@/db/queries/zone_changes";
import { activateZone } from "@/db/queries/zone_names";
import type { ZoneRef } from "@/db/queries/zone_parts";
import { insertZone } from "@/db/queries/zones";
import { sudo } from "@/db/testing";
import type { ZoneRecord } from "@/lib/dns/records/record";

export type Zone = ZoneRef & { name: string };

/** Runs `work` in a transaction in the organisation's scope, like an operation's. */
export const within = <T>(organisationId: string, work: (trx: Trx) => Promise<T>): Promise<T> =>
  transaction(openScope({ organisationId }, false), work);

export const because: Why = { kind: "edit", actorId: null, actorName: "Olive Owner" };

/** Commits one change of a zone. */
export const change = (zone: Zone, add: ZoneRecord[], remove: ZoneRecord[] = []) =>
  within(zone.organisationId, (trx) => applyChange(trx, zone, { remove, add }, because));

/** A zone with a name server, active by default. */
export async function newZone(
  organisationId: string,
  name = `z-${randomBytes(6).toString("hex")}.example`,
  active = true,
) {
  const zone: Zone = { id: randomUUID(), organisationId, name };
  await within(organisationId, async (trx) => {
    await insertZone(trx, {
      ...zone,
      primaryServer: "ns1.example.net.",
      contact: "hostmaster.example.net.",
      claimToken: randomBytes(24).toString("base64url"),
      claimLabel: randomBytes(8).toString("hex"),
    });
    const add = [{ name, type: "NS", ttl: 3600, content: "ns1.example.net." }];
    await applyChange(trx, zone, { remove: [], add }, { ...because, kind: "create" });
    if (active) await activateZone(trx, zone);
  });
  return zone;
}

/** An active zone of another organisation's below a zone, whose owner allowed it. */
export async function newZoneBelow(above: Zone, organisationId: string, name: string) {
  await sudo("insert into zone_grants (id, organisation_id, name, grantee_id) values ($1, $2, $3, $4)", [
    ...[randomUUID(), above.organisationId, name, organisationId],
  ]);
  return newZone(organisationId, name);
}
