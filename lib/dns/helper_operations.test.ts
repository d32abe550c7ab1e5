import { expect, it } from "vitest";
import { countRows, newMember, useDatabase } from "@/db/testing";
import { addFromHelper } from "@/lib/dns/helper_operations";
import { listRecords, readRecordSet, saveSet } from "@/lib/dns/record_operations";
import { reason, zoned } from "@/lib/dns/testing/zoned";

useDatabase();

it("SPF comes once: it replaces the one that is there and leaves other texts alone, as its preview says", async () => {
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
  expect((await readRecordSet(owner, at)).typed).toEqual(["google-site-verification=x", "v=spf1 ~all"]);
});

it("the others make their records, each once", async () => {
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

it("a wrong form is refused at its fields, and a wrong role altogether", async () => {
  const { owner, organisation, inZone } = await zoned();
  const member = await newMember(organisation.id, "member");
  const before = await countRows(organisation.id);
  const game = { ...inZone, helper: "game" as const, form: { game: "minecraft", host: "192.0.2.1", port: 0 } };
  await expect(addFromHelper(owner, game)).rejects.toMatchObject({
    code: "INVALID",
    fields: { host: [expect.any(String)], port: ["Give a number from 1 to 65535."] },
  });
  const dkim = { ...inZone, helper: "dkim" as const, form: { selector: "s", key: "-----BEGIN PRIVATE KEY-----" } };
  await expect(addFromHelper(owner, dkim)).rejects.toMatchObject({
    fields: { key: [expect.stringContaining("private key")] },
  });
  const spf = { ...inZone, helper: "spf" as const, form: {} };
  await expect(addFromHelper(member, spf)).rejects.toEqual(reason("permission.missing"));
  expect(await countRows(organisation.id)).toEqual(before);
});
