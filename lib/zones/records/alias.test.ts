import { beforeEach, describe, expect, it } from "vitest";
import { countRows, sudo, useDatabase } from "@/db/testing";
import { readZoneFile } from "@/lib/dns/zone_file/reader";
import { writeZoneFile } from "@/lib/dns/zone_file/writer";
import { env } from "@/lib/env";
import { exportZone, importZone, previewImport } from "@/lib/zones/files/operations";
import { restoreZone } from "@/lib/zones/history/operations";
import { readZone } from "@/lib/zones/operations";
import { addRecord, listRecords, readRRset, saveSet } from "@/lib/zones/records/operations";
import { signZone } from "@/lib/zones/signing/operations";
import { reason, rowsOf, zoned } from "@/lib/zones/testing/zoned";

useDatabase();

const offer = (resolver?: string) => Object.assign(env(), { DNS_ALIAS_RESOLVER: resolver });
beforeEach(() => void offer("127.0.0.1:5353"));
const alias = (name = "@", content = "pages.example.net") => ({ name, type: "alias", content });
const refused = (field: string, words: RegExp) => ({
  code: "INVALID",
  reason: "record.invalid",
  fields: { [field]: [expect.stringMatching(words)] },
});

describe("an ALIAS", () => {
  it("can be at the apex beside records other than addresses, if the portal has a resolver for it", async () => {
    const { owner, zone, inZone } = await zoned();
    expect(await readZone(owner, inZone)).toMatchObject({ alias: "on" });
    const { record } = await addRecord(owner, { ...inZone, ...alias(), ttl: "5m" });
    expect(record).toMatchObject({ label: "@", type: "ALIAS", content: "pages.example.net.", ttl: 300 });
    await addRecord(owner, { ...inZone, name: "@", type: "MX", content: "10 mail.example.net" });
    await addRecord(owner, { ...inZone, ...alias("apps", "WWW") });
    expect((await rowsOf(zone.id)).map(({ type, content }) => `${type} ${content}`)).toEqual(
      expect.arrayContaining(["ALIAS pages.example.net.", `ALIAS www.${zone.name}.`]),
    );
    expect((await listRecords(owner, { ...inZone, type: "ALIAS" })).items).toHaveLength(2);
    expect(await readRRset(owner, { ...inZone, name: "@", type: "alias" })).toMatchObject({ type: "ALIAS" });
    // Its number is for private use and may mean something else.
    await expect(readRRset(owner, { ...inZone, name: "@", type: "TYPE65401" })).rejects.toMatchObject(
      refused("type", /own number for ALIAS/),
    );
  });

  it("is refused beside addresses, a CNAME or another ALIAS, for itself, and for an invalid host name", async () => {
    const { owner, organisation, inZone } = await zoned();
    await addRecord(owner, { ...inZone, name: "www", type: "A", content: "192.0.2.1" });
    await addRecord(owner, { ...inZone, name: "six", type: "AAAA", content: "2001:db8::1" });
    await addRecord(owner, { ...inZone, name: "c", type: "CNAME", content: "www" });
    await addRecord(owner, { ...inZone, ...alias("a") });
    const before = await countRows(organisation.id);
    const add = (record: object) => addRecord(owner, { ...inZone, ...alias(), ...record });
    const cases: [object, string, RegExp][] = [
      [{ name: "www" }, "name", /has an ALIAS, .* Delete it, or the A records of this name\.$/],
      [{ name: "six" }, "name", /or the AAAA records of this name\.$/],
      [{ name: "c" }, "name", /has a CNAME, which can’t be combined with other records/],
      [{ name: "a", content: "other.example.net" }, "name", /can have only one ALIAS/],
      [{ name: "x", content: "x" }, "content", /can’t be an ALIAS of itself/],
      [{ name: "a", type: "A", content: "192.0.2.1" }, "name", /has an ALIAS/],
      [{ name: "*.w" }, "name", /ALIAS record can’t be at a name with \*/],
      [{ content: "192.0.2.1" }, "content", /is an IP address, but a name is needed here/],
      [{ content: "https://example.net/" }, "content", /is a web address/],
      [{ content: "a b" }, "content", /is too much|isn’t allowed/],
      [{ content: "" }, "content", /enter the target’s name/],
    ];
    for (const [record, field, words] of cases)
      await expect(add(record), JSON.stringify(record)).rejects.toMatchObject(refused(field, words));
    expect(await countRows(organisation.id)).toEqual(before);
  });

  it("is read from files, written to them with a comment for other name servers, and read again", async () => {
    const { owner, zone, inZone } = await zoned();
    const text = "$TTL 300\n@ NS ns1.example.net.\n@ ALIAS pages.example.net.\nb ALIAS name.\n";
    expect(await previewImport(owner, { ...inZone, text })).toMatchObject({ errors: [], recordsAfter: 3 });
    await importZone(owner, { ...inZone, text });
    const out = (await exportZone(owner, inZone)).pieces.join("");
    expect(out).toMatch(/IN ALIAS {2}pages\.example\.net\. ; PowerDNS only\n/);
    expect(out).toMatch(/^b .* ALIAS {2}name\. ; PowerDNS only$/m);
    expect(await previewImport(owner, { ...inZone, text: out })).toMatchObject({ diff: { added: 0, removed: 0 } });
    const { records } = readZoneFile(out, { zone: zone.name });
    expect(readZoneFile(writeZoneFile(zone.name, records), { zone: zone.name }).records).toEqual(
      expect.arrayContaining(records),
    );
    const both = `${text}@ A 192.0.2.1\n`;
    const clash = await previewImport(owner, { ...inZone, text: both });
    expect(clash.errors).toMatchObject([{ line: 3, message: expect.stringMatching(/has an ALIAS/) }]);
  });

  it("can’t be added if the portal has no resolver for it; an existing one can be deleted", async () => {
    const { owner, organisation, inZone } = await zoned();
    await addRecord(owner, { ...inZone, ...alias("old") });
    offer();
    expect(await readZone(owner, inZone)).toMatchObject({ alias: "off" });
    const before = await countRows(organisation.id);
    const words = /^This portal doesn’t offer ALIAS\. Use A and AAAA records, or ask its administrator to set/;
    await expect(addRecord(owner, { ...inZone, ...alias() })).rejects.toMatchObject(refused("type", words));
    const set = { ...inZone, name: "old", type: "ALIAS", version: 2 };
    await expect(saveSet(owner, { ...set, contents: ["other.example.net"] })).rejects.toMatchObject(
      refused("type", words),
    );
    const text = "@ NS ns1.example.net.\n@ ALIAS pages.example.net.\n";
    const seen = await previewImport(owner, { ...inZone, text });
    expect(seen.errors).toMatchObject([{ line: 2, message: expect.stringMatching(words) }]);
    await expect(importZone(owner, { ...inZone, text })).rejects.toEqual(reason("zone.fileInvalid"));
    expect(await countRows(organisation.id)).toEqual(before);
    // An existing one may stay in the file.
    const out = (await exportZone(owner, inZone)).pieces.join("");
    expect(await previewImport(owner, { ...inZone, text: `${out}www A 192.0.2.1\n` })).toMatchObject({ errors: [] });
    expect(await saveSet(owner, { ...set, contents: [] })).toMatchObject({ zoneVersion: 3 });
    await expect(restoreZone(owner, { ...inZone, version: 2 })).rejects.toMatchObject(refused("version", words));
  });

  it("and DNSSEC exclude each other", async () => {
    const { owner, organisation, zone, inZone } = await zoned();
    await addRecord(owner, { ...inZone, ...alias() });
    const before = await countRows(organisation.id);
    await expect(signZone(owner, inZone)).rejects.toMatchObject({ code: "CONFLICT", reason: "zone.alias" });
    expect(await countRows(organisation.id)).toEqual(before);
    await sudo("update zones set signed = true where id = $1", [zone.id]);
    expect(await readZone(owner, inZone)).toMatchObject({ alias: "signed" });
    await expect(addRecord(owner, { ...inZone, ...alias("b") })).rejects.toMatchObject(
      refused("type", /^This zone has DNSSEC, and ALIAS answers can’t be signed\./),
    );
  });
});
