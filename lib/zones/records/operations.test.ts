import { describe, expect, it } from "vitest";
import { countRows, newHolder, newMember, newOrganisation, newUser, useDatabase } from "@/db/testing";
import { change } from "@/db/testing/zones";
import { listActivity } from "@/lib/audit/operations";
import { longestAllowed, longestTurn } from "@/lib/testing";
import { addRecord, changeRecord, listRecords, readRRset, removeRecord, saveSet } from "@/lib/zones/records/operations";
import { reason, rowsOf, zoned } from "@/lib/zones/testing/zoned";

useDatabase();

const at = (field: string, message: unknown = expect.any(String)) =>
  expect.objectContaining({ code: "INVALID", fields: { [field]: [message] } });

describe("an RRset", () => {
  it("is saved in canonical form, with a version, a serial and a row in the log", async () => {
    const { owner, organisation, ref, zone, www } = await zoned();
    const made = await saveSet(owner, { ...www, ttl: "5m", contents: ["192.0.2.1", "192.0.2.2"], version: 1 });
    expect(made).toMatchObject({
      set: { name: `www.${zone.name}`, label: "www", ttl: 300, contents: ["192.0.2.1", "192.0.2.2"], version: 2 },
      before: { ttl: null, contents: [] },
      zoneVersion: 2,
      warnings: [],
    });
    expect(await readRRset(owner, www)).toEqual(made.set);
    expect(await readRRset(owner, { ...www, zone: zone.id })).toEqual(made.set);
    const [row] = (await listActivity(owner, ref)).items;
    expect(row).toMatchObject({ operation: "record.saveSet", targetName: zone.name });
    expect(row?.details.after).toEqual({ "www A": "192.0.2.1, 192.0.2.2 (300 s)" });
    expect(await countRows(organisation.id)).toMatchObject({ records: 3, zoneChanges: 2 });
  });

  it("keeps its unchanged records, and can be undone by one call with the response", async () => {
    const { owner, zone, www } = await zoned();
    const first = await saveSet(owner, { ...www, contents: ["192.0.2.1", "192.0.2.2"], version: 0 + 1 });
    const second = await saveSet(owner, { ...www, contents: ["192.0.2.2", "192.0.2.3"], version: first.set.version });
    expect(second.set.ttl).toBe(3600);
    const undone = await saveSet(owner, {
      ...www,
      contents: second.before.contents,
      ttl: second.before.ttl ?? undefined,
      version: second.set.version,
    });
    expect(undone.set.contents.sort()).toEqual(first.set.contents);
    const gone = await saveSet(owner, { ...www, contents: [], version: undone.set.version });
    expect(gone.set).toMatchObject({ ttl: null, contents: [] });
    const back = { ...www, contents: gone.before.contents, ttl: gone.before.ttl ?? "", version: gone.set.version };
    expect((await saveSet(owner, back)).set.contents).toHaveLength(2);
    expect(await rowsOf(zone.id)).toHaveLength(3);
  });

  it("an RRset that is saved unchanged creates no version and no row in the log", async () => {
    const { owner, organisation, www } = await zoned();
    const { set } = await saveSet(owner, { ...www, contents: ["192.0.2.1"], version: 1 });
    const before = await countRows(organisation.id);
    const again = await saveSet(owner, { ...www, ttl: "1h", contents: ["192.0.2.1"], version: set.version });
    expect(again.set).toEqual(set);
    expect(await countRows(organisation.id)).toEqual(before);
  });

  it("edited by twenty people at once is saved by one; the others get the newer value and lose nothing", async () => {
    const { owner, zone, www } = await zoned();
    const { set } = await saveSet(owner, { ...www, contents: ["192.0.2.100"], version: 1 });
    const calls = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        saveSet(owner, { ...www, contents: [`192.0.2.${n + 1}`], version: set.version }),
      ),
    );
    const [winner, ...more] = calls.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    expect(more).toEqual([]);
    const { version, ttl, contents } = winner?.set ?? {};
    for (const each of calls)
      if (each.status === "rejected")
        expect(each.reason).toMatchObject({
          code: "CONFLICT",
          reason: "record.changed",
          current: { version, ttl, contents },
        });
    expect((await rowsOf(zone.id)).filter(({ type }) => type === "A").map(({ content }) => content)).toEqual(contents);
    const retried = await saveSet(owner, { ...www, contents: ["192.0.2.200"], version: version ?? 0 });
    expect(retried.before.contents).toEqual(contents);
  });

  it("can be edited while others are, without conflicts or losses", async () => {
    const { owner, zone, inZone } = await zoned();
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        saveSet(owner, { ...inZone, name: `h${n}`, type: "A", contents: ["192.0.2.1"], version: 1 }),
      ),
    );
    expect(await rowsOf(zone.id)).toHaveLength(21);
  });

  it("is refused at the wrong field, and nothing is written", async () => {
    const { owner, organisation, inZone, www, zone } = await zoned();
    await saveSet(owner, { ...www, contents: ["192.0.2.1"], version: 1 });
    await saveSet(owner, { ...inZone, name: "alias", type: "CNAME", contents: ["www"], version: 2 });
    const before = await countRows(organisation.id);
    const save = (name: string, type: string, contents: string[], ttl?: string) =>
      saveSet(owner, { ...inZone, name, type, ttl, contents, version: 9_000 });
    const now = (name: string, type: string, contents: string[], ttl?: string) =>
      saveSet(owner, { ...inZone, name, type, ttl, contents, version: 3 });
    await expect(now("www", "A", ["192.0.2.1", "192.0.2.2", "192.0.2"])).rejects.toEqual(at("contents.2"));
    await expect(now("www", "A", ["192.0.2.1", "192.0.2.1"])).rejects.toEqual(at("contents.1"));
    await expect(now("w w", "A", ["192.0.2.1"])).rejects.toEqual(at("name"));
    await expect(now("www", "NOPE", ["192.0.2.1"])).rejects.toEqual(at("type"));
    await expect(now("www", "A", ["192.0.2.1"], "soon")).rejects.toEqual(at("ttl"));
    await expect(now("www", "CNAME", ["other"])).rejects.toEqual(
      at(
        "name",
        `www.${zone.name} has a CNAME, which can’t be combined with other records. Delete the CNAME or the others.`,
      ),
    );
    await expect(now("mail", "MX", ["10 alias"])).rejects.toEqual(at("contents"));
    await expect(now("@", "NS", [])).rejects.toEqual(at("name"));
    await expect(now("sub", "DS", [`1 13 2 ${"ab".repeat(32)}`])).rejects.toEqual(at("name"));
    await expect(save("www", "A", ["192.0.2.9"])).rejects.toEqual(reason("record.changed"));
    expect(await countRows(organisation.id)).toEqual(before);
  });

  it("can’t become an alias that MX records point to, or a DNAME above existing names", async () => {
    const { owner, inZone } = await zoned();
    await saveSet(owner, { ...inZone, name: "@", type: "MX", contents: ["10 mail"], version: 1 });
    await saveSet(owner, { ...inZone, name: "a.b", type: "A", contents: ["192.0.2.1"], version: 2 });
    const alias = { ...inZone, name: "mail", type: "CNAME", contents: ["www"], version: 3 };
    await expect(saveSet(owner, alias)).rejects.toMatchObject({ reason: "record.invalid", subject: "set.targetCname" });
    const dname = { ...inZone, name: "b", type: "DNAME", contents: ["example.net"], version: 3 };
    await expect(saveSet(owner, dname)).rejects.toMatchObject({ subject: "set.dnameBelow" });
    const cut = await saveSet(owner, { ...inZone, name: "b", type: "NS", contents: ["ns.example.net"], version: 3 });
    expect(cut.warnings).toMatchObject([{ name: expect.stringContaining("a.b."), type: "A" }]);
  });
});

