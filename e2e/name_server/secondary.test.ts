import { afterAll, beforeAll, expect, it } from "vitest";
import { newOrganisation, sudo, useDatabase } from "@/db/testing";
import { dice, isBelow, randomEdit } from "@/db/testing/edits";
import { change, newZone } from "@/db/testing/zones";
import type { ZoneRecord } from "@/lib/dns/records/record";
import { freePort } from "../../scripts/up/port.mjs";
import { answer, output, transfer, until } from "./ask";
import { databaseUrl, type NameServer, startNameServer } from "./start";
import { type Stock, stockDatabase } from "./stock";

useDatabase();

let primary: NameServer;
let secondary: NameServer;
let stock: Stock;
let organisation: string;
beforeAll(async () => {
  organisation = (await newOrganisation()).organisation.id;
  stock = await stockDatabase();
  const port = await freePort();
  const notified = { "also-notify": `127.0.0.1:${port}`, "allow-axfr-ips": "127.0.0.1" };
  primary = await startNameServer(databaseUrl(), notified);
  secondary = await startNameServer(
    stock.url,
    { primary: "no", secondary: "yes", "allow-notify-from": "127.0.0.1" },
    { port, asGiven: true },
  );
}, 120_000);
afterAll(async () => {
  await primary?.stop();
  await secondary?.stop();
  await stock?.drop();
});

const soa = (server: NameServer, zone: string) => answer(server, zone, "SOA");

it("a secondary follows by NOTIFY and transfer, and is equal after a thousand random edits", async () => {
  const zone = await newZone(organisation);
  await stock.query("insert into domains (name, type, master) values ($1, 'SLAVE', $2)", [
    zone.name,
    `127.0.0.1:${primary.port}`,
  ]);
  const same = async () => {
    const [here, there] = [await soa(primary, zone.name), await soa(secondary, zone.name)];
    return here.length > 0 && here[0] === there[0];
  };
  await until(same);
  const roll = dice(3);
  const live = new Map<string, ZoneRecord>();
  for (let edit = 0; edit < 1_000; edit++) {
    const { add, remove } = randomEdit(zone.name, live, roll);
    await change(zone, add, remove);
  }
  const changed = performance.now();
  await until(same);
  console.log(`last commit to the secondary's answer: ${((performance.now() - changed) / 1_000).toFixed(1)} s`);
  const held = await transfer(primary, zone.name);
  expect(await transfer(secondary, zone.name)).toEqual(held);
  // Except records hidden by a delegation: NS records below another’s.
  const cuts = [...live.values()].filter(({ type }) => type === "NS").map(({ name }) => name);
  const hidden = [...live.values()].filter(({ name, type }) => type === "NS" && cuts.some((cut) => isBelow(name, cut)));
  expect(held).toHaveLength(live.size + 2 - hidden.length);
  // The primary stores whom it notified in its next round, which may be after the transfer.
  const noted = async () => {
    const [row] = await sudo<{ notified: boolean }>(
      "select notified_serial = serial as notified from zones where id = $1",
      [zone.id],
    );
    return row?.notified === true;
  };
  await until(noted);
}, 240_000);

it("the database has the same order and authority as PowerDNS’s own rectify gives", async () => {
  const zone = await newZone(organisation);
  const roll = dice(11);
  const live = new Map<string, ZoneRecord>();
  for (let edit = 0; edit < 300; edit++) {
    const { add, remove } = randomEdit(zone.name, live, roll);
    await change(zone, add, remove);
  }
  // Names below a delegation aren’t in this zone’s authority, so nothing more is compared for them.
  const cuts = [...live.values()].filter(({ type }) => type === "NS").map(({ name }) => name);
  const shown = <Row extends { name: string; type: string | null }>(rows: Row[]) =>
    rows.filter(({ name, type }) => type !== null || !cuts.some((cut) => isBelow(name, cut)));
  const ours = shown(await stock.rowsOf(zone.name, (text, values) => sudo(text, values), "pdns."));
  await stock.query("insert into domains (name, type) values ($1, 'NATIVE')", [zone.name]);
  const soaContent = (await soa(primary, zone.name))[0] as string;
  for (const { name, type, content, ttl, prio } of [
    { name: zone.name, type: "SOA", content: soaContent, ttl: 3600, prio: null },
    ...ours.filter(({ type }) => type !== null),
  ])
    await stock.query(
      "insert into records (domain_id, name, type, content, ttl, prio) select id, $1, $2, $3, $4, $5 from domains where name = $6",
      [name, type, content, ttl, prio, zone.name],
    );
  const util = (server: NameServer, ...args: string[]) =>
    output("pdnsutil", `--config-dir=${server.dir}`, "--config-name=guildhall", ...args);
  await util(secondary, "secure-zone", zone.name);
  await util(secondary, "rectify-zone", zone.name);
  const theirs = shown(await stock.rowsOf(zone.name, stock.query));

  const compared = (rows: typeof ours) => rows.map(({ name, type, content }) => [name, type, content]);
  expect(compared(ours)).toEqual(compared(theirs));
  expect(ours.filter(({ type }) => type === null).length).toBeGreaterThan(2);
  // PowerDNS treats an empty non-terminal above only delegations as not authoritative, which doesn’t matter without opt-out,
  // and a DS as authoritative even where another delegation hides it.
  const authority = (rows: typeof ours) =>
    rows
      .filter(({ name, type }) => type !== null && !(type === "DS" && cuts.some((cut) => isBelow(name, cut))))
      .map(({ name, type, auth }) => [name, type, auth]);
  expect(authority(ours)).toEqual(authority(theirs));
  // It also orders hidden records other than addresses; here nothing hidden has a place in the order.
  const order = (rows: typeof ours) =>
    rows
      .filter(
        ({ name, type }) => type !== null && !cuts.some((cut) => isBelow(name, cut) || (name === cut && type !== "NS")),
      )
      .map(({ name, type, ordername }) => [name, type, ordername]);
  expect(order(ours)).toEqual(order(theirs));
  expect(await util(primary, "check-zone", zone.name)).toMatch(/Checked \d+ records of '.*', 0 errors/);
}, 120_000);
