import { randomBytes } from "node:crypto";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { lockZone } from "@/db/queries/zones";
import { asApplication, newOrganisation, newUser, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { change, newZone, newZoneBelow, within, type Zone } from "@/db/testing/zones";
import { systemCaller } from "@/lib/kernel/actor";
import { portalDeleteOrganisation } from "@/lib/organisations/deletion/portal_operations";
import { updateOrganisation } from "@/lib/organisations/operations";
import { suspendOrganisation, unsuspendOrganisation } from "@/lib/organisations/suspension/operations";
import { changeFeatures, changeSettings } from "@/lib/portal/settings_operations";
import { createDevice, readDevice, suspendDevice, updateDevice } from "@/lib/tunnels/device_operations";
import { games } from "@/lib/tunnels/games";
import { moveSerials } from "@/lib/tunnels/name_operations";
import { closePort, openPort } from "@/lib/tunnels/port_operations";
import { newGateway, newKey } from "@/lib/tunnels/testing";
import { deleteZone } from "@/lib/zones/operations";

useDatabase();

type Founded = Awaited<ReturnType<typeof newOrganisation>>;
let administrator: SignedIn;
let gateway: Awaited<ReturnType<typeof newGateway>>;
let base: Zone;
beforeAll(async () => {
  administrator = await newUser({ portalAdmin: true });
  gateway = await newGateway({ publicAddress: "192.0.2.7" });
  base = await newZone((await newOrganisation()).organisation.id);
});
afterEach(() => changeSettings(administrator, { baseZone: null }));
const choose = (zone: Zone | null) => changeSettings(administrator, { baseZone: zone?.name ?? null });

async function newDevice({ owner, organisation }: Founded, name = "attic") {
  const ref = { organisation: organisation.id };
  const { device } = await createDevice(owner, { ...ref, name, publicKey: newKey(), gatewayId: gateway.id });
  return { ...ref, device: device.id };
}
const minecraft = { protocol: "tcp" as const, localPort: 25_565, game: "minecraft-java" as const };
const newHandle = () => `h-${randomBytes(8).toString("hex")}`;
const serialOf = async (zone: Zone) =>
  Number((await sudo<{ serial: string }>("select serial from zones where id = $1", [zone.id]))[0]?.serial);

/** Names that are given and shouldn’t be, or should be and aren’t. */
const unsettled = () =>
  sudo(`with wanted as (select w.zone_id, w.name, w.key, w.host_key, w.type, w.content
      from organisations o cross join lateral wanted_given_records(o.id) w),
    given as (select zone_id, name, key, host_key, type, content from given_records)
    (select 'missing' as what, name from (table wanted except table given) m)
    union all (select 'left over', name from (table given except table wanted) l)`);

/** Does something while somebody else has run a statement and not committed yet. */
const during = (text: string, work: () => Promise<unknown>) =>
  asApplication(async (client) => {
    await client.query("begin");
    await client.query(text);
    await work();
    await client.query("commit");
  });

it("without a base zone nobody waits for those who settle names", async () => {
  const founded = await newOrganisation();
  const { organisation } = founded;
  const ref = { organisation: organisation.id };
  await during("select pg_advisory_xact_lock(hashtextextended('given records', 0))", async () => {
    const place = await newDevice(founded);
    const port = await openPort(founded.owner, { ...place, ...minecraft });
    await closePort(founded.owner, { ...place, port: port.id });
    await suspendDevice(founded.owner, place);
    await updateOrganisation(founded.owner, { ...ref, handle: newHandle() });
    await suspendOrganisation(administrator, { ...ref, reason: "Unpaid." });
    await unsuspendOrganisation(administrator, ref);
    const zone = await newZone(organisation.id);
    await deleteZone(founded.owner, { ...ref, zone: zone.id });
    await portalDeleteOrganisation(administrator, ref);
    await newOrganisation();
  });
});

it("whoever chooses a base zone waits for a change that was made without one", async () => {
  const founded = await newOrganisation();
  const place = await newDevice(founded);
  let chosen = false;
  const statement = `select set_config('app.organisation_id', '${founded.organisation.id}', true);
    update tunnel_devices set name = 'cellar' where id = '${place.device}'; set constraints all immediate`;
  let choosing: Promise<unknown> = Promise.resolve();
  await during(statement, async () => {
    choosing = choose(base).then(() => {
      chosen = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(chosen).toBe(false);
  });
  await choosing;
  expect((await readDevice(founded.owner, place)).hostName).toMatch(/^cellar\./);
  expect(await unsettled()).toEqual([]);
});

it("a device has its name while somebody changes the base zone; the serial moves afterwards", async () => {
  await choose(base);
  const founded = await newOrganisation();
  const before = await serialOf(base);
  await within(base.organisationId, async (trx) => {
    await lockZone(trx, base.organisationId, base.id);
    await newDevice(founded);
    await moveSerials(systemCaller("serials"), {});
  });
  expect(await unsettled()).toEqual([]);
  expect(await serialOf(base)).toBe(before);
  await moveSerials(systemCaller("serials"), {});
  expect(await serialOf(base)).toBe(before + 1);
  await moveSerials(systemCaller("serials"), {});
  expect(await serialOf(base)).toBe(before + 1);
  expect(await sudo("select from given_moves")).toEqual([]);
});

it("stays right, without deadlocks, when everything that it depends on changes at once", async () => {
  await choose(base);
  const founded = await Promise.all(Array.from({ length: 8 }, () => newOrganisation()));
  const places = await Promise.all(founded.map((each) => newDevice(each)));
  const ports = await Promise.all(
    places.map((place, at) => openPort(founded[at]?.owner as SignedIn, { ...place, ...minecraft })),
  );
  const own: Zone[] = [];
  for (const { organisation } of founded.slice(0, 3))
    own.push(await newZoneBelow(base, organisation.id, `${organisation.handle}.${base.name}`));
  const before = await serialOf(base);
  const record = (at: number) => ({ name: `r${at}.${base.name}`, type: "A", ttl: 300, content: "192.0.2.9" });
  const work = founded.flatMap(({ owner, organisation }, at) => {
    const [place, port] = [places[at], ports[at]];
    const ref = { organisation: organisation.id };
    if (!place || !port) return [];
    return [
      () => updateDevice(owner, { ...place, name: "cellar" }),
      () => closePort(owner, { ...place, port: port.id }),
      () => openPort(owner, { ...place, ...minecraft }),
      () => newDevice({ owner, organisation } as Founded, "second"),
      () => change(base, [record(at)]),
      ...(at < 3 ? [() => deleteZone(owner, { ...ref, zone: own[at]?.id ?? "" })] : []),
      ...(at >= 3 && at < 6 ? [() => updateOrganisation(owner, { ...ref, handle: newHandle() })] : []),
      ...(at === 6 ? [() => suspendOrganisation(administrator, { ...ref, reason: "Unpaid." })] : []),
      ...(at === 7 ? [() => changeFeatures(administrator, { featureToggles: { tunnels: true } })] : []),
    ];
  });
  work.splice(10, 0, () => changeFeatures(administrator, { featureToggles: { tunnels: true } }));
  const results = await Promise.allSettled(work.map((each) => each()));
  // Who comes after the suspension is refused; nobody else.
  const refused = results.flatMap((each) =>
    each.status === "rejected" ? [each.reason.reason ?? String(each.reason)] : [],
  );
  expect(refused.filter((reason) => reason !== "organisation.suspended")).toEqual([]);
  expect(await unsettled()).toEqual([]);
  await moveSerials(systemCaller("serials"), {});
  expect(await serialOf(base)).toBeGreaterThan(before + 8);
  expect(
    await sudo("select count(*)::int as n from records where zone_id = $1 and name like 'r%' and type = 'A'", [
      base.id,
    ]),
  ).toEqual([{ n: 8 }]);
});

describe("nobody", () => {
  it("sees the names of another organisation, or writes names", async () => {
    await choose(base);
    const [founded, other] = [await newOrganisation(), await newOrganisation()];
    await newDevice(founded);
    const { id } = founded.organisation;
    await asApplication(async (client) => {
      const count = async (from: string) => (await client.query(`select from ${from}`)).rowCount;
      for (const [scope, seen] of [
        [id, 1],
        [other.organisation.id, 0],
        ["", 0],
      ] as const) {
        await client.query("select set_config('app.organisation_id', $1, false)", [scope]);
        expect(await count(`device_names('${id}')`)).toBe(seen);
        expect(await count("given_records where type is not null")).toBe(seen);
      }
      for (const statement of [
        `select settle_given_records('${id}')`,
        `select * from wanted_given_records('${id}')`,
        "select * from address_record('192.0.2.1')",
        "select move_given_serials()",
        "select * from given_moves",
        "delete from given_records",
        "update given_records set content = '192.0.2.66'",
        "insert into game_services values ('web', '_http._tcp')",
      ])
        await expect(client.query(statement), statement).rejects.toThrow(/permission denied|Only the portal/);
    });
  });

  it("has a name outside the handle, nor one that a name server can’t answer", async () => {
    await choose(base);
    const founded = await newOrganisation();
    const place = await newDevice(founded);
    for (const name of ["a.b", "*", "@", "www.", "_tcp", "-a", "a b", "A", "ü"])
      await expect(sudo("update tunnel_devices set name = $2 where id = $1", [place.device, name])).rejects.toThrow(
        "tunnel_devices_name_check",
      );
    const hostName = async () => (await readDevice(founded.owner, place)).hostName;
    for (const address of [
      "1.2.3",
      "999.1.1.1",
      "a:b",
      "::1/64",
      "a..b",
      "-a.example",
      "gate1.example.org:1",
      "a b.example",
    ]) {
      await sudo("update gateways set public_address = $1", [address]);
      expect(await hostName(), address).toBeNull();
    }
    await sudo("update gateways set public_address = '192.0.2.7'");
    expect(await hostName()).toBe(`attic.${founded.organisation.handle}.${base.name}`);
  });
});

it("the database knows the service of each game that has one", async () => {
  const listed = Object.entries(games).flatMap(([game, known]) =>
    "service" in known ? [{ game, service: known.service }] : [],
  );
  const stored = await sudo("select game, service from game_services");
  expect(new Set(stored.map((row) => JSON.stringify(row)))).toEqual(new Set(listed.map((row) => JSON.stringify(row))));
});
