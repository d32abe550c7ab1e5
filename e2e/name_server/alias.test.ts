import { afterAll, beforeAll, expect, it } from "vitest";
import { newOrganisation, useDatabase } from "@/db/testing";
import { change, newZone } from "@/db/testing/zones";
import { startResolver } from "@/lib/name_server/testing";
import { aliasSettings } from "../../scripts/dns/configuration.mjs";
import { answer, dig, status } from "./ask";
import { databaseUrl, type NameServer, startNameServer } from "./start";

useDatabase();

let server: NameServer;
let resolver: Awaited<ReturnType<typeof startResolver>>;
let organisation: string;
beforeAll(async () => {
  organisation = (await newOrganisation()).organisation.id;
  resolver = await startResolver();
  const settings = aliasSettings({ DNS_ALIAS_RESOLVER: `127.0.0.1:${resolver.port}` });
  server = await startNameServer(databaseUrl(), settings);
});
afterAll(async () => {
  await server?.stop();
  resolver?.close();
});

const alias = (name: string, content: string) => ({ name, type: "ALIAS", ttl: 300, content });

it("an ALIAS answers with its target’s addresses from the portal’s resolver, also at the apex", async () => {
  const zone = await newZone(organisation);
  resolver.world.set("A pages.example.net", ["192.0.2.7", "192.0.2.8"]);
  resolver.world.set("AAAA pages.example.net", ["2001:db8::7"]);
  await change(zone, [alias(zone.name, "pages.example.net.")]);
  expect((await answer(server, zone.name, "A")).sort()).toEqual(["192.0.2.7", "192.0.2.8"]);
  expect(await answer(server, zone.name, "AAAA")).toEqual(["2001:db8::7"]);
  // Other records at the name are served from the zone.
  expect(await answer(server, zone.name, "NS")).toEqual(["ns1.example.net."]);
  expect(await status(server, zone.name, "MX")).toBe("NOERROR");
  expect(resolver.asked).toContain("A pages.example.net");
  // When the target changes, so does the answer.
  resolver.world.set("A pages.example.net", ["192.0.2.9"]);
  expect(await answer(server, zone.name, "A")).toEqual(["192.0.2.9"]);
  // Secondaries get addresses, because they may not know the type.
  const transfer = await dig(server, zone.name, "AXFR");
  expect(transfer).toMatch(/\sIN\s+A\s+192\.0\.2\.9/);
  expect(transfer).not.toMatch(/TYPE65401|ALIAS/);
});

it("only an ALIAS whose target doesn’t exist is answered with SERVFAIL", async () => {
  const zone = await newZone(organisation);
  await change(zone, [
    alias(`gone.${zone.name}`, "nowhere.example.net."),
    { name: `www.${zone.name}`, type: "A", ttl: 300, content: "192.0.2.1" },
  ]);
  expect(await status(server, `gone.${zone.name}`, "A")).toBe("SERVFAIL");
  expect(await answer(server, `www.${zone.name}`, "A")).toEqual(["192.0.2.1"]);
});
