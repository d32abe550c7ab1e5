import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { newOrganisation, stranger, useDatabase } from "@/db/testing";
import { useWorld } from "@/db/testing/world";
import { publish } from "@/lib/name_server/testing";
import { deleteOrganisation } from "@/lib/organisations/deletion/operations";
import { readHealth } from "@/lib/portal/operations";
import { verifyZone } from "@/lib/zones/claims/operations";
import { changeZone, createZone, deleteZone, readAnswering } from "@/lib/zones/operations";
import { freePort } from "../../scripts/up/port.mjs";
import { answer, status } from "./ask";
import { databaseUrl, startNameServer } from "./start";

let world: Awaited<ReturnType<typeof useWorld>>["world"];
let port: number;
beforeAll(async () => {
  ({ world } = await useWorld());
  port = await freePort();
  process.env.DNS_PORT = String(port);
});
useDatabase();

describe("a zone", () => {
  it("is live with the first query after its verification, until it or its organisation is deleted", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const server = await startNameServer(databaseUrl(), {}, { port });
    onTestFinished(server.stop);
    expect(await readHealth(stranger, {})).toMatchObject({ dns: "ok" });
    const zone = await createZone(owner, { ...ref, name: "guildhall-trial.org" });
    const one = { ...ref, zone: zone.id };
    expect(await status(server, zone.name, "SOA")).toBe("REFUSED");
    expect(await readAnswering(owner, one)).toMatchObject({ state: "absent", serial: null });
    publish(world, zone);
    const { serial } = await verifyZone(owner, one);
    expect(await answer(server, zone.name, "NS")).toEqual(["ns1.portal.net.", "ns2.portal.net."]);
    expect(await answer(server, zone.name, "SOA")).toEqual([
      `ns1.portal.net. dns\\.team.portal.net. ${serial} 10800 3600 604800 3600`,
    ]);
    expect(await readAnswering(owner, one)).toMatchObject({ state: "current", serial });
    await changeZone(owner, { ...one, minimum: 60, contact: "post@example.net" });
    expect((await answer(server, zone.name, "SOA"))[0]).toMatch(/ post\.example\.net\. \d+ 10800 3600 604800 60$/);
    const second = await createZone(owner, { ...ref, name: "guildhall-second.org" });
    publish(world, second);
    await verifyZone(owner, { ...ref, zone: second.id });
    await deleteZone(owner, one);
    expect(await status(server, zone.name, "SOA")).toBe("REFUSED");
    expect(await status(server, second.name, "SOA")).toBe("NOERROR");
    await newOrganisation(owner);
    await deleteOrganisation(owner, { ...ref, confirm: organisation.handle });
    expect(await status(server, second.name, "SOA")).toBe("REFUSED");
  });
});
