import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { useWorld } from "@/db/testing/world";
import { systemCaller } from "@/lib/kernel/actor";
import { createOrganisation, updateOrganisation } from "@/lib/organisations/operations";
import { changeFeatures } from "@/lib/portal/settings_operations";
import { activateByHand } from "@/lib/zones/claims/portal_operations";
import { createZone, deleteZone, listZones } from "@/lib/zones/operations";

const base = "apps.portal.net";
beforeAll(async () => {
  await useWorld();
  process.env.DNS_BASE_ZONE = base;
});
useDatabase();

const line = systemCaller("command line");
const handle = () => `h-${randomBytes(6).toString("hex")}`;

describe("a new organisation", () => {
  it("has an active zone below the base zone at once, and keeps it when its handle changes", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const name = `${organisation.handle}.${base}`;
    expect((await listZones(owner, ref)).zones).toMatchObject([
      { name, state: "active", served: true, claim: null, recordCount: 2 },
    ]);
    expect(
      await sudo("select operation, target_name, details from audit where organisation_id = $1 order by seq", [
        organisation.id,
      ]),
    ).toMatchObject([
      { operation: "organisation.create" },
      { operation: "zone.create", target_name: name, details: { after: { proof: "the portal’s base zone" } } },
    ]);
    const moved = await updateOrganisation(owner, { ...ref, handle: handle() });
    expect((await listZones(owner, { organisation: moved.handle })).zones).toMatchObject([{ name }]);
  });

  it("is created without a zone if the name is taken, and twenty at once get one each", async () => {
    const other = await newOrganisation();
    const wanted = handle();
    await deleteZone(other.owner, { ...other.ref, zone: `${other.organisation.handle}.${base}` });
    const { id } = await createZone(other.owner, { ...other.ref, name: `${wanted}.${base}` });
    await activateByHand(line, { zone: id });
    const founder = await newUser();
    const founded = await createOrganisation(founder, { name: "Apex", handle: wanted });
    expect((await listZones(founder, { organisation: founded.handle })).zones).toEqual([]);
    const many = await Promise.all(Array.from({ length: 20 }, () => newOrganisation()));
    for (const { owner, ref } of many)
      expect((await listZones(owner, ref)).zones).toMatchObject([{ name: `${ref.organisation}.${base}` }]);
  });

  it("is created without a zone while DNS is switched off", async () => {
    await changeFeatures(line, { featureToggles: { dns: false } });
    const { organisation } = await newOrganisation();
    await changeFeatures(line, { featureToggles: { dns: true } });
    expect(await sudo("select from zones where organisation_id = $1", [organisation.id])).toEqual([]);
  });
});
