import { expect, it } from "vitest";
import { newUser, stranger, sudo, useDatabase } from "@/db/testing";
import { change } from "@/db/testing/zones";
import { checkZones } from "@/lib/jobs/zone_checks";
import { readHealth } from "@/lib/portal/operations";
import { listClaims } from "@/lib/zones/claims/portal_operations";
import { restoreZone } from "@/lib/zones/history/operations";
import { listZones, readAnswering, readZone } from "@/lib/zones/operations";
import { addRecord } from "@/lib/zones/records/operations";
import { signZone } from "@/lib/zones/signing/operations";
import { rowsOf, zoned } from "@/lib/zones/testing/zoned";
import { answer, status } from "./ask";
import { useNameServer } from "./use";

useDatabase();

const server = useNameServer();

/** Runs the checks as if they were due. */
const checkNow = async () => {
  await sudo("update zone_checks set due_at = now() where due_at is not null");
  await checkZones();
};
const loggedOf = (zone: string) =>
  sudo<{ operation: string }>(
    "select operation from audit where target_id = $1 and operation like 'zone.note%' order by seq",
    [zone],
  );

it("a zone that fails at a name is reported on request, in every list, in health and to webhooks, and again when it recovers", async () => {
  const { owner, zone, inZone, ref } = await zoned();
  const admin = await newUser({ portalAdmin: true });
  /** Its state in each list, including the portal’s. */
  const listed = async () =>
    [
      (await listZones(owner, ref)).zones[0],
      await readZone(owner, inZone),
      (await listClaims(admin, { q: zone.name })).items[0],
    ].map((each) => each?.failing);
  await checkNow();
  expect(await listed()).toEqual([false, false, false]);
  expect(await readAnswering(owner, inZone)).toMatchObject({ state: "current", failing: [] });
  // No page or API accepts such a record now; earlier versions did.
  const broken = { name: `x.${zone.name}`, type: "TYPE13", ttl: 60, content: "\\# 9 025043054c696e7578" };
  await change(zone, [broken]);
  expect(await status(server(), broken.name, "A")).toBe("SERVFAIL");
  // Before the job has checked it.
  expect(await readAnswering(owner, inZone)).toMatchObject({ state: "failing", failing: ["x"] });
  await checkNow();
  expect(await loggedOf(zone.id)).toEqual([]);
  await checkNow();
  await checkNow();
  expect((await loggedOf(zone.id)).map(({ operation }) => operation)).toEqual(["zone.noteFailing"]);
  expect(await readAnswering(owner, inZone)).toMatchObject({ state: "failing", failing: ["x"] });
  expect(await readHealth(stranger, {})).toMatchObject({ dns: "failing" });
  expect(await listed()).toEqual([true, true, true]);
  await change(zone, [], [broken]);
  await checkNow();
  expect((await loggedOf(zone.id)).map(({ operation }) => operation)).toEqual([
    "zone.noteFailing",
    "zone.noteAnswered",
  ]);
  expect(await listed()).toEqual([false, false, false]);
  expect(await readAnswering(owner, inZone)).toMatchObject({ state: "current", failing: [] });
});

it("a zone with unreadable old records gets them rewritten, and so does a restored old version", async () => {
  const { owner, zone, inZone } = await zoned();
  const at = (name: string, type: string, content: string) => ({
    name: `${name}.${zone.name}`,
    type,
    ttl: 60,
    content,
  });
  await change(zone, [
    at("a", "TYPE13", "\\# 9 025043054c696e7578"),
    at("b", "SVCB", "1 . key667"),
    at("c", "HTTPS", '1 . alpn=h2 key9="a;b"'),
    at("d", "TYPE65402", "\\# 1 00"),
    at("e", "TYPE17", "\\# 1 00"),
    at("f", "TYPE65280", "\\# 1 00"),
    at("g", "SVCB", '1 . key667=""'),
    at("g", "SVCB", "1 . key667"),
  ]);
  await sudo("update zone_checks set mend = true, due_at = now() where zone_id = $1", [zone.id]);
  await checkZones();
  const mended = [
    ["a", 'HINFO "PC" "Linux"'],
    ["b", 'SVCB 1 . key667=""'],
    ["c", 'HTTPS 1 . alpn=h2 key9="a\\059b"'],
    ["f", "TYPE65280 \\# 1 00"],
    ["g", 'SVCB 1 . key667=""'],
  ];
  const rows = async () =>
    (await rowsOf(zone.id))
      .filter(({ name }) => name !== zone.name)
      .map(({ name, type, content }) => [name.split(".")[0], `${type} ${content}`])
      .sort();
  expect(await rows()).toEqual(mended);
  const [{ version, serial } = { version: "", serial: "" }] = await sudo<{ version: string; serial: string }>(
    "select version, serial from zones where id = $1",
    [zone.id],
  );
  expect(Number(version)).toBe(3);
  expect((await answer(server(), zone.name, "SOA"))[0]).toContain(` ${serial} `);
  for (const name of "abcdefg") expect(await status(server(), `${name}.${zone.name}`, "A")).not.toBe("SERVFAIL");
  await restoreZone(owner, { ...inZone, version: 1, confirmed: true });
  await restoreZone(owner, { ...inZone, version: 2, confirmed: true });
  expect(await rows()).toEqual(mended);
  const [{ restored } = { restored: "" }] = await sudo<{ restored: string }>(
    "select restored from zone_changes where zone_id = $1 order by version desc limit 1",
    [zone.id],
  );
  expect(Number(restored)).toBe(2);
});

it("a zone with DNSSEC is checked as a whole, by a transfer", async () => {
  const { owner, zone, inZone } = await zoned();
  await signZone(owner, inZone);
  await checkNow();
  await addRecord(owner, { ...inZone, name: "www", type: "A", content: "192.0.2.1" });
  // A name that wasn’t changed.
  await change(zone, [{ name: `y.${zone.name}`, type: "SVCB", ttl: 60, content: "1 . key667" }]);
  await sudo(
    "update zone_checks set checked_version = (select version from zones where id = $1), tries = 5 where zone_id = $1",
    [zone.id],
  );
  await checkNow();
  expect((await loggedOf(zone.id)).map(({ operation }) => operation)).toEqual(["zone.noteFailing"]);
  expect(await readAnswering(owner, inZone)).toMatchObject({ state: "failing", failing: ["@"] });
});