describe("single records", () => {
  it("are added, edited in place, moved and deleted, and each change is logged", async () => {
    const { owner, ref, zone, inZone, www } = await zoned();
    const one = await addRecord(owner, { ...www, content: "192.0.2.1", ttl: 300 });
    const two = await addRecord(owner, { ...www, content: "192.0.2.2" });
    expect(two.record).toMatchObject({ ttl: 300, label: "www", content: "192.0.2.2" });
    await expect(addRecord(owner, { ...www, content: "192.0.2.2" })).rejects.toEqual(reason("record.known"));
    const changed = await changeRecord(owner, { ...inZone, record: one.record.id, content: "192.0.2.7" });
    expect(changed.record.content).toBe("192.0.2.7");
    const slower = await changeRecord(owner, { ...inZone, record: changed.record.id, ttl: 600 });
    // The other one got a new id with its TTL; its old id still finds it.
    const moved = await changeRecord(owner, { ...inZone, record: two.record.id, name: "web" });
    expect(moved.record).toMatchObject({ label: "web", content: "192.0.2.2", ttl: 600 });
    expect((await readRRset(owner, www)).contents).toEqual(["192.0.2.7"]);
    await removeRecord(owner, { ...inZone, record: slower.record.id });
    expect((await listRecords(owner, { ...inZone, type: "A" })).items.map(({ label }) => label)).toEqual(["web"]);
    await expect(removeRecord(owner, { ...inZone, record: slower.record.id })).rejects.toEqual(
      reason("record.unknown"),
    );
    await expect(removeRecord(owner, { ...inZone, record: "x" })).rejects.toEqual(reason("record.unknown"));
    const { items } = await listActivity(owner, ref);
    expect(items.slice(0, 3).map(({ operation }) => operation)).toEqual([
      "record.remove",
      "record.change",
      "record.change",
    ]);
    expect(items[0]?.targetName).toBe(zone.name);
  });

  it("records of a large zone are listed page by page in the zone’s order, and found by part of a name or content", async () => {
    const { owner, inZone, zone } = await zoned();
    const names = Array.from({ length: 25 }, (_, n) => `n${n}.${zone.name}`);
    await change(
      zone,
      names.map((name, n) => ({ name, type: "TXT", ttl: 60, content: `"Text ${n}"` })),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRecords(owner, { ...inZone, limit: 10, cursor });
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.after ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(26);
    expect(seen[0]).toBe(zone.name);
    expect(new Set(seen).size).toBe(26);
    expect((await listRecords(owner, { ...inZone, q: "Text 24" })).items).toMatchObject([{ typed: "Text 24" }]);
    expect((await listRecords(owner, { ...inZone, type: "ns" })).items).toHaveLength(1);
    await expect(listRecords(owner, { ...inZone, cursor: "e30" })).rejects.toEqual(reason("input.invalid"));
  });

  it("are refused at their field when they are too long to be stored", async () => {
    const { owner, www } = await zoned();
    const content = Array(65)
      .fill(`"${"\\000".repeat(255)}"`)
      .join(" ");
    await expect(addRecord(owner, { ...www, type: "TXT", content })).rejects.toMatchObject({
      reason: "record.invalid",
      fields: { content: ["This record would be longer than 65535 characters. Make it shorter."] },
    });
  });

  it("records of maximum length are few on a page, and other requests are answered meanwhile", async () => {
    const { owner, inZone, zone } = await zoned();
    const content = Array(62)
      .fill(`"${"\\000".repeat(255)}"`)
      .join(" ");
    await change(
      zone,
      Array.from({ length: 60 }, (_, n) => ({ name: `n${n}.${zone.name}`, type: "TXT", ttl: 60, content })),
    );
    const pages: string[][] = [];
    const taken = await longestTurn(async () => {
      pages.length = 0;
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const { items, after } = await listRecords(owner, { ...inZone, limit: 200, cursor });
        pages.push(items.map(({ name }) => name));
        cursor = after;
      }
    });
    expect(Math.max(...pages.map(({ length }) => length))).toBe(17);
    expect(new Set(pages.flat()).size).toBe(61);
    expect(taken).toBeLessThan(longestAllowed);
  });
});

