import { describe, expect, it } from "vitest";
import { newEnterprise, newOrganisation, newProjects, sudo, useDatabase } from "@/db/testing";
import { createDevice, moveDevice, readDevice, resumeDevice, suspendDevice } from "@/lib/tunnels/device_operations";
import { closePort, listPorts, openPort, reopenPort } from "@/lib/tunnels/port_operations";
import { letIn, newGateway, newKey } from "@/lib/tunnels/testing";

useDatabase();

type Founded = Awaited<ReturnType<typeof newOrganisation>>;
let devices = 0;
async function newDevice({ owner, ref }: Founded, gatewayId: string) {
  const given = { ...ref, name: `device-${devices++}`, publicKey: newKey(), gatewayId };
  const { device } = await createDevice(owner, given);
  return { ...ref, device: device.id };
}
const web = { protocol: "tcp" as const, localPort: 80 };
const settled = (all: PromiseSettledResult<unknown>[]) => ({
  done: all.filter(({ status }) => status === "fulfilled").length,
  reasons: new Set(all.flatMap((each) => (each.status === "rejected" ? [each.reason.reason] : []))),
});

describe("organisations that share a gateway", () => {
  it("get the last addresses of its network once each, and then a refusal", async () => {
    const { id } = await newGateway({ network: "10.9.0.0/28" });
    const all = [];
    for (let n = 0; n < 4; n++) all.push(await newEnterprise());
    const attempts = all.flatMap((founded) => Array.from({ length: 4 }, () => newDevice(founded, id)));
    expect(settled(await Promise.allSettled(attempts))).toEqual({ done: 13, reasons: new Set(["gateway.full"]) });
    const rows = await sudo<{ address: string }>(
      "select host(address) as address from tunnel_devices where gateway_id = $1 order by slot",
      [id],
    );
    expect(rows.map(({ address }) => address)).toEqual(Array.from({ length: 13 }, (_, n) => `10.9.0.${n + 2}`));
  });

  it("open the last port once, whichever of them wants it, also by its number", async () => {
    const { id } = await newGateway({ firstPort: 40_000, lastPort: 40_000 });
    const all = [];
    for (let n = 0; n < 6; n++) {
      const founded = await newOrganisation();
      all.push({ owner: founded.owner, one: await newDevice(founded, id) });
    }
    const attempts = all.map(({ owner, one }, n) =>
      openPort(owner, { ...one, ...web, protocol: "both", publicPort: n % 2 ? 40_000 : null }),
    );
    const { done, reasons } = settled(await Promise.allSettled(attempts));
    expect(done).toBe(1);
    expect([...reasons].sort()).toEqual(["port.none", "port.taken"]);
  });

  it("open ports without a deadlock while numbers are given back that were closed an hour ago", async () => {
    const { id } = await newGateway();
    const all = [];
    for (let n = 0; n < 6; n++) {
      const founded = await newOrganisation();
      all.push({ owner: founded.owner, one: await newDevice(founded, id) });
    }
    for (let round = 0; round < 4; round++) {
      for (const { owner, one } of all)
        for (let n = 0; n < 3; n++) {
          const { id: port } = await openPort(owner, { ...one, ...web });
          await closePort(owner, { ...one, port });
        }
      await sudo("update tunnel_ports set closed_at = now() - interval '2 hours'");
      const opened = await Promise.all(
        all.flatMap(({ owner, one }) => Array.from({ length: 2 }, () => openPort(owner, { ...one, ...web }))),
      );
      expect(new Set(opened.map(({ publicPort }) => publicPort)).size).toBe(12);
      await sudo("delete from tunnel_ports");
    }
  });
});

describe("one device", () => {
  it("has no more open ports than allowed, however it opens, closes and reopens them at once", async () => {
    const { id, token } = await newGateway();
    const founded = await newOrganisation();
    const { owner } = founded;
    const one = await newDevice(founded, id);
    const ports: string[] = [];
    for (let n = 0; n < 3; n++) ports.push((await openPort(owner, { ...one, ...web })).id);
    await Promise.all(ports.map((port) => closePort(owner, { ...one, port })));
    const attempts = await Promise.allSettled([
      ...ports.flatMap((port) => [reopenPort(owner, { ...one, port }), reopenPort(owner, { ...one, port })]),
      ...Array.from({ length: 4 }, () => openPort(owner, { ...one, ...web })),
      ...ports.map((port) => closePort(owner, { ...one, port })),
    ]);
    for (const reason of settled(attempts).reasons) expect(["port.limit", "port.unknown"]).toContain(reason);
    const left = await listPorts(owner, one);
    const open = left.filter(({ state }) => state === "open");
    expect(open.length).toBeLessThanOrEqual(3);
    expect(left.length).toBeLessThanOrEqual(3);
    expect((await readDevice(owner, one)).openPorts).toBe(open.length);
    const [published = []] = Object.values(await letIn({ token }));
    expect(published).toEqual(open.map(({ publicPort }) => `tcp ${publicPort} → 80`).sort());
  });

  it("is closed and reopened in parallel to the same number", async () => {
    const { id } = await newGateway();
    const founded = await newOrganisation();
    const { owner } = founded;
    const one = await newDevice(founded, id);
    const { id: port, publicPort } = await openPort(owner, { ...one, ...web });
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 ? reopenPort : closePort)(owner, { ...one, port })),
    );
    expect(new Set(answers.map((answer) => answer.publicPort))).toEqual(new Set([publicPort]));
    const rows = await sudo<{ operation: string }>(
      "select operation from audit where organisation_id = $1 and operation in ('tunnelPort.close', 'tunnelPort.reopen') order by seq",
      [founded.organisation.id],
    );
    // Each that changed something left a row, and they take turns.
    expect(rows.map(({ operation }) => operation)).toEqual(
      rows.map((_, n) => (n % 2 ? "tunnelPort.reopen" : "tunnelPort.close")),
    );
  });

  it("is moved, suspended and resumed at once, and ends in one of the states that were asked for", async () => {
    const { id, token } = await newGateway();
    const founded = await newOrganisation();
    const { owner } = founded;
    const one = await newDevice(founded, id);
    const projects = await newProjects(founded.organisation.id, "Survival", "Creative");
    await Promise.all([
      ...projects.flatMap((projectId) => [moveDevice(owner, { ...one, projectId }), suspendDevice(owner, one)]),
      ...Array.from({ length: 3 }, () => resumeDevice(owner, one)),
      moveDevice(owner, { ...one, projectId: null }),
    ]);
    const { project, state } = await readDevice(owner, one);
    expect([...projects, undefined]).toContain(project?.id);
    expect(Object.keys(await letIn({ token }))).toHaveLength(state === "suspended" ? 0 : 1);
    await resumeDevice(owner, one);
    expect((await readDevice(owner, one)).state).toBe("never");
  });
});
