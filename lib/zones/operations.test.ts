import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { countRows, newHolder, newMember, newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { useWorld } from "@/db/testing/world";
import { listActivity } from "@/lib/audit/operations";
import { systemCaller } from "@/lib/kernel/actor";
import { toProblem } from "@/lib/kernel/errors";
import { changeFeatures } from "@/lib/portal/settings_operations";
import { activateByHand } from "@/lib/zones/claims/portal_operations";
import {
  changeZone,
  countZones,
  createZone,
  deleteZone,
  listZones,
  readAnswering,
  readZone,
} from "@/lib/zones/operations";

beforeAll(async () => void (await useWorld()));
useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const line = systemCaller("command line");
const freeName = () => `${randomBytes(6).toString("hex")}.org`;
const ofTier = async (tier: string) => {
  const founded = await newOrganisation();
  await sudo("update organisations set portal_tier = $2 where id = $1", [founded.organisation.id, tier]);
  return founded;
};

describe("a zone", () => {
  it("is added, listed, read by name and id, edited and deleted, and each change is logged", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const name = freeName();
    const made = await createZone(owner, { ...ref, name: ` ${name.toUpperCase()}. ` });
    expect(made).toMatchObject({
      ...{ name, displayName: name, state: "pending", served: false, version: 1, recordCount: 2, signed: false },
      ...{
        primaryServer: "ns1.portal.net",
        contact: "dns.team@portal.net",
        nameServers: ["ns1.portal.net", "ns2.portal.net"],
      },
      claim: { record: { name: `_guildhall-challenge.${name}` } },
    });
    expect(made.claim?.nameServer).toMatch(/^[a-z2-7]{12}\.proof\.portal\.net$/);
    expect(made.claim?.record.text).toMatch(/^[\w-]{32}$/);
    const days = (Number(made.claim?.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(13.9);
    expect(days).toBeLessThan(14.1);
    expect(await listZones(owner, ref)).toEqual({ zones: [made], missingSettings: [] });
    expect((await listZones(owner, { ...ref, q: "nothing" })).zones).toEqual([]);
    expect(await countZones(owner, ref)).toBe(1);
    for (const zone of [made.id, name, `${name.toUpperCase()}.`])
      expect(await readZone(owner, { ...ref, zone })).toEqual(made);
    const wanted = { contact: "Some.Body@example.net", ttl: 60, minimum: 120, primaryServer: "ns2.portal.net" };
    const changed = await changeZone(owner, { ...ref, zone: name, ...wanted });
    expect(changed).toMatchObject({ ...wanted, contact: "some.body@example.net", version: 2, retry: made.retry });
    expect(changed.serial).toBeGreaterThan(made.serial);
    expect(await changeZone(owner, { ...ref, zone: name, ttl: 60 })).toEqual(changed);
    expect(await sudo("select contact from zones where name = $1", [name])).toEqual([
      { contact: "some\\.body.example.net." },
    ]);
    await deleteZone(owner, { ...ref, zone: made.id });
    await expect(readZone(owner, { ...ref, zone: name })).rejects.toEqual(reason("unknown"));
    const { items } = await listActivity(owner, ref);
    expect(items.slice(0, 3).map(({ operation, targetName }) => [operation, targetName])).toEqual([
      ["zone.delete", name],
      ["zone.update", name],
      ["zone.create", name],
    ]);
    // A deleted pending zone holds no name.
    expect(await sudo("select from zone_names where organisation_id = $1", [organisation.id])).toEqual([]);
  });

  it("can have a name in any script, but not a public suffix, a reserved name or nonsense", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const label = randomBytes(4).toString("hex");
    const made = await createZone(owner, { ...ref, name: `Münch-${label}.DE` });
    expect(made).toMatchObject({ displayName: `münch-${label}.de` });
    expect(made.name).toMatch(/^xn--/);
    expect(await readZone(owner, { ...ref, zone: `münch-${label}.de` })).toEqual(made);
    const before = await countRows(organisation.id);
    for (const name of [
      "org",
      "co.uk",
      "github.io",
      "localhost",
      "x.test",
      "a..org",
      "*.x.org",
      "",
      "https://x.org",
      "a b.org",
    ])
      await expect(createZone(owner, { ...ref, name }), name).rejects.toMatchObject({
        code: "INVALID",
        fields: { name: [expect.any(String)] },
      });
    expect(await countRows(organisation.id)).toEqual(before);
  });

  it("can be added by any number of organisations, but only once by each", async () => {
    const name = freeName();
    const [one, two] = [await newOrganisation(), await newOrganisation()];
    const first = await createZone(one.owner, { ...one.ref, name });
    const second = await createZone(two.owner, { ...two.ref, name });
    expect(second.claim?.record.text).not.toBe(first.claim?.record.text);
    expect(second.claim?.nameServer).not.toBe(first.claim?.nameServer);
    const before = await countRows(one.organisation.id);
    await expect(createZone(one.owner, { ...one.ref, name })).rejects.toMatchObject({
      reason: "zone.known",
      fields: { name: [expect.any(String)] },
    });
    expect(await countRows(one.organisation.id)).toEqual(before);
  });

  it("can’t be added at, above or below another organisation’s active zone, and the owner stays hidden", async () => {
    const name = freeName();
    const [one, two] = [await newOrganisation(), await newOrganisation()];
    const { id } = await createZone(one.owner, { ...one.ref, name: `sub.${name}` });
    await activateByHand(line, { zone: id });
    const before = await countRows(two.organisation.id);
    const refusals = [];
    for (const wanted of [`sub.${name}`, name, `deep.sub.${name}`])
      refusals.push(await createZone(two.owner, { ...two.ref, name: wanted }).catch((error) => error));
    await deleteZone(one.owner, { ...one.ref, zone: id });
    // A held name gives the same refusal.
    refusals.push(await createZone(two.owner, { ...two.ref, name: `sub.${name}` }).catch((error) => error));
    expect(new Set(refusals.map(({ reason: given, message }) => `${given} ${message}`)).size).toBe(1);
    expect(refusals[0]).toMatchObject({ reason: "zone.taken", code: "CONFLICT" });
    expect(JSON.stringify(refusals)).not.toContain(one.organisation.handle);
    expect(await countRows(two.organisation.id)).toEqual(before);
    // Its former owner can add it again.
    const again = await createZone(one.owner, { ...one.ref, name: `sub.${name}` });
    expect(await activateByHand(line, { zone: again.id })).toMatchObject({ state: "active" });
  });
});

describe("the limits", () => {
  it("the limits of a tier hold for twenty simultaneous calls", async () => {
    for (const [tier, most] of [
      ["free", 2],
      ["educational", 3],
    ] as const) {
      const { owner, organisation, ref } = await ofTier(tier);
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, () => createZone(owner, { ...ref, name: freeName() })),
      );
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(most);
      const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason.reason] : []));
      expect(new Set(refused)).toEqual(new Set(["zone.limit"]));
      expect(await countRows(organisation.id)).toMatchObject({ zones: most });
    }
  });

  it("allow ten pending zones, however many active ones the tier allows", async () => {
    const { owner, organisation, ref } = await ofTier("paid");
    const results = await Promise.allSettled(
      Array.from({ length: 14 }, () => createZone(owner, { ...ref, name: freeName() })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    expect(await countRows(organisation.id)).toMatchObject({ zones: 10 });
    await expect(createZone(owner, { ...ref, name: freeName() })).rejects.toEqual(reason("zone.claims"));
    const { zones } = await listZones(owner, ref);
    await activateByHand(line, { zone: zones[0]?.id ?? "" });
    await createZone(owner, { ...ref, name: freeName() });
  });
});

