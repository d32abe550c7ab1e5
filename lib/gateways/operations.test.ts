import { describe, expect, it } from "vitest";
import { newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import {
  closeGateway,
  listGateways,
  listUsable,
  readGateway,
  registerGateway,
  removeGateway,
  reopenGateway,
  updateGateway,
} from "@/lib/gateways/operations";
import { createDevice, removeDevice } from "@/lib/tunnels/device_operations";
import { closePort, openPort } from "@/lib/tunnels/port_operations";
import { newGateway, newKey, report } from "@/lib/tunnels/testing";

useDatabase();

const facts = { publicAddress: "gate.example.org", tiers: ["free" as const] };

describe("registering a gateway", () => {
  it("gives it networks of its own, and defaults for what is left out", async () => {
    const administrator = await newUser({ portalAdmin: true });
    const { token, ...made } = await registerGateway(administrator, { ...facts, name: " Alpha " });
    expect(token).toMatch(/^ghg_[\w-]{43}$/);
    expect(made).toMatchObject({
      ...{ ...facts, name: "Alpha", wireguardPort: 51_820, firstPort: 30_000, lastPort: 32_767 },
      ...{ network: "100.64.0.0/10", state: "open", health: "waiting", deviceCount: 0, bytesToday: 0 },
    });
    expect(made.network6).toMatch(/^fd[0-9a-f:]+::\/64$/);
    expect(await readGateway(administrator, { gateway: made.id })).toEqual(made);
    expect(await listGateways(administrator, {})).toContainEqual(made);
    await expect(registerGateway(administrator, { ...facts, name: "ALPHA" })).rejects.toMatchObject({
      reason: "gateway.taken",
    });
  });

  it("takes only an address that leads to one machine, without a port", async () => {
    const administrator = await newUser({ portalAdmin: true });
    const register = (publicAddress: string, n = 0) =>
      registerGateway(administrator, { ...facts, name: `${publicAddress.slice(0, 50)} ${n}`, publicAddress });
    for (const good of ["192.0.2.7", "2001:DB8::7", "Gate-1.example.org", "localhost", "7.example"])
      expect((await register(good)).publicAddress).toBe(good.toLowerCase());
    for (const bad of [
      ...["", "gate.example.org:51820", "192.0.2", "192.0.2.256", "1.2.3.4.5", "300", ":::", "2001:db8::7%eth0"],
      ...["-gate.example", "gate-.example", "gate..example", "gate.example.", ".", "-", `${"a".repeat(64)}.example`],
      ...["::ffff:192.0.2.7", "[2001:db8::7]", "gate example", "https://gate.example", `${"a.".repeat(127)}example`],
    ])
      await expect(register(bad), bad).rejects.toMatchObject({
        code: "INVALID",
        fields: { publicAddress: [expect.any(String)] },
      });
  });

  it("takes only a private network that it begins at the first address of, and ports in order", async () => {
    const administrator = await newUser({ portalAdmin: true });
    const register = (more: object) =>
      registerGateway(administrator, { ...facts, name: JSON.stringify(more), ...more });
    for (const network of ["10.80.0.0/16", "192.168.4.0/24", "172.16.0.0/12", "100.64.0.0/28"])
      expect((await register({ network })).network).toBe(network);
    for (const network of [
      "10.80.0.1/16",
      "8.8.8.0/24",
      "172.0.0.0/8",
      "10.0.0.0/29",
      "10.0.0.0/7",
      "127.0.0.0/8",
      "fd00::/64",
    ])
      await expect(register({ network }), network).rejects.toMatchObject({ code: "INVALID" });
    await expect(register({ firstPort: 40_000, lastPort: 39_999 })).rejects.toMatchObject({ code: "INVALID" });
  });
});

describe("a gateway", () => {
  it("doesn't move WireGuard to a UDP port that a device has open, or could open again", async () => {
    const { id, administrator, token, publicKey } = await newGateway();
    const { owner, ref } = await newOrganisation();
    const { device } = await createDevice(owner, { ...ref, name: "den", publicKey: newKey(), gatewayId: id });
    const one = { ...ref, device: device.id };
    const udp = await openPort(owner, { ...one, protocol: "udp", localPort: 1, publicPort: 30_001 });
    await openPort(owner, { ...one, protocol: "tcp", localPort: 1, publicPort: 30_002 });
    const move = (wireguardPort: number) => updateGateway(administrator, { gateway: id, wireguardPort });
    await expect(move(30_001)).rejects.toMatchObject({
      reason: "gateway.port",
      fields: { wireguardPort: [expect.any(String)] },
    });
    await closePort(owner, { ...one, port: udp.id });
    await expect(move(30_001)).rejects.toMatchObject({ reason: "gateway.port" });
    expect((await move(30_002)).wireguardPort).toBe(30_002);
    await report({ token, publicKey });
    expect((await readGateway(administrator, { gateway: id })).health).toBe("answering");
  });

  it("that is closed takes no devices and ports, and organisations read why", async () => {
    const { id, administrator } = await newGateway();
    const { owner, ref } = await newOrganisation();
    const { device } = await createDevice(owner, { ...ref, name: "den", publicKey: newKey(), gatewayId: id });
    const open = () => openPort(owner, { ...ref, device: device.id, protocol: "tcp", localPort: 80 });
    const shown = async () => (await listUsable(owner, ref)).find((each) => each.id === id);
    expect(await shown()).toMatchObject({ available: true, reason: null });
    expect((await closeGateway(administrator, { gateway: id })).state).toBe("closed");
    expect(await shown()).toMatchObject({
      available: false,
      reason: expect.stringContaining("accepts no new devices"),
    });
    await expect(open()).rejects.toMatchObject({ reason: "gateway.closed" });
    expect((await reopenGateway(administrator, { gateway: id })).state).toBe("open");
    expect((await open()).state).toBe("open");
  });

  it("with devices isn't removed, and none comes to one that is being removed", async () => {
    for (let round = 0; round < 6; round++) {
      const { id, administrator } = await newGateway();
      const { owner, ref } = await newOrganisation();
      const add = (name: string) => createDevice(owner, { ...ref, name, publicKey: newKey(), gatewayId: id });
      const [added, removed] = await Promise.allSettled([add("den"), removeGateway(administrator, { gateway: id })]);
      const left = await sudo("select from tunnel_devices where gateway_id = $1", [id]);
      if (removed.status === "fulfilled") {
        expect(left).toEqual([]);
        expect(added).toMatchObject({ status: "rejected", reason: { reason: "gateway.unknown" } });
      } else {
        expect(removed.reason).toMatchObject({
          reason: "gateway.used",
          message: expect.stringContaining("1 tunnel device."),
        });
        if (added.status === "rejected") throw added.reason;
        await removeDevice(owner, { ...ref, device: added.value.device.id });
        expect(await removeGateway(administrator, { gateway: id })).toEqual({ id });
      }
    }
  });
});
