import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { newOrganisation, sudo, useDatabase } from "@/db/testing";
import { change, newZone } from "@/db/testing/zones";
import { nameServerPlace } from "@/lib/name_server/place";
import { isBefore, servedSerial } from "@/lib/name_server/serial";
import { freePort } from "../../scripts/up/port.mjs";
import { databaseUrl, startNameServer } from "./start";

useDatabase();

const folder = mkdtempSync(join(tmpdir(), "guildhall-"));
beforeAll(() => {
  process.env.DATA_DIR = folder;
  return () => rmSync(folder, { recursive: true });
});

describe("a name server", () => {
  it("is found by its place file, and is current, behind, without the zone, or away", async () => {
    expect(await nameServerPlace()).toBeNull();
    const { organisation } = await newOrganisation();
    const zone = await newZone(organisation.id);
    const { serial } = await change(zone, []);
    const server = await startNameServer(databaseUrl());
    onTestFinished(server.stop);
    expect(await servedSerial(server, zone.name, serial)).toEqual({ state: "current", serial });
    expect(await servedSerial(server, zone.name, serial + 1)).toEqual({ state: "behind", serial });
    expect(await servedSerial(server, "other.example", 1)).toEqual({ state: "absent" });
    await sudo("update zones set served = false where id = $1", [zone.id]);
    expect(await servedSerial(server, zone.name, serial)).toEqual({ state: "absent" });
    expect(await servedSerial({ address: "127.0.0.1", port: await freePort() }, zone.name, serial, 200)).toEqual({
      state: "away",
    });
  });

  it("isn’t found by an incomplete place file", async () => {
    writeFileSync(join(folder, "server.json"), "{");
    expect(await nameServerPlace()).toBeNull();
  });
});

it("serials are compared with wrap-around", () => {
  expect(isBefore(1, 2)).toBe(true);
  expect(isBefore(2, 1)).toBe(false);
  expect(isBefore(7, 7)).toBe(false);
  expect(isBefore(4_294_967_295, 1)).toBe(true);
  expect(isBefore(1, 4_294_967_295)).toBe(false);
});
