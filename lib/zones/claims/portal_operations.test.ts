import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { countRows, newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { useWorld } from "@/db/testing/world";
import { systemCaller } from "@/lib/kernel/actor";
import { changeFeatures } from "@/lib/portal/settings_operations";
import { activateByHand, listClaims } from "@/lib/zones/claims/portal_operations";
import { createZone, deleteZone, readZone } from "@/lib/zones/operations";
import { commands } from "../../../scripts/admin/commands";

beforeAll(async () => void (await useWorld()));
useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const line = systemCaller("command line");
const mark = () => randomBytes(6).toString("hex");
const claim = async (name: string) => {
  const founded = await newOrganisation();
  return { ...founded, zone: await createZone(founded.owner, { ...founded.ref, name }) };
};

describe("the portal’s zones", () => {
  it("are listed by name in pages, searched by name and handle, and filtered by state, without any proof", async () => {
    const admin = await newUser({ portalAdmin: true });
    const word = mark();
    const names = ["c", "a", "b", "a"].map((letter) => `${letter}-${word}.org`);
    const claims = [];
    for (const name of names) claims.push(await claim(name));
    await activateByHand(admin, { zone: claims[0]?.zone.id ?? "" });
    const seen = [];
    let cursor: string | undefined;
    do {
      const page = await listClaims(admin, { q: word.toUpperCase(), limit: 1, cursor });
      seen.push(...page.items);
      cursor = page.after ?? undefined;
    } while (cursor);
    expect(seen.map(({ name }) => name)).toEqual([...names].sort());
    expect(new Set(seen.map(({ id }) => id)).size).toBe(4);
    const [first] = claims;
    const found = await listClaims(admin, { q: first?.organisation.handle });
    expect(found.items).toEqual([
      {
        ...{ id: first?.zone.id, name: names[0], displayName: names[0], state: "active", served: true, recordCount: 2 },
        failing: false,
        ...{ organisationHandle: first?.organisation.handle, organisationName: "Apex Gaming" },
        ...{ claimExpiresAt: null, createdAt: expect.any(Date) },
      },
    ]);
    expect((await listClaims(admin, { q: word, state: "pending" })).items).toHaveLength(3);
    expect((await listClaims(admin, { q: word, state: "active" })).items).toHaveLength(1);
    await expect(listClaims(admin, { cursor: "nonsense" })).rejects.toMatchObject({ code: "INVALID" });
    expect(JSON.stringify(seen)).not.toContain(claims[1]?.zone.claim?.record.text);
  });

  it("are visible only to administrators, and to nobody while DNS is switched off", async () => {
    const { owner, organisation, ref, zone } = await claim(`${mark()}.org`);
    const before = await countRows(organisation.id);
    await expect(listClaims(owner, {})).rejects.toEqual(reason("permission.portal"));
    await expect(activateByHand(owner, { zone: zone.id })).rejects.toEqual(reason("permission.portal"));
    await changeFeatures(line, { featureToggles: { dns: false } });
    await expect(listClaims(line, {})).rejects.toMatchObject({ code: "FEATURE_DISABLED" });
    await expect(activateByHand(line, { zone: zone.id })).rejects.toMatchObject({ code: "FEATURE_DISABLED" });
    await changeFeatures(line, { featureToggles: { dns: true } });
    expect(await countRows(organisation.id)).toEqual(before);
    expect(await readZone(owner, { ...ref, zone: zone.id })).toMatchObject({ state: "pending" });
  });
});

describe("approving a zone", () => {
  it("activates it without verification, and is recorded in the organisation’s log", async () => {
    const admin = await newUser({ portalAdmin: true, name: "Pat Portal" });
    const name = `${mark()}.org`;
    const { owner, organisation, ref, zone } = await claim(name);
    expect(await activateByHand(admin, { zone: name, organisation: organisation.handle })).toMatchObject({
      ...{ id: zone.id, state: "active", served: true, organisationHandle: organisation.handle },
    });
    expect(await activateByHand(admin, { zone: zone.id })).toMatchObject({ state: "active" });
    expect(await readZone(owner, { ...ref, zone: name })).toMatchObject({ state: "active", served: true, claim: null });
    expect(
      await sudo(
        "select actor_name, target_name, details from audit where organisation_id = $1 and operation = 'zone.activate'",
        [organisation.id],
      ),
    ).toEqual([
      { actor_name: "Pat Portal", target_name: name, details: { after: { state: "active", proof: "by hand" } } },
    ]);
  });

  it("also works from the command line", async () => {
    const name = `${mark()}.org`;
    const { owner, organisation, ref } = await claim(name);
    const command = commands["dns activate"];
    await expect(command?.run({ zone: name })).rejects.toThrow("Add --organisation.");
    const done = await command?.run({ zone: name, organisation: organisation.handle });
    expect(done?.lines).toEqual([`${name} is active for ${organisation.handle}.`]);
    expect(await readZone(owner, { ...ref, zone: name })).toMatchObject({ served: true });
  });

  it("overrides neither an active zone nor a held name, and refuses unknown zones", async () => {
    const name = `${mark()}.org`;
    const [first, second] = [await claim(name), await claim(name)];
    const below = await claim(`sub.${name}`);
    await activateByHand(line, { zone: first.zone.id });
    const before = await countRows(second.organisation.id);
    for (const { zone } of [second, below])
      await expect(activateByHand(line, { zone: zone.id })).rejects.toEqual(reason("zone.taken"));
    await deleteZone(first.owner, { ...first.ref, zone: name });
    await expect(activateByHand(line, { zone: second.zone.id })).rejects.toEqual(reason("zone.taken"));
    await expect(activateByHand(line, { zone: first.zone.id })).rejects.toEqual(reason("unknown"));
    // A name also needs the organisation.
    await expect(activateByHand(line, { zone: name })).rejects.toEqual(reason("unknown"));
    await expect(activateByHand(line, { zone: name, organisation: "nobody-has-it" })).rejects.toEqual(
      reason("unknown"),
    );
    await sudo("update zones set claim_expires_at = now() - interval '1 second' where id = $1", [second.zone.id]);
    await expect(activateByHand(line, { zone: second.zone.id })).rejects.toEqual(reason("zone.expired"));
    expect(await countRows(second.organisation.id)).toEqual(before);
  });
});
