import { describe, expect, it } from "vitest";
import { countRows, newHolder, newMember, useDatabase } from "@/db/testing";
import { addFromHelper } from "@/lib/zones/records/helper_operations";
import { addRecord, listRecords, namesOf, readRRset, saveSet } from "@/lib/zones/records/operations";
import { reason, zoned } from "@/lib/zones/testing/zoned";

useDatabase();

it("the SPF wizard replaces an existing SPF record and keeps other texts, as its preview shows", async () => {
  const { owner, organisation, inZone } = await zoned();
  const at = { ...inZone, name: "@", type: "TXT" };
  const old = ["v=spf1 include:old.example.net ~all", "google-site-verification=x"];
  await saveSet(owner, { ...at, contents: old, version: 1 });
  const before = await countRows(organisation.id);
  const wanted = {
    ...inZone,
    helper: "spf" as const,
    form: { mx: true, includes: ["_spf.example.net"], rest: "refuse" },
  };
  const seen = await addFromHelper(owner, { ...wanted, preview: true });
  expect(seen.set.typed).toEqual(["google-site-verification=x", "v=spf1 mx include:_spf.example.net -all"]);
  expect(seen.before.contents).toHaveLength(2);
  expect(await countRows(organisation.id)).toEqual(before);
  await addFromHelper(owner, wanted);
  await addFromHelper(owner, { ...wanted, form: { mx: false, rest: "mark" } });
  expect((await readRRset(owner, at)).typed).toEqual(["google-site-verification=x", "v=spf1 ~all"]);
});

it("the other wizards create their records, each only once", async () => {
  const { owner, inZone } = await zoned();
  const forms = [
    ["dmarc", { policy: "reject" }],
    ["dmarc", { policy: "none" }],
    ["dkim", { selector: "mail", key: "AAAA" }],
    ["caa", { issuers: ["letsencrypt.org"] }],
    ["game", { game: "minecraft", name: "play", host: "mc.example.net", port: 25_570 }],
    ["game", { game: "minecraft", name: "play", host: "mc2.example.net", port: 25_570 }],
  ] as const;
  for (const [helper, form] of forms) await addFromHelper(owner, { ...inZone, helper, form });
  const { items } = await listRecords(owner, inZone);
  expect(items.map(({ label, typed }) => `${label} ${typed}`)).toEqual([
    '@ 0 issue "letsencrypt.org"',
    "@ ns1.example.net.",
    "_dmarc v=DMARC1; p=none",
    "mail._domainkey v=DKIM1; k=rsa; p=AAAA",
    "_minecraft._tcp.play 0 5 25570 mc2.example.net.",
  ]);
});

it("an invalid form is refused at its fields, and a wrong role entirely", async () => {
  const { owner, organisation, inZone } = await zoned();
  const member = await newMember(organisation.id, "member");
  const before = await countRows(organisation.id);
  const game = { ...inZone, helper: "game" as const, form: { game: "minecraft", host: "192.0.2.1", port: 0 } };
  await expect(addFromHelper(owner, game)).rejects.toMatchObject({
    code: "INVALID",
    fields: { host: [expect.any(String)], port: ["Enter a number from 1 to 65535."] },
  });
  const dkim = { ...inZone, helper: "dkim" as const, form: { selector: "s", key: "-----BEGIN PRIVATE KEY-----" } };
  await expect(addFromHelper(owner, dkim)).rejects.toMatchObject({
    fields: { key: [expect.stringContaining("private key")] },
  });
  const spf = { ...inZone, helper: "spf" as const, form: {} };
  await expect(addFromHelper(member, spf)).rejects.toEqual(reason("permission.missing"));
  expect(await countRows(organisation.id)).toEqual(before);
});

describe("the game wizard", () => {
  const game = { game: "minecraft", name: "@", host: "lobby", port: 25_000 };
  const helper = "game" as const;

  it("adds the address that its host needs in the same version, as its preview shows", async () => {
    const { owner, organisation, inZone } = await zoned();
    const wanted = { ...inZone, helper, form: { ...game, address: "2001:DB8:0::18" } };
    const before = await countRows(organisation.id);
    const seen = await addFromHelper(owner, { ...wanted, preview: true });
    expect(seen).toMatchObject({
      set: { label: "_minecraft._tcp", type: "SRV" },
      also: [{ label: "lobby", type: "AAAA", contents: ["2001:db8::18"] }],
    });
    expect(await countRows(organisation.id)).toEqual(before);
    const { zoneVersion } = await addFromHelper(owner, wanted);
    expect(zoneVersion).toBe(2);
    const { items } = await listRecords(owner, { ...inZone, q: "lobby" });
    expect(items.map(({ label, type }) => `${label} ${type}`)).toEqual(["_minecraft._tcp SRV", "lobby AAAA"]);
    // A second time there is nothing to do.
    expect(await addFromHelper(owner, wanted)).toMatchObject({ zoneVersion: 2, also: [] });
    expect(await addFromHelper(owner, { ...inZone, helper, form: game })).toMatchObject({ zoneVersion: 2, also: [] });
  });

  it("redirects no existing name, adds none outside the zone, and needs the permission to add one", async () => {
    const { owner, organisation, inZone } = await zoned();
    await addRecord(owner, { ...inZone, name: "lobby", type: "A", content: "192.0.2.1" });
    const changer = await newHolder(organisation.id, ["dns.read", "dns.update"], "Changer");
    const before = await countRows(organisation.id);
    const filled = (form: object) => addFromHelper(owner, { ...inZone, helper, form: { ...game, ...form } });
    await expect(filled({ address: "192.0.2.2" })).rejects.toMatchObject({
      fields: { host: ["lobby already points to 192.0.2.1. Use another name, or leave the address empty."] },
    });
    await expect(filled({ host: "play.example.org.", address: "192.0.2.2" })).rejects.toMatchObject({
      fields: { host: [expect.any(String)] },
    });
    for (const address of ["here", "192.0.2", "192.0.2.0/24"])
      await expect(filled({ address })).rejects.toMatchObject({ fields: { address: [expect.any(String)] } });
    const form = { ...game, host: "new", address: "192.0.2.2" };
    await expect(addFromHelper(changer, { ...inZone, helper, form })).rejects.toEqual(reason("permission.missing"));
    expect(await countRows(organisation.id)).toEqual(before);
    expect(await filled({ address: "192.0.2.1" })).toMatchObject({ also: [] });
  });
});

it("names that point to an address are found in any notation, without wildcards and other types", async () => {
  const { owner, inZone } = await zoned();
  for (const [name, type, content] of [
    ["play", "A", "192.0.2.1"],
    ["lobby", "A", "192.0.2.1"],
    ["*.any", "A", "192.0.2.1"],
    ["text", "TXT", "192.0.2.1"],
    ["six", "AAAA", "2001:db8::1"],
  ] as const)
    await addRecord(owner, { ...inZone, name, type, content });
  const found = async (address: string) => (await namesOf(owner, { ...inZone, address })).names;
  expect(await found("192.0.2.1")).toEqual(["lobby", "play"]);
  expect(await found("192.0.2.1.")).toEqual(["lobby", "play"]);
  expect(await found("2001:DB8:0:0::1")).toEqual(["six"]);
  for (const none of ["192.0.2.9", "play", "", "%"]) expect(await found(none)).toEqual([]);
});
