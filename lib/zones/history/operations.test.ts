import { expect, it } from "vitest";
import { countRows, newMember, newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { change } from "@/db/testing/zones";
import { listActivity } from "@/lib/audit/operations";
import { compareVersions, listChanges, readChange, restoreZone } from "@/lib/zones/history/operations";
import { saveSet } from "@/lib/zones/records/operations";
import { reason, rowsOf, zoned } from "@/lib/zones/testing/zoned";

useDatabase();

/** Versions 2 to 5: an A is added, replaced, a TXT is added, the A is deleted. */
async function edited() {
  const made = await zoned();
  const { owner, inZone, www } = made;
  await saveSet(owner, { ...www, contents: ["192.0.2.1"], version: 1, message: "First" });
  await saveSet(owner, { ...www, contents: ["192.0.2.2"], version: 2 });
  await saveSet(owner, { ...inZone, name: "@", type: "TXT", contents: ["hello"], version: 3 });
  await saveSet(owner, { ...www, contents: [], version: 4 });
  return made;
}

it("all changes are listed page by page, shown with their records, and can be compared with each other", async () => {
  const { owner, inZone, zone } = await edited();
  const first = await listChanges(owner, { ...inZone, limit: 3 });
  expect(first.items.map(({ version, removed, added }) => [version, removed, added])).toEqual([
    [5, 1, 0],
    [4, 0, 1],
    [3, 1, 1],
  ]);
  const second = await listChanges(owner, { ...inZone, limit: 3, cursor: first.after ?? "" });
  expect(second.items.map(({ version, message }) => [version, message])).toEqual([
    [2, "First"],
    [1, null],
  ]);
  expect(second.after).toBeNull();
  expect(await readChange(owner, { ...inZone, version: 3 })).toMatchObject({
    kind: "edit",
    actorName: "Olive Owner",
    diff: {
      removed: 1,
      added: 1,
      more: false,
      sets: [{ label: "www", kind: "changed", removed: [{ content: "192.0.2.1" }], added: [{ content: "192.0.2.2" }] }],
    },
  });
  expect((await compareVersions(owner, { ...inZone, from: 2, to: 5 })).diff).toMatchObject({
    removed: 1,
    added: 1,
    sets: [
      { label: "@", kind: "added" },
      { label: "www", kind: "removed" },
    ],
  });
  await expect(readChange(owner, { ...inZone, version: 9 })).rejects.toEqual(reason("zone.version"));
  await expect(compareVersions(owner, { ...inZone, from: 1, to: 6 })).rejects.toEqual(reason("zone.version"));
  await change(
    zone,
    Array.from({ length: 3_000 }, (_, n) => ({ name: `n${n}.${zone.name}`, type: "A", ttl: 60, content: "192.0.2.1" })),
  );
  const large = await readChange(owner, { ...inZone, version: 6 });
  expect(large.diff).toMatchObject({ added: 3_000, removed: 0, more: true });
  expect(large.diff.sets).toHaveLength(200);
  expect((await compareVersions(owner, { ...inZone, from: 5, to: 6 })).diff).toMatchObject({
    added: 3_000,
    more: true,
  });
});

it("any version can be restored as a new one, which is logged", async () => {
  const { owner, ref, inZone, zone } = await edited();
  const done = await restoreZone(owner, { ...inZone, version: 2, message: "Back" });
  expect(done).toMatchObject({ version: 6, records: 2, removed: 1, added: 1 });
  expect((await rowsOf(zone.id)).map(({ content }) => content).sort()).toEqual(["192.0.2.1", "ns1.example.net."]);
  expect((await listChanges(owner, inZone)).items[0]).toMatchObject({ kind: "restore", restored: 2, message: "Back" });
  expect((await listActivity(owner, ref)).items[0]).toMatchObject({
    operation: "zone.restore",
    details: { after: { restored: 2, version: 6 } },
  });
  expect(await restoreZone(owner, { ...inZone, version: 2 })).toMatchObject({ version: 6, removed: 0, added: 0 });
});

it("a restore needs confirmation for a mass change, and respects the tier’s limit and the rules", async () => {
  const { owner, organisation, inZone, zone } = await edited();
  const many = Array.from({ length: 1_100 }, (_, n) => ({
    name: `n${n}.${zone.name}`,
    type: "A",
    ttl: 60,
    content: "192.0.2.1",
  }));
  await change(zone, many);
  await expect(restoreZone(owner, { ...inZone, version: 5 })).rejects.toMatchObject({ reason: "zone.unconfirmed" });
  await restoreZone(owner, { ...inZone, version: 5, confirmed: true });
  const before = await countRows(organisation.id);
  await expect(restoreZone(owner, { ...inZone, version: 6 })).rejects.toEqual(reason("record.limit"));
  await sudo("update records set type = 'CNAME', content = 'a.example.' where zone_id = $1 and content = '192.0.2.2'", [
    zone.id,
  ]);
  await sudo("update records set name = $2, key = '' where zone_id = $1 and type = 'CNAME'", [zone.id, zone.name]);
  await expect(restoreZone(owner, { ...inZone, version: 3 })).rejects.toMatchObject({ subject: "set.cnameApex" });
  await expect(restoreZone(owner, { ...inZone, version: 77 })).rejects.toEqual(reason("zone.version"));
  expect(await countRows(organisation.id)).toEqual(before);
});

it("every member may read the history, managers may restore, and another organisation’s is unknown", async () => {
  const { organisation, inZone } = await edited();
  const member = await newMember(organisation.id, "member");
  const before = await countRows(organisation.id);
  expect((await listChanges(member, inZone)).items).toHaveLength(5);
  await expect(restoreZone(member, { ...inZone, version: 2 })).rejects.toEqual(reason("permission.missing"));
  const outsider = await newUser();
  const { ref } = await newOrganisation(outsider);
  const foreign = { ...ref, zone: inZone.zone };
  for (const act of [
    () => listChanges(outsider, foreign),
    () => readChange(outsider, { ...foreign, version: 1 }),
    () => compareVersions(outsider, { ...foreign, from: 1, to: 2 }),
    () => restoreZone(outsider, { ...foreign, version: 1 }),
  ])
    await expect(act()).rejects.toEqual(reason("unknown"));
  expect(await countRows(organisation.id)).toEqual(before);
});
