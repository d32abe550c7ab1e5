import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newOrganisation, useDatabase } from "@/db/testing";
import { dice, randomEdit } from "@/db/testing/edits";
import { change, newZone, type Zone } from "@/db/testing/zones";
import type { ZoneRecord } from "@/lib/dns/records/record";
import { output, transfer } from "./ask";
import { databaseUrl, type NameServer, startNameServer } from "./start";

useDatabase();

let server: NameServer;
let organisation: string;
beforeAll(async () => {
  organisation = (await newOrganisation()).organisation.id;
  server = await startNameServer(databaseUrl());
});
afterAll(() => server?.stop());

/** Creates the zone’s key, as the application does. @returns its public part as a DNSKEY record */
async function sign({ name }: Zone): Promise<string> {
  const answer = await fetch(`${server.apiUrl}/api/v1/servers/localhost/zones/${name}./cryptokeys`, {
    method: "POST",
    headers: { "x-api-key": server.apiKey, "content-type": "application/json" },
    body: JSON.stringify({ keytype: "csk", active: true, algorithm: "ecdsa256" }),
  });
  const { dnskey } = (await answer.json()) as { dnskey: string };
  return dnskey;
}

function keep(text: string): string {
  const file = path.join(server.dir, randomBytes(6).toString("hex"));
  fs.writeFileSync(file, text);
  return file;
}

/** delv’s result for one query when it trusts only the zone’s own key. */
async function delv({ name }: Zone, dnskey: string, wanted: string, type: string): Promise<string> {
  const [flags, protocol, algorithm, key] = dnskey.split(" ");
  const anchor = keep(`trust-anchors { "${name}." static-key ${flags} ${protocol} ${algorithm} "${key}"; };\n`);
  const place = [`@${server.address}`, "-p", String(server.port)];
  return output("delv", ...place, "-a", anchor, `+root=${name}`, wanted, type);
}

/** Verifies the whole signed zone with BIND’s own program. */
async function verify({ name }: Zone): Promise<string> {
  return output("dnssec-verify", "-z", "-o", name, keep(`${(await transfer(server, name)).join("\n")}\n`));
}

const at = (zone: Zone, name: string, type: string, content: string): ZoneRecord => ({
  name: name ? `${name}.${zone.name}` : zone.name,
  type,
  ttl: 300,
  content,
});

it("a signed zone validates for every query, before and after a delegation is added and removed", async () => {
  const zone = await newZone(organisation);
  await change(zone, [
    at(zone, "www", "A", "192.0.2.1"),
    at(zone, "*.wild", "A", "192.0.2.2"),
    at(zone, "alias", "CNAME", `www.${zone.name}.`),
    at(zone, "far.below", "TXT", '"x"'),
    at(zone, "host.child", "A", "192.0.2.3"),
    at(zone, "deep.host.child", "TXT", '"y"'),
    at(zone, "old", "NS", "ns.example.net."),
    at(zone, "ns.old", "A", "192.0.2.4"),
  ]);
  const key = await sign(zone);
  const positive = "; fully validated";
  const negative = "; negative response, fully validated";
  const ask = (name: string, type: string) => delv(zone, key, `${name}${name && "."}${zone.name}`, type);
  const always = async () => {
    expect(await ask("www", "A")).toContain(positive);
    expect(await ask("", "SOA")).toContain(positive);
    expect(await ask("any.thing.wild", "A")).toContain(positive);
    expect(await ask("alias", "A")).toContain(positive);
    expect(await ask("www", "TXT")).toContain(negative);
    expect(await ask("below", "A")).toContain(negative);
    expect(await ask("wild", "A")).toContain(negative);
    expect(await ask("nowhere", "A")).toContain(negative);
    expect(await ask("zz.nowhere.at.all", "A")).toContain(negative);
    expect(await ask("old", "DS")).toContain(negative);
    expect(await verify(zone)).toContain("Zone fully signed");
  };
  await always();
  expect(await ask("host.child", "A")).toContain(positive);

  const cut = at(zone, "child", "NS", `host.child.${zone.name}.`);
  await change(zone, [cut]);
  await always();
  expect(await ask("child", "DS")).toContain(negative);
  expect(await ask("host.child", "A")).not.toContain(positive);

  const ds = at(zone, "child", "DS", `12345 13 2 ${"ab".repeat(32)}`);
  await change(zone, [ds]);
  await always();
  expect(await ask("child", "DS")).toContain(positive);

  await change(zone, [], [cut, ds]);
  await always();
  expect(await ask("host.child", "A")).toContain(positive);
  expect(await ask("deep.host.child", "TXT")).toContain(positive);
  expect(await ask("child", "A")).toContain(negative);
}, 180_000);

it("a signed zone stays valid through random edits, verified at each step", async () => {
  const zone = await newZone(organisation);
  await sign(zone);
  const roll = dice(7);
  const live = new Map<string, ZoneRecord>();
  for (let step = 0; step < 12; step++) {
    for (let edit = 0; edit < 20; edit++) {
      const { add, remove } = randomEdit(zone.name, live, roll);
      await change(zone, add, remove);
    }
    expect(await verify(zone)).toContain("Zone fully signed");
  }
}, 180_000);
