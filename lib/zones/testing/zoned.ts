import { expect } from "vitest";
import { newOrganisation, sudo } from "@/db/testing";
import { newZone } from "@/db/testing/zones";

export const reason = (expected: string) => expect.objectContaining({ reason: expected });

/** An organisation with an active zone; its only record is an NS, which is version 1. */
export async function zoned(name?: string) {
  const founded = await newOrganisation();
  const zone = await newZone(founded.organisation.id, name);
  const inZone = { ...founded.ref, zone: zone.name };
  return { ...founded, zone, inZone, www: { ...inZone, name: "www", type: "A" } };
}

export const rowsOf = (zoneId: string) =>
  sudo<{ name: string; type: string; content: string; ttl: number }>(
    "select name, type, ttl, content from records where zone_id = $1 and until_version is null order by id",
    [zoneId],
  );
