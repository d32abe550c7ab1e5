import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countRows, newHolder, newMember, newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { useWorld } from "@/db/testing/world";
import { systemCaller } from "@/lib/kernel/actor";
import { grantsEach } from "@/lib/limits";
import { publish } from "@/lib/name_server/testing";
import { changeFeatures } from "@/lib/portal/settings_operations";
import { verifyZone } from "@/lib/zones/claims/operations";
import { activateByHand } from "@/lib/zones/claims/portal_operations";
import { grantName, listGrants, revokeGrant } from "@/lib/zones/grants/operations";
import { createZone, readZone } from "@/lib/zones/operations";

let resolver: Awaited<ReturnType<typeof useWorld>>;
beforeAll(async () => {
  resolver = await useWorld();
});
useDatabase();
afterAll(() => resolver.close());

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const line = systemCaller("command line");
const freeName = () => `${randomBytes(6).toString("hex")}.org`;

/** An organisation with an active zone. */
async function served(name = freeName()) {
  const founded = await newOrganisation();
  const { id } = await createZone(founded.owner, { ...founded.ref, name });
  await activateByHand(line, { zone: id });
  return { ...founded, name, one: { ...founded.ref, zone: id } };
}

describe("a grant", () => {
  it("lets one organisation verify exactly one name, is listed, and can be revoked without affecting the zone", async () => {
    const parent = await served();
    const [grantee, third] = [await newOrganisation(), await newOrganisation()];
    const name = `shop.${parent.name}`;
    await expect(createZone(grantee.owner, { ...grantee.ref, name })).rejects.toEqual(reason("zone.taken"));
    const granted = await grantName(parent.owner, {
      ...parent.one,
      name: "Shop",
      grantee: grantee.organisation.handle,
    });
    expect(granted).toMatchObject({ name, grantee: grantee.organisation.handle });
    expect(await listGrants(parent.owner, parent.one)).toMatchObject([
      { id: granted.id, name, grantee: grantee.organisation.handle },
    ]);
    for (const [{ owner, ref }, wanted] of [
      [third, name],
      [grantee, `deep.${name}`],
      [grantee, `other.${parent.name}`],
    ] as const)
      await expect(createZone(owner, { ...ref, name: wanted })).rejects.toEqual(reason("zone.taken"));
    const zone = await createZone(grantee.owner, { ...grantee.ref, name });
    const verify = () => verifyZone(grantee.owner, { ...grantee.ref, zone: zone.id });
    await expect(verify()).rejects.toEqual(reason("zone.unproved"));
    publish(resolver.world, zone);
    expect(await verify()).toMatchObject({ state: "active" });
    await revokeGrant(parent.owner, { ...parent.one, grant: granted.id });
    expect(await listGrants(parent.owner, parent.one)).toEqual([]);
    expect(await readZone(grantee.owner, { ...grantee.ref, zone: name })).toMatchObject({ served: true });
    expect(
      await sudo(
        "select operation, target_name, details from audit where operation like 'zone.%rant' and organisation_id = $1 order by seq",
        [parent.organisation.id],
      ),
    ).toEqual([
      { operation: "zone.grant", target_name: name, details: { after: { grantedTo: grantee.organisation.handle } } },
      {
        operation: "zone.revokeGrant",
        target_name: name,
        details: { before: { grantedTo: grantee.organisation.handle } },
      },
    ]);
  });

  it("a grant that was revoked in time allows nothing", async () => {
    const parent = await served();
    const grantee = await newOrganisation();
    const name = `shop.${parent.name}`;
    const { id } = await grantName(parent.owner, { ...parent.one, name, grantee: grantee.organisation.handle });
    const zone = await createZone(grantee.owner, { ...grantee.ref, name });
    publish(resolver.world, zone);
    await revokeGrant(parent.owner, { ...parent.one, grant: id });
    await expect(verifyZone(grantee.owner, { ...grantee.ref, zone: name })).rejects.toEqual(reason("zone.taken"));
  });

  it("is refused for invalid names and grantees, and nothing is written", async () => {
    const parent = await served();
    const grantee = (await newOrganisation()).organisation.handle;
    const pending = await createZone(parent.owner, { ...parent.ref, name: freeName() });
    await grantName(parent.owner, { ...parent.one, name: "known", grantee });
    const before = await countRows(parent.organisation.id);
    for (const name of ["@", parent.name, "x.org.", "*", "*.shop", "a b", "", `..${parent.name}`])
      await expect(grantName(parent.owner, { ...parent.one, name, grantee }), name).rejects.toMatchObject({
        code: "INVALID",
        fields: { name: [expect.any(String)] },
      });
    for (const nobody of ["nobody-has-it", parent.organisation.handle])
      await expect(grantName(parent.owner, { ...parent.one, name: "new", grantee: nobody })).rejects.toMatchObject({
        reason: "grant.grantee",
        fields: { grantee: [expect.any(String)] },
      });
    const given = { name: "new", grantee };
    await expect(grantName(parent.owner, { ...parent.one, name: "known", grantee })).rejects.toEqual(
      reason("grant.known"),
    );
    await expect(grantName(parent.owner, { ...parent.ref, zone: pending.id, ...given })).rejects.toEqual(
      reason("zone.pending"),
    );
    await expect(revokeGrant(parent.owner, { ...parent.one, grant: pending.id })).rejects.toEqual(reason("unknown"));
    await sudo(
      `insert into zone_grants (id, organisation_id, name, grantee_id)
        select gen_random_uuid(), $1, 'n' || n || '.example', (select grantee_id from zone_grants where organisation_id = $1)
        from generate_series(2, $2) as n`,
      [parent.organisation.id, grantsEach],
    );
    await expect(grantName(parent.owner, { ...parent.one, ...given })).rejects.toEqual(reason("grant.limit"));
    expect(await countRows(parent.organisation.id)).toEqual({ ...before, grants: grantsEach });
  });

  it("needs the permission, and is unknown to everybody else", async () => {
    const parent = await served();
    const other = await served();
    const grantee = other.organisation.handle;
    const { id } = await grantName(parent.owner, { ...parent.one, name: "shop", grantee });
    const member = await newMember(parent.organisation.id, "member");
    const nobody = await newHolder(parent.organisation.id, ["member.read"], "Nobody");
    const before = await countRows(parent.organisation.id);
    expect(await listGrants(member, parent.one)).toHaveLength(1);
    await expect(listGrants(nobody, parent.one)).rejects.toEqual(reason("permission.missing"));
    const more = { name: "more", grantee };
    for (const [caller, input, expected] of [
      [member, parent.one, "permission.missing"],
      [await newUser(), parent.one, "unknown"],
      [other.owner, { ...other.ref, zone: parent.one.zone }, "unknown"],
    ] as const) {
      await expect(grantName(caller, { ...input, ...more })).rejects.toEqual(reason(expected));
      await expect(revokeGrant(caller, { ...input, grant: id })).rejects.toEqual(reason(expected));
    }
    // The grantee can’t change it.
    await expect(revokeGrant(other.owner, { ...other.one, grant: id })).rejects.toEqual(reason("unknown"));
    await changeFeatures(line, { featureToggles: { dns: false } });
    for (const refused of [
      () => listGrants(parent.owner, parent.one),
      () => grantName(parent.owner, { ...parent.one, ...more }),
      () => revokeGrant(parent.owner, { ...parent.one, grant: id }),
    ])
      await expect(refused()).rejects.toMatchObject({ code: "FEATURE_DISABLED" });
    await changeFeatures(line, { featureToggles: { dns: true } });
    expect(await countRows(parent.organisation.id)).toEqual(before);
  });
});
