import { beforeAll, describe, expect, it } from "vitest";
import { newEnterprise, newMember, newOrganisation, sudo, useDatabase } from "@/db/testing";
import { createDevice, removeDevice, updateDevice } from "@/lib/tunnels/device_operations";
import { closePort, listPorts, openPort, reopenPort, updatePort } from "@/lib/tunnels/port_operations";
import { letIn, newGateway, newKey, report } from "@/lib/tunnels/testing";

useDatabase();

type Founded = Awaited<ReturnType<typeof newOrganisation>>;
let gateway: Awaited<ReturnType<typeof newGateway>>;
beforeAll(async () => {
  gateway = await newGateway();
});
async function newDevice({ owner, ref }: Founded, gatewayId = gateway.id) {
  const publicKey = newKey();
  const { device } = await createDevice(owner, {
    ...ref,
    name: `d${publicKey
      .replace(/[^a-z]/gi, "")
      .slice(0, 20)
      .toLowerCase()}`,
    publicKey,
    gatewayId,
  });
  return { ...ref, device: device.id, publicKey };
}
const web = { protocol: "tcp" as const, localPort: 8_080 };

describe("opening a port", () => {
  it("publishes it at once on a free number, and another protocol may have the same number", async () => {
    const founded = await newOrganisation();
    const { publicKey, ...one } = await newDevice(founded);
    const made = await openPort(founded.owner, { ...one, ...web, game: "web", note: " My site " });
    expect(made).toMatchObject({
      state: "open",
      game: "web",
      note: "My site",
      endpoint: `gate.example.org:${made.publicPort}`,
    });
    const udp = { ...one, protocol: "udp" as const, localPort: 19_132, publicPort: made.publicPort };
    await openPort(founded.owner, udp);
    await expect(openPort(founded.owner, udp)).rejects.toMatchObject({ reason: "port.taken" });
    const both = { ...one, ...web, protocol: "both" as const };
    await expect(openPort(founded.owner, { ...both, publicPort: made.publicPort })).rejects.toMatchObject({
      reason: "port.taken",
    });
    expect((await letIn(gateway))[publicKey]).toEqual([
      `tcp ${made.publicPort} → 8080`,
      `udp ${made.publicPort} → 19132`,
    ]);
    await expect(openPort(founded.owner, { ...one, ...web, publicPort: 2_000 })).rejects.toMatchObject({
      reason: "port.taken",
    });
    await expect(openPort(founded.owner, { ...one, ...web, localPort: 0 })).rejects.toMatchObject({ code: "INVALID" });
  });

  it("leaves out what the gateway's machine uses itself", async () => {
    const founded = await newEnterprise();
    const small = await newGateway({ firstPort: 51_819, lastPort: 51_821 });
    await report(small, [], { busyPorts: [51_821] });
    const { publicKey: _, ...one } = await newDevice(founded, small.id);
    const open = (protocol: "tcp" | "udp") => openPort(founded.owner, { ...one, protocol, localPort: 80 });
    expect((await open("udp")).publicPort).toBe(51_819);
    await expect(open("udp")).rejects.toMatchObject({ reason: "port.none" });
    expect((await open("tcp")).publicPort).toBe(51_820);
    expect((await open("tcp")).publicPort).toBe(51_819);
    await expect(open("tcp")).rejects.toMatchObject({ reason: "port.none" });
  });

  it("thirty at once in a range of twenty: twenty succeed, each with its own number, the rest are refused", async () => {
    const small = await newGateway({ firstPort: 40_000, lastPort: 40_019 });
    const organisations = [await newEnterprise(), await newEnterprise(), await newEnterprise()];
    const devices: { founded: Founded; one: { organisation: string; device: string } }[] = [];
    for (const founded of organisations)
      for (let n = 0; n < 2; n++) {
        const { publicKey: _, ...one } = await newDevice(founded, small.id);
        devices.push({ founded, one });
      }
    const attempts = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) => {
        const { founded, one } = devices[n % devices.length] as (typeof devices)[number];
        return openPort(founded.owner, { ...one, ...web, protocol: n % 2 ? "both" : "tcp" });
      }),
    );
    const given = attempts.flatMap((each) => (each.status === "fulfilled" ? [each.value.publicPort] : []));
    expect(given).toHaveLength(20);
    expect(new Set(given).size).toBe(20);
    for (const each of attempts)
      if (each.status === "rejected") expect(each.reason).toMatchObject({ reason: "port.none", code: "CONFLICT" });
  });

  it("never exceeds the device's limit, however many ask at once", async () => {
    const founded = await newOrganisation();
    const { publicKey: _, ...one } = await newDevice(founded);
    const attempts = await Promise.allSettled(
      Array.from({ length: 12 }, () => openPort(founded.owner, { ...one, ...web })),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    for (const each of attempts)
      if (each.status === "rejected") expect(each.reason).toMatchObject({ reason: "port.limit" });
  });

  it("isn't a member's to do, and keeping addresses needs a device that routes answers", async () => {
    const founded = await newOrganisation();
    const { publicKey: _, ...one } = await newDevice(founded);
    const member = await newMember(founded.organisation.id, "member");
    await expect(openPort(member, { ...one, ...web })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const keeping = { ...one, ...web, keepAddresses: true };
    await expect(openPort(founded.owner, keeping)).rejects.toMatchObject({ reason: "tunnel.answers" });
    await updateDevice(founded.owner, { ...one, routesAnswers: true });
    const port = await openPort(founded.owner, keeping);
    const changed = await updatePort(founded.owner, { ...one, port: port.id, keepAddresses: false, note: "Changed" });
    expect(changed).toMatchObject({ keepAddresses: false, note: "Changed" });
  });
});

