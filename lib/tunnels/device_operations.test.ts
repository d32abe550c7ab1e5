import { beforeAll, describe, expect, it } from "vitest";
import {
  narrowTo,
  newEnterprise,
  newMember,
  newOrganisation,
  newProjects,
  newUser,
  sudo,
  useDatabase,
} from "@/db/testing";
import { closeGateway } from "@/lib/gateways/operations";
import { systemCaller } from "@/lib/kernel/actor";
import { noteConnected } from "@/lib/tunnels/connection_operations";
import {
  countDevices,
  createDevice,
  listDevices,
  moveDevice,
  readDevice,
  readTraffic,
  removeDevice,
  resumeDevice,
  suspendDevice,
  updateDevice,
} from "@/lib/tunnels/device_operations";
import { letIn, newGateway, newKey, report } from "@/lib/tunnels/testing";

useDatabase();

let gateway: Awaited<ReturnType<typeof newGateway>>;
beforeAll(async () => {
  gateway = await newGateway();
});
const wish = (more: object = {}) => ({
  name: `d${newKey()
    .replace(/[^a-z0-9]/gi, "")
    .slice(0, 20)
    .toLowerCase()}`,
  publicKey: newKey(),
  gatewayId: gateway.id,
  ...more,
});

describe("adding a tunnel device", () => {
  it("gives it addresses of its own and what belongs in its configuration, without any private key", async () => {
    const { owner, ref } = await newOrganisation();
    const made = await createDevice(owner, { ...ref, ...wish({ name: " Living-Room " }) });
    const [, four] = /^100\.64\.\d+\.(\d+)$/.exec(made.device.address) ?? [];
    expect(Number(four)).toBeGreaterThanOrEqual(2);
    expect(made).toMatchObject({
      device: { name: "living-room", state: "never", openPorts: 0, addedBy: "Olive Owner", project: null },
      configuration: {
        address: made.device.address,
        endpoint: "gate.example.org:51820",
        gatewayKey: gateway.publicKey,
        gatewayAddress: "100.64.0.1",
      },
    });
    expect(made.configuration.gatewayAddress6).toMatch(/^fd.*::1$/);
    expect(made.device.address6).toBe(made.configuration.gatewayAddress6.replace(/1$/, Number(four).toString(16)));
    expect(JSON.stringify(made)).not.toMatch(/private|secret|token/i);
  });

  it("is refused with a known name or key, an unknown or closed gateway, and beyond the tier's limit", async () => {
    const { owner, ref } = await newOrganisation();
    const first = wish();
    await createDevice(owner, { ...ref, ...first });
    const create = (more: object) => createDevice(owner, { ...ref, ...wish(more) });
    await expect(create({ name: first.name.toUpperCase() })).rejects.toMatchObject({ reason: "tunnel.taken" });
    await expect(create({ publicKey: first.publicKey })).rejects.toMatchObject({ reason: "tunnel.key" });
    await expect(create({ publicKey: "x" })).rejects.toMatchObject({ code: "INVALID" });
    await expect(create({ name: "two words" })).rejects.toMatchObject({ code: "INVALID" });
    const paid = await newGateway({ tiers: ["paid"] });
    await expect(create({ gatewayId: paid.id })).rejects.toMatchObject({ reason: "gateway.unknown" });
    const closed = await newGateway();
    await closeGateway(closed.administrator, { gateway: closed.id });
    await expect(create({ gatewayId: closed.id })).rejects.toMatchObject({ reason: "gateway.closed" });
    await create({});
    await expect(create({})).rejects.toMatchObject({
      reason: "tunnel.limit",
      message: expect.stringContaining("The Free Portal allows 2 tunnel devices"),
    });
  });

  it("never exceeds the limit, nor gives an address twice, however many ask at once", async () => {
    const { owner, ref, organisation } = await newEnterprise();
    const small = await newGateway({ network: "10.9.0.0/28" });
    await sudo("insert into organisation_limits (organisation_id, what, most) values ($1, 'tunnelDevices', 20)", [
      organisation.id,
    ]);
    const attempts = await Promise.allSettled(
      Array.from({ length: 20 }, () => createDevice(owner, { ...ref, ...wish({ gatewayId: small.id }) })),
    );
    // A /28 has sixteen addresses: its own, the gateway's and the broadcast aren't for devices.
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(13);
    for (const each of attempts)
      if (each.status === "rejected") expect(each.reason).toMatchObject({ reason: "gateway.full" });
    const rows = await sudo<{ address: string }>(
      "select distinct host(address) as address from tunnel_devices where gateway_id = $1",
      [small.id],
    );
    expect(rows).toHaveLength(13);
    const many = await Promise.allSettled(Array.from({ length: 20 }, () => createDevice(owner, { ...ref, ...wish() })));
    expect(many.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
    for (const each of many)
      if (each.status === "rejected") expect(each.reason).toMatchObject({ reason: "tunnel.limit" });
  });

  it("goes on in the gateway's network before it gives an address again", async () => {
    const { owner, ref } = await newEnterprise();
    const small = await newGateway({ network: "10.9.0.0/28" });
    const addresses = [];
    for (let round = 0; round < 14; round++) {
      const { device } = await createDevice(owner, { ...ref, ...wish({ gatewayId: small.id }) });
      addresses.push(device.address);
      await removeDevice(owner, { ...ref, device: device.id });
    }
    expect(new Set(addresses.slice(0, 13)).size).toBe(13);
    expect(addresses[13]).toBe(addresses[0]);
  });
});

describe("a tunnel device", () => {
  it("is let in by its gateway until it is suspended, removed, or anything above it ends", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    const { device } = await createDevice(owner, { ...ref, ...wish() });
    const isIn = async () => Object.hasOwn(await letIn(gateway), device.publicKey);
    const state = async () => (await readDevice(owner, { ...ref, device: device.id })).state;
    expect(await isIn()).toBe(true);
    await suspendDevice(owner, { ...ref, device: device.id });
    expect([await isIn(), await state()]).toEqual([false, "suspended"]);
    await resumeDevice(owner, { ...ref, device: device.id });
    expect(await isIn()).toBe(true);
    const halts: [string, string, string | null][] = [
      [
        "update organisations set suspended_at = now(), suspension_reason = 'Unpaid' where id = $1",
        "update organisations set suspended_at = null, suspension_reason = null where id = $1",
        organisation.id,
      ],
      [
        "update organisations set deleted_at = now() where id = $1",
        "update organisations set deleted_at = null where id = $1",
        organisation.id,
      ],
      [
        "update gateways set tiers = '{enterprise}' where id = $1",
        "update gateways set tiers = '{free,enterprise}' where id = $1",
        gateway.id,
      ],
      [
        "insert into features (name, enabled) values ('tunnels', false)",
        "delete from features where name = 'tunnels'",
        null,
      ],
      [
        "insert into organisation_limits (organisation_id, what, most) values ($1, 'tunnelDevices', 0)",
        "delete from organisation_limits where organisation_id = $1",
        organisation.id,
      ],
    ];
    for (const [halt, resume, id] of halts) {
      await sudo(halt, id === null ? [] : [id]);
      expect(await isIn(), halt).toBe(false);
      await sudo(resume, id === null ? [] : [id]);
      expect(await isIn(), resume).toBe(true);
    }
    await removeDevice(owner, { ...ref, device: device.id });
    expect(await isIn()).toBe(false);
  });

  it("of more than a lowered limit the oldest go on, and the page says why the others don't", async () => {
    const { owner, ref, organisation } = await newEnterprise();
    const [first, second] = [
      await createDevice(owner, { ...ref, ...wish({ name: "a-first" }) }),
      await createDevice(owner, { ...ref, ...wish({ name: "b-second" }) }),
    ];
    await sudo("insert into organisation_limits (organisation_id, what, most) values ($1, 'tunnelDevices', 1)", [
      organisation.id,
    ]);
    const now = await letIn(gateway);
    expect([first, second].map(({ device }) => Object.hasOwn(now, device.publicKey))).toEqual([true, false]);
    const { items } = await listDevices(owner, ref);
    expect(items.map(({ state, reason }) => [state, reason !== null])).toEqual([
      ["never", false],
      ["off", true],
    ]);
  });

  it("is renamed, moved and listed, and a restricted member sees only those of their projects", async () => {
    const { owner, ref, organisation } = await newEnterprise();
    const [shown = "", hidden = ""] = await newProjects(organisation.id, "Shown", "Hidden");
    const admin = await newMember(organisation.id, "admin");
    const member = await newMember(organisation.id, "member");
    await narrowTo(organisation.id, member, shown);
    const { device } = await createDevice(admin, { ...ref, ...wish({ name: "one", projectId: shown }) });
    const other = await createDevice(admin, { ...ref, ...wish({ name: "two" }) });
    const one = { ...ref, device: device.id };
    expect((await updateDevice(admin, { ...one, name: "uno", routesAnswers: true })).routesAnswers).toBe(true);
    await expect(updateDevice(admin, { ...one, name: "two" })).rejects.toMatchObject({ reason: "tunnel.taken" });
    expect((await listDevices(member, ref)).items.map(({ name }) => name)).toEqual(["uno"]);
    expect([await countDevices(member, ref), await countDevices(owner, ref)]).toEqual([1, 2]);
    expect((await listDevices(owner, { ...ref, q: "w" })).items.map(({ name }) => name)).toEqual(["two"]);
    await expect(readDevice(member, { ...ref, device: other.device.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await moveDevice(admin, { ...one, projectId: hidden })).project?.name).toBe("Hidden");
    expect((await listDevices(member, ref)).items).toEqual([]);
    const page = await listDevices(owner, { ...ref, limit: 1 });
    expect(page.items.map(({ name }) => name)).toEqual(["two"]);
    expect((await listDevices(owner, { ...ref, limit: 1, cursor: page.after ?? "" })).items[0]?.name).toBe("uno");
    await expect(removeDevice(member, one)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(removeDevice(await newUser(), one)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("has what the gateway reports added up, once for each report, whatever was restarted", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    const { device } = await createDevice(owner, { ...ref, ...wish() });
    const told = (received: number, sent: number, run = "a") =>
      report(gateway, [{ publicKey: device.publicKey, handshakeAgo: 1, received, sent }], { run });
    expect((await told(100, 10)).connected).toBe(1);
    expect((await told(100, 10)).connected).toBe(0);
    await told(150, 30);
    await told(20, 5);
    await told(7, 0, "b");
    const read = await readDevice(owner, { ...ref, device: device.id });
    expect(read).toMatchObject({ state: "connected", received: 177, sent: 35 });
    const today = new Date().toISOString().slice(0, 10);
    expect(await readTraffic(owner, { ...ref, device: device.id })).toEqual([{ day: today, received: 177, sent: 35 }]);
    // Another gateway reports nothing about it.
    const other = await newGateway();
    await report(other, [{ publicKey: device.publicKey, handshakeAgo: 1, received: 9_000, sent: 0 }]);
    expect((await readDevice(owner, { ...ref, device: device.id })).received).toBe(177);
    await noteConnected(systemCaller("tunnels"), { organisationId: organisation.id, device: device.id });
    const rows = await sudo(
      "select target_name from audit where operation = 'tunnelDevice.noteConnected' and target_id = $1",
      [device.id],
    );
    expect(rows).toEqual([{ targetName: device.name }].map(() => ({ target_name: device.name })));
  });
});
