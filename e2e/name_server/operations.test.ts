import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { countRows, sudo, useDatabase } from "@/db/testing";
import { exportZone, importZone } from "@/lib/zones/files/operations";
import { restoreZone } from "@/lib/zones/history/operations";
import { saveSet } from "@/lib/zones/records/operations";
import { readSigning, signZone, unsignZone } from "@/lib/zones/signing/operations";
import { zoned } from "@/lib/zones/testing/zoned";
import { answer, output } from "./ask";
import { databaseUrl, type NameServer, startNameServer } from "./start";

useDatabase();

let server: NameServer;
/** A proxy for the name server’s HTTP API that can fail as a network does: before or after the request arrives. */
let line: Server;
let fails: "no" | "before" | "after" = "no";
beforeAll(async () => {
  server = await startNameServer(databaseUrl());
  line = createServer(async (request, response) => {
    if (fails === "before") return request.socket.destroy();
    const parts: Uint8Array[] = [];
    for await (const part of request) parts.push(part);
    const answer = await fetch(new URL(request.url ?? "", server.apiUrl), {
      method: request.method,
      headers: { "x-api-key": String(request.headers["x-api-key"]), "content-type": "application/json" },
      body: parts.length > 0 ? Buffer.concat(parts) : undefined,
    });
    if (fails === "after" && request.method === "POST") return request.socket.destroy();
    response.writeHead(answer.status);
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => line.listen(0, "127.0.0.1", resolve));
  // The application’s settings for its name server; read at first use, which comes later.
  Object.assign(process.env, {
    DNS_PORT: String(server.port),
    DNS_API_URL: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    DNS_API_KEY: server.apiKey,
  });
});
afterAll(async () => {
  line?.close();
  await server?.stop();
});

it("saved, restored and imported records are in the very next answer", async () => {
  const { owner, zone, inZone, www } = await zoned();
  const name = `www.${zone.name}`;
  const one = await saveSet(owner, { ...www, ttl: 60, contents: ["192.0.2.1"], version: 1 });
  expect(await answer(server, name, "A")).toEqual(["192.0.2.1"]);
  await saveSet(owner, { ...www, contents: ["192.0.2.2", "192.0.2.3"], version: one.set.version });
  expect(await answer(server, name, "A")).toEqual(["192.0.2.2", "192.0.2.3"]);
  const restored = await restoreZone(owner, { ...inZone, version: one.zoneVersion });
  expect(await answer(server, name, "A")).toEqual(["192.0.2.1"]);
  expect((await answer(server, zone.name, "SOA"))[0]).toContain(` ${restored.serial} `);
  const text = '$TTL 60\n@ NS ns1.example.net.\nwww TXT "a;b" "c"\n*.wild A 192.0.2.9\n';
  const imported = await importZone(owner, { ...inZone, text, version: restored.version });
  expect(await answer(server, name, "A")).toEqual([]);
  expect(await answer(server, name, "TXT")).toEqual(['"a;b" "c"']);
  expect(await answer(server, `any.wild.${zone.name}`, "A")).toEqual(["192.0.2.9"]);
  expect((await answer(server, zone.name, "SOA"))[0]).toContain(` ${imported.serial} `);
  const file = path.join(server.dir, "exported");
  fs.writeFileSync(file, (await exportZone(owner, inZone)).pieces.join(""));
  expect(await output("named-compilezone", "-o", "-", "-i", "none", "-k", "ignore", zone.name, file)).toMatch(
    new RegExp(`wild.${zone.name}.\\s+60\\s+IN\\s+A\\s+192.0.2.9`),
  );
});

it("a zone has one DNSSEC key, whose private part is never revealed, and delv validates it until DNSSEC is disabled", async () => {
  const { owner, organisation, zone, inZone, www } = await zoned();
  await saveSet(owner, { ...www, contents: ["192.0.2.1"], version: 1 });
  const signed = await Promise.all([signZone(owner, inZone), signZone(owner, inZone), signZone(owner, inZone)]);
  const { keys } = await readSigning(owner, inZone);
  const [key] = keys;
  expect(keys).toHaveLength(1);
  expect(key?.dnskey).toMatch(/^257 3 13 /);
  expect(key?.ds[0]).toMatch(/^\d+ 13 \d [0-9a-f]+$/);
  expect(JSON.stringify(signed)).not.toMatch(/private/i);
  expect(await signZone(owner, inZone)).toEqual({ signed: true, keys });
  // Only one version for enabling DNSSEC, however often it was requested.
  expect(await countRows(organisation.id)).toMatchObject({ zoneChanges: 3 });
  const [row] = await sudo<{ text: string }>("select details::text as text from audit where operation = 'zone.sign'");
  expect(row?.text).toContain(key?.ds[0] ?? "-");
  const validated = () => delv(zone.name, key?.dnskey ?? "", `www.${zone.name}`, "A");
  expect(await validated()).toContain("; fully validated");
  await saveSet(owner, { ...www, contents: ["192.0.2.2"], version: 3 });
  expect(await validated()).toMatch(/; fully validated[\s\S]*192\.0\.2\.2/);
  await unsignZone(owner, inZone);
  await unsignZone(owner, inZone);
  expect(await readSigning(owner, inZone)).toEqual({ signed: false, keys: [] });
  expect(await validated()).not.toContain("; fully validated");
  expect(await answer(server, zone.name, "DNSKEY")).toEqual([]);
  expect(await sudo("select from pdns.cryptokeys")).toHaveLength(0);
}, 120_000);

it("while the name server is away nothing is half done, and the same call succeeds afterwards", async () => {
  const { owner, organisation, zone, inZone } = await zoned();
  const before = await countRows(organisation.id);
  for (const moment of ["before", "after"] as const) {
    fails = moment;
    await expect(signZone(owner, inZone)).rejects.toMatchObject({ code: "UPSTREAM", reason: "zone.nameServer" });
    fails = "no";
    expect(await countRows(organisation.id)).toEqual(before);
    expect(await sudo("select signed from zones where id = $1", [zone.id])).toEqual([{ signed: false }]);
  }
  expect((await signZone(owner, inZone)).keys).toHaveLength(1);
}, 60_000);

async function delv(zone: string, dnskey: string, wanted: string, type: string): Promise<string> {
  const [flags, protocol, algorithm, key] = dnskey.split(" ");
  const anchor = path.join(server.dir, randomBytes(6).toString("hex"));
  fs.writeFileSync(anchor, `trust-anchors { "${zone}." static-key ${flags} ${protocol} ${algorithm} "${key}"; };\n`);
  const place = [`@${server.address}`, "-p", String(server.port)];
  return output("delv", ...place, "-a", anchor, `+root=${zone}`, wanted, type);
}