describe("a closed port", () => {
  it("lets nobody in, keeps its number for an hour, and can be opened again", async () => {
    const founded = await newOrganisation();
    const { publicKey, ...one } = await newDevice(founded);
    const { id: port, publicPort } = await openPort(founded.owner, { ...one, ...web });
    const closed = await closePort(founded.owner, { ...one, port });
    expect(closed.state).toBe("closed");
    expect((closed.keptUntil?.getTime() ?? 0) - Date.now()).toBeGreaterThan(3_500_000);
    expect((await letIn(gateway))[publicKey]).toEqual([]);
    const other = await newOrganisation();
    const { publicKey: _, ...theirs } = await newDevice(other);
    await expect(openPort(other.owner, { ...theirs, ...web, publicPort })).rejects.toMatchObject({
      reason: "port.taken",
    });
    expect((await reopenPort(founded.owner, { ...one, port })).publicPort).toBe(publicPort);
    expect((await letIn(gateway))[publicKey]).toEqual([`tcp ${publicPort} → 8080`]);
    await closePort(founded.owner, { ...one, port });
    await sudo("update tunnel_ports set closed_at = now() - interval '61 minutes' where id = $1", [port]);
    await expect(reopenPort(founded.owner, { ...one, port })).rejects.toMatchObject({ reason: "port.unknown" });
    expect((await openPort(other.owner, { ...theirs, ...web, publicPort })).publicPort).toBe(publicPort);
  });

  it("gives its number up when the device opens as many as it may have, and another one isn't given it at once", async () => {
    const founded = await newOrganisation();
    const { publicKey: _, ...one } = await newDevice(founded);
    const ports = [];
    for (let n = 0; n < 3; n++) ports.push(await openPort(founded.owner, { ...one, ...web }));
    for (const { id } of ports) await closePort(founded.owner, { ...one, port: id });
    const next = await openPort(founded.owner, { ...one, ...web });
    expect(ports.map(({ publicPort }) => publicPort)).not.toContain(next.publicPort);
    const left = await listPorts(founded.owner, one);
    expect(left.map(({ state }) => state)).toEqual(["closed", "closed", "open"]);
    await removeDevice(founded.owner, one);
    const rows = await sudo("select from tunnel_ports where device_id = $1", [one.device]);
    expect(rows).toEqual([]);
  });
});
