import { describe, expect, it } from "vitest";
import { countRows, newHolder, newMember, newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { change } from "@/db/testing/zones";
import { listActivity } from "@/lib/audit/operations";
import { exportZone, importZone, previewImport } from "@/lib/zones/files/operations";
import { saveSet } from "@/lib/zones/records/operations";
import { reason, rowsOf, zoned } from "@/lib/zones/testing/zoned";

useDatabase();

const file = (...lines: string[]) => ["$TTL 300", "@ NS ns1.example.net.", ...lines, ""].join("\n");

describe("a zone file", () => {
  it("is previewed, imported whole as one version, and exported as the same zone", async () => {
    const { owner, ref, zone, inZone } = await zoned();
    const text = file("www A 192.0.2.1", "www A 192.0.2.2", "@ MX 10 www", 'txt TXT "a; b"');
    const seen = await previewImport(owner, { ...inZone, text });
    expect(seen).toMatchObject({ version: 1, recordsBefore: 1, recordsAfter: 5, errors: [], asksOnceMore: false });
    expect(seen.diff).toMatchObject({ removed: 1, added: 5, more: false });
    expect(seen.diff.sets.map(({ label, type, kind }) => `${kind} ${label} ${type}`)).toEqual([
      "added @ MX",
      "changed @ NS",
      "added txt TXT",
      "added www A",
    ]);
    expect(await rowsOf(zone.id)).toHaveLength(1);
    const done = await importZone(owner, { ...inZone, text, version: seen.version });
    expect(done).toMatchObject({ version: 2, records: 5, removed: 1, added: 5 });
    const out = await exportZone(owner, inZone);
    expect(out).toMatchObject({ name: zone.name, version: 2, records: 5 });
    expect(await previewImport(owner, { ...inZone, text: out.pieces.join("") })).toMatchObject({
      diff: { removed: 0, added: 0 },
      errors: [],
      warnings: [],
    });
    expect(await importZone(owner, { ...inZone, text: out.pieces.join("") })).toMatchObject({ version: 2 });
    const [row] = (await listActivity(owner, ref)).items;
    expect(row).toMatchObject({
      operation: "zone.import",
      targetName: zone.name,
      details: { after: { added: 5, mode: "replace" } },
    });
  });

  it("can be added to the existing records without changing others", async () => {
    const { owner, zone, inZone } = await zoned();
    await change(zone, [{ name: `www.${zone.name}`, type: "A", ttl: 60, content: "192.0.2.1" }]);
    const text = "www 300 A 192.0.2.2\nmail 300 A 192.0.2.3\n";
    const seen = await previewImport(owner, { ...inZone, text, mode: "add" });
    expect(seen.diff.sets.map(({ label, kind }) => `${kind} ${label}`)).toEqual(["added mail", "changed www"]);
    await importZone(owner, { ...inZone, text, mode: "add", version: seen.version });
    const rows = (await rowsOf(zone.id)).map(({ type, content, ttl }) => `${type} ${content} ${ttl}`).sort();
    expect(rows).toEqual(["A 192.0.2.1 300", "A 192.0.2.2 300", "A 192.0.2.3 300", "NS ns1.example.net. 3600"]);
  });

  it("a zone file with any error is refused with line numbers, and nothing is written", async () => {
    const { owner, organisation, inZone } = await zoned();
    const before = await countRows(organisation.id);
    const wrong = file("www A 192.0.2", "$INCLUDE other", "w w A 192.0.2.1");
    const seen = await previewImport(owner, { ...inZone, text: wrong });
    expect(seen.errors.map(({ line }) => line)).toEqual([3, 4, 5]);
    const refused = importZone(owner, { ...inZone, text: wrong });
    await expect(refused).rejects.toMatchObject({ code: "INVALID", reason: "zone.fileInvalid" });
    await expect(refused).rejects.toMatchObject({
      fields: { text: [expect.stringMatching(/^Line 3: “192.0.2” isn’t/), expect.any(String), expect.any(String)] },
    });
    const clash = await previewImport(owner, { ...inZone, text: file("www A 192.0.2.1", "www CNAME other") });
    expect(clash.errors).toMatchObject([{ line: 4, message: expect.stringContaining("has a CNAME") }]);
    await expect(importZone(owner, { ...inZone, text: "www A 192.0.2.1\n" })).rejects.toMatchObject({
      fields: { text: [expect.stringContaining("NS record")] },
    });
    const many = Array.from({ length: 1_000 }, (_, n) => `n${n} A 192.0.2.1`);
    await expect(importZone(owner, { ...inZone, text: file(...many) })).rejects.toEqual(reason("zone.fileInvalid"));
    expect(await countRows(organisation.id)).toEqual(before);
    await sudo("update organisations set portal_tier = 'paid' where id = $1", [organisation.id]);
    expect(await importZone(owner, { ...inZone, text: file(...many) })).toMatchObject({ records: 1_001 });
  });

  it("a zone file that would change over 30 % of ten or more records needs confirmation", async () => {
    const { owner, organisation, zone, inZone } = await zoned();
    const names = Array.from({ length: 20 }, (_, n) => `n${n}.${zone.name}`);
    await change(
      zone,
      names.map((name) => ({ name, type: "A", ttl: 300, content: "192.0.2.1" })),
    );
    const before = await countRows(organisation.id);
    const text = file("www A 192.0.2.1");
    expect(await previewImport(owner, { ...inZone, text })).toMatchObject({ asksOnceMore: true, version: 2 });
    const wanted = { ...inZone, text, version: 2 };
    await expect(importZone(owner, wanted)).rejects.toMatchObject({
      reason: "zone.unconfirmed",
      current: { version: 2 },
    });
    expect(await countRows(organisation.id)).toEqual(before);
    expect(await importZone(owner, { ...wanted, confirmed: true })).toMatchObject({ records: 2, removed: 21 });
  });

  it("a zone file with few but long records is saved by a job, in parts of the usual length", async () => {
    const { owner, inZone } = await zoned();
    const content = Array(62)
      .fill(`"${"\\000".repeat(255)}"`)
      .join(" ");
    const text = file(...Array.from({ length: 40 }, (_, n) => `n${n} TXT ${content}`));
    const begun = await importZone(owner, { ...inZone, text });
    expect(begun).toMatchObject({ state: "waiting", added: 41 });
    const parts = await sudo<{ length: number }>(
      "select length(contents::text) from zone_import_parts where import_id = $1 and adds",
      ["id" in begun && begun.id],
    );
    expect(parts.length).toBeGreaterThan(1);
  });

  it("is only imported on the previewed version, and only once of twenty at once", async () => {
    const { owner, organisation, inZone, www } = await zoned();
    const { version } = await previewImport(owner, { ...inZone, text: file() });
    await saveSet(owner, { ...www, contents: ["192.0.2.1"], version: 1 });
    const stale = importZone(owner, { ...inZone, text: file("a A 192.0.2.2"), version });
    await expect(stale).rejects.toMatchObject({ code: "CONFLICT", reason: "zone.changed", current: { version: 2 } });
    const calls = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        importZone(owner, { ...inZone, text: file(`n${n} A 192.0.2.1`), version: 2 }),
      ),
    );
    expect(calls.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const each of calls) if (each.status === "rejected") expect(each.reason).toEqual(reason("zone.changed"));
    expect(await countRows(organisation.id)).toMatchObject({ zoneChanges: 3 });
  });

  it("needs the permission, and reveals nothing of another organisation’s zone", async () => {
    const { owner, organisation, inZone, www } = await zoned();
    await saveSet(owner, { ...www, contents: ["192.0.2.1"], version: 1 });
    const member = await newMember(organisation.id, "member");
    const adder = await newHolder(organisation.id, ["dns.read", "dns.update", "dns.create"], "Adder");
    const before = await countRows(organisation.id);
    expect((await exportZone(member, inZone)).records).toBe(2);
    for (const act of [
      () => previewImport(member, { ...inZone, text: file() }),
      () => importZone(member, { ...inZone, text: file() }),
      () => importZone(adder, { ...inZone, text: file() }),
    ])
      await expect(act()).rejects.toEqual(reason("permission.missing"));
    const outsider = await newUser();
    const { ref } = await newOrganisation(outsider);
    const foreign = { ...ref, zone: inZone.zone };
    for (const act of [
      () => previewImport(outsider, { ...foreign, text: file() }),
      () => importZone(outsider, { ...foreign, text: file() }),
      () => exportZone(outsider, foreign),
    ])
      await expect(act()).rejects.toEqual(reason("unknown"));
    expect(await countRows(organisation.id)).toEqual(before);
    await importZone(adder, { ...inZone, text: "more A 192.0.2.9\n", mode: "add" });
  });
});
