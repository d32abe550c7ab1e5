import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { newOrganisation, newUser, stranger, useDatabase } from "@/db/testing";
import { systemCaller } from "@/lib/kernel/actor";
import { readHealth } from "@/lib/portal/operations";
import { dueClaims, verifyZone } from "@/lib/zones/claims/operations";
import { activateByHand, listClaims } from "@/lib/zones/claims/portal_operations";
import { createZone, listZones } from "@/lib/zones/operations";
import { addRecord } from "@/lib/zones/records/operations";

beforeAll(() => {
  process.env.DNS_BASE_ZONE = "apps.portal.net";
});
useDatabase();

it("a portal without name servers accepts zones, serves none, and says which setting is missing", async () => {
  const admin = await newUser({ portalAdmin: true });
  const { owner, ref } = await newOrganisation();
  const name = `${randomBytes(6).toString("hex")}.org`;
  const zone = await createZone(owner, { ...ref, name });
  expect(zone).toMatchObject({ recordCount: 0, nameServers: [], contact: `hostmaster@${name}`, primaryServer: name });
  expect(zone.claim?.nameServer).toBeNull();
  // It can be edited meanwhile, although it has no NS record.
  const typed = { name: "play", type: "A", content: "192.0.2.1" };
  expect(await addRecord(owner, { ...ref, zone: name, ...typed })).toMatchObject({ record: { content: "192.0.2.1" } });
  // Nor did the organisation get a zone below the base zone when it was created.
  expect(await listZones(owner, ref)).toMatchObject({ zones: [{ name }], missingSettings: ["DNS_NAME_SERVERS"] });
  const refused = expect.objectContaining({ reason: "zone.noServers", code: "CONFLICT" });
  await expect(verifyZone(owner, { ...ref, zone: name })).rejects.toEqual(refused);
  await expect(activateByHand(admin, { zone: zone.id })).rejects.toEqual(refused);
  expect(await dueClaims(systemCaller("claims"), {})).toEqual([]);
  expect((await listClaims(admin, {})).missingSettings).toEqual(["DNS_NAME_SERVERS"]);
  expect(await readHealth(stranger, {})).toMatchObject({ status: "ok", dns: "none" });
});