describe("the permissions", () => {
  it("let members read, and let others do exactly what they allow", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const { id, name } = await createZone(owner, { ...ref, name: freeName() });
    const member = await newMember(organisation.id, "member");
    const nobody = await newHolder(organisation.id, ["member.read"], "Nobody");
    const editor = await newHolder(organisation.id, ["dns.read", "dns.update"], "Editor");
    expect(await readZone(member, { ...ref, zone: id })).toMatchObject({ name });
    const before = await countRows(organisation.id);
    const missing = reason("permission.missing");
    await expect(readZone(nobody, { ...ref, zone: id })).rejects.toEqual(missing);
    await expect(listZones(nobody, ref)).rejects.toEqual(missing);
    for (const caller of [member, nobody, editor]) {
      await expect(createZone(caller, { ...ref, name: freeName() })).rejects.toEqual(missing);
      await expect(deleteZone(caller, { ...ref, zone: id })).rejects.toEqual(missing);
    }
    await expect(changeZone(member, { ...ref, zone: id, ttl: 60 })).rejects.toEqual(missing);
    expect(await countRows(organisation.id)).toEqual(before);
    expect(await changeZone(editor, { ...ref, zone: id, ttl: 60 })).toMatchObject({ ttl: 60 });
  });

  it("reveal nothing of a zone to another organisation, from outside or from its own", async () => {
    const [theirs, own] = [await newOrganisation(), await newOrganisation()];
    const { id, name } = await createZone(theirs.owner, { ...theirs.ref, name: freeName() });
    const outsider = await newUser();
    const before = await countRows(theirs.organisation.id);
    for (const operation of [readZone, changeZone, deleteZone, readAnswering])
      for (const zone of [id, name]) {
        const unknown = await operation(own.owner, { ...own.ref, zone: freeName() }).catch(toProblem);
        expect(unknown).toEqual(reason("unknown"));
        expect(await operation(own.owner, { ...own.ref, zone }).catch(toProblem)).toEqual(unknown);
        expect(await operation(outsider, { ...theirs.ref, zone }).catch(toProblem)).toEqual(unknown);
      }
    expect(await countRows(theirs.organisation.id)).toEqual(before);
  });

  it("don’t apply while DNS is switched off, but zones stay live", async () => {
    const { owner, ref } = await newOrganisation();
    const { id } = await createZone(owner, { ...ref, name: freeName() });
    await activateByHand(line, { zone: id });
    await changeFeatures(line, { featureToggles: { dns: false } });
    for (const operation of [listZones, readZone, createZone, changeZone, deleteZone, readAnswering]) {
      const input =
        operation === listZones ? ref : operation === createZone ? { ...ref, name: freeName() } : { ...ref, zone: id };
      await expect(operation(owner, input as never)).rejects.toMatchObject({ code: "FEATURE_DISABLED" });
    }
    await changeFeatures(line, { featureToggles: { dns: true } });
    expect(await readZone(owner, { ...ref, zone: id })).toMatchObject({ served: true });
  });
});

it("without a name server, the portal says that nobody serves a zone", async () => {
  const { owner, ref } = await newOrganisation();
  const { id } = await createZone(owner, { ...ref, name: freeName() });
  expect(await readAnswering(owner, { ...ref, zone: id })).toMatchObject({ state: "none", serial: null });
});