describe("the permissions for records", () => {
  it("let every member read, let managers write, and apply one by one for custom roles", async () => {
    const { owner, organisation, inZone, www } = await zoned();
    const member = await newMember(organisation.id, "member");
    const updater = await newHolder(organisation.id, ["dns.read", "dns.update"], "Updater");
    const { record } = await addRecord(owner, { ...www, content: "192.0.2.1" });
    const before = await countRows(organisation.id);
    expect((await listRecords(member, inZone)).items).toHaveLength(2);
    const refused = [
      () => saveSet(member, { ...www, contents: [], version: 2 }),
      () => addRecord(member, { ...www, content: "192.0.2.2" }),
      () => changeRecord(member, { ...inZone, record: record.id, ttl: 60 }),
      () => removeRecord(member, { ...inZone, record: record.id }),
      () => saveSet(updater, { ...www, contents: [], version: 2 }),
      () => saveSet(updater, { ...www, name: "new", contents: ["192.0.2.1"], version: 2 }),
      () => addRecord(updater, { ...www, content: "192.0.2.2" }),
      () => removeRecord(updater, { ...inZone, record: record.id }),
    ];
    for (const act of refused) await expect(act()).rejects.toEqual(reason("permission.missing"));
    expect(await countRows(organisation.id)).toEqual(before);
    await saveSet(updater, { ...www, contents: ["192.0.2.3"], version: 2 });
  });

  it("don’t reach another organisation’s zone, which is unknown", async () => {
    const { zone } = await zoned();
    const outsider = await newUser();
    const { ref } = await newOrganisation(outsider);
    for (const reference of [zone.name, zone.id, "nowhere.example", "", "a b"])
      for (const act of [
        () => listRecords(outsider, { ...ref, zone: reference }),
        () =>
          saveSet(outsider, { ...ref, zone: reference, name: "www", type: "A", contents: ["192.0.2.1"], version: 1 }),
        () => removeRecord(outsider, { ...ref, zone: reference, record: "1" }),
      ])
        await expect(act()).rejects.toEqual(reason("unknown"));
  });

  it("stop at the tier’s limit of records, also with many calls at once", async () => {
    const { owner, zone, inZone } = await zoned();
    await change(
      zone,
      Array.from({ length: 994 }, (_, n) => ({ name: `n${n}.${zone.name}`, type: "A", ttl: 60, content: "192.0.2.1" })),
    );
    const calls = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        addRecord(owner, { ...inZone, name: `x${n}`, type: "A", content: "192.0.2.1" }),
      ),
    );
    expect(calls.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    for (const each of calls) if (each.status === "rejected") expect(each.reason).toEqual(reason("record.limit"));
    expect(await rowsOf(zone.id)).toHaveLength(1_000);
  });
});
