import { beforeAll, describe, expect, it } from "vitest";
import { asApplication, newEnterprise, newOrganisation, sudo, useDatabase } from "@/db/testing";
import { listGateways, removeGateway, renewGatewayToken } from "@/lib/gateways/operations";
import { readWanted } from "@/lib/gateways/program_operations";
import { hashToken } from "@/lib/tokens";
import { createDevice, readDevice, suspendDevice } from "@/lib/tunnels/device_operations";
import { closePort, openPort, reopenPort, updatePort } from "@/lib/tunnels/port_operations";
import { letIn, newGateway, newKey, program, report } from "@/lib/tunnels/testing";

useDatabase();

type Founded = Awaited<ReturnType<typeof newOrganisation>>;
type Gateway = Awaited<ReturnType<typeof newGateway>>;
let gateway: Gateway;
beforeAll(async () => {
  gateway = await newGateway();
});
let devices = 0;
async function newDevice({ owner, ref }: Founded, { id }: { id: string } = gateway, more: object = {}) {
  const given = { ...ref, name: `device-${devices++}`, publicKey: newKey(), gatewayId: id, ...more };
  const { device } = await createDevice(owner, given);
  return { publicKey: given.publicKey, one: { ...ref, device: device.id } };
}
const web = { protocol: "tcp" as const, localPort: 80 };

describe("what a gateway wants", () => {
  it("has another tag after each change of it, and the same after any other", async () => {
    const { token } = await newGateway();
    const tagOf = async () => (await readWanted(program, { token })).tag;
    expect(await tagOf()).toBe(await tagOf());
    const own = await newGateway();
    const founded = await newOrganisation();
    const tags = new Set<string>();
    const changes = async (what: string, act: () => Promise<unknown>) => {
      const before = await readWanted(program, { token: own.token });
      await act();
      const after = await readWanted(program, { token: own.token, known: before.tag });
      expect(after.wanted, what).not.toBeNull();
      expect(after.wanted, what).not.toEqual(before.wanted);
      tags.add(after.tag);
    };
    let one = { device: "", organisation: "" };
    let port = "";
    await changes("device", async () => {
      ({ one } = await newDevice(founded, own, { routesAnswers: true }));
    });
    await changes("port", async () => {
      port = (await openPort(founded.owner, { ...one, ...web })).id;
    });
    await changes("keeping", () => updatePort(founded.owner, { ...one, port, keepAddresses: true }));
    await changes("closing", () => closePort(founded.owner, { ...one, port }));
    await changes("reopening", () => reopenPort(founded.owner, { ...one, port }));
    await changes("suspension", () => suspendDevice(founded.owner, one));
    // Closed, it is as before it was opened; and reopened, as before it was closed.
    expect(tags.size).toBe(4);
    // What the program doesn't need to know leaves the tag alone.
    const before = await readWanted(program, { token: own.token });
    await updatePort(founded.owner, { ...one, port, note: "Friday" });
    await report(own, [], { problem: "nft is missing" });
    expect(await readWanted(program, { token: own.token, known: before.tag })).toEqual({
      tag: before.tag,
      wanted: null,
    });
  });

  it("is found in one pass, however many devices an organisation has", async () => {
    const { organisation } = await newEnterprise();
    const big = await newGateway({ firstPort: 1_024, lastPort: 65_535 });
    await sudo(
      `insert into tunnel_devices (id, organisation_id, gateway_id, name, public_key, slot, address, address6, created_by_name)
      select gen_random_uuid(), $1, $2, 'd' || n, encode(sha256(n::text::bytea), 'base64'), n + 2,
        '100.64.0.0'::inet + (n + 2), 'fd00::'::inet + (n + 2), 'Olive' from generate_series(0, 99) n`,
      [organisation.id, big.id],
    );
    await sudo(
      `insert into tunnel_ports (id, organisation_id, device_id, gateway_id, protocol, local_port, public_port)
      select gen_random_uuid(), organisation_id, id, gateway_id, 'both', 80, 2000 + slot * 50 + n
      from tunnel_devices, generate_series(0, 49) n where gateway_id = $1`,
      [big.id],
    );
    await sudo("analyze tunnel_devices, tunnel_ports");
    const wanted = await letIn(big);
    expect(Object.values(wanted).map((ports) => ports.length)).toEqual(Array.from({ length: 100 }, () => 50));
    const pages = async (known: string) =>
      asApplication(async (client) => {
        const { rows } = await client.query(
          "explain (analyze, buffers, format json) select * from gateway_tunnels($1, $2)",
          [hashToken(big.token), known],
        );
        return rows[0]["QUERY PLAN"][0].Plan["Shared Hit Blocks"] as number;
      });
    const { tag } = await readWanted(program, { token: big.token });
    // 5,000 ports are about 100 pages; asked for once a device, these alone would be 10,000.
    expect(await pages("")).toBeLessThan(3_000);
    expect(await pages(tag)).toBeLessThan(3_000);
  });

  it("is for nobody with an earlier token, nor after the gateway is gone", async () => {
    const { administrator, id, token } = await newGateway();
    const renewed = await renewGatewayToken(administrator, { gateway: id });
    await expect(letIn({ token })).rejects.toMatchObject({ code: "UNAUTHENTICATED", reason: "gateway.token" });
    await expect(report({ token, publicKey: newKey() })).rejects.toMatchObject({ reason: "gateway.token" });
    expect(await letIn(renewed)).toEqual({});
    await removeGateway(administrator, { gateway: id });
    await expect(letIn(renewed)).rejects.toMatchObject({ reason: "gateway.token" });
    await expect(report({ ...renewed, publicKey: newKey() })).rejects.toMatchObject({ reason: "gateway.token" });
  });
});

describe("a gateway's report", () => {
  it("doesn't end up in a deadlock with ports that are opened and closed at the same time", async () => {
    const busy = await newGateway();
    const founded = [await newEnterprise(), await newEnterprise()];
    const all: Awaited<ReturnType<typeof newDevice>>[] = [];
    for (let n = 0; n < 4; n++) all.push(await newDevice(founded[n % 2] as Founded, busy));
    const told = (round: number) =>
      report(
        busy,
        all.map(({ publicKey }) => ({ publicKey, handshakeAgo: 1, received: round, sent: round })),
      );
    const toggle = async ({ one }: (typeof all)[number], { owner }: Founded) => {
      for (let n = 0; n < 6; n++) {
        const { id } = await openPort(owner, { ...one, ...web });
        await closePort(owner, { ...one, port: id });
      }
    };
    const reports = async () => {
      for (let round = 1; round <= 25; round++) await told(round);
    };
    const deadlocks = () =>
      sudo<{ n: number }>("select deadlocks::int as n from pg_stat_database where datname = current_database()");
    const before = await deadlocks();
    await Promise.all([reports(), reports(), ...all.map((each, n) => toggle(each, founded[n % 2] as Founded))]);
    expect(await deadlocks()).toEqual(before);
    for (const [n, { one }] of all.entries())
      expect(await readDevice((founded[n % 2] as Founded).owner, one)).toMatchObject({ state: "connected" });
  });

  it("twice at once counts once", async () => {
    const founded = await newOrganisation();
    const { one, publicKey } = await newDevice(founded);
    const devices = [{ publicKey, handshakeAgo: 0, received: 1_000, sent: 10 }];
    const answers = await Promise.all(Array.from({ length: 8 }, () => report(gateway, devices)));
    expect(answers.map(({ connected }) => connected).sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
    expect(await readDevice(founded.owner, one)).toMatchObject({ received: 1_000, sent: 10 });
  });

  it("with forged numbers is refused or counted, and never keeps the next report from being taken", async () => {
    const founded = await newOrganisation();
    const own = await newGateway();
    const { one, publicKey } = await newDevice(founded, own);
    const told = (more: object, run = "1") =>
      report(own, [{ publicKey, handshakeAgo: 1, received: 0, sent: 0, ...more }], { run });
    for (const wrong of [
      { received: -1 },
      { sent: 1.5 },
      { received: 2 ** 53 },
      { handshakeAgo: -1 },
      { handshakeAgo: Number.NaN },
      { handshakeAgo: Number.POSITIVE_INFINITY },
    ])
      await expect(told(wrong), JSON.stringify(wrong)).rejects.toMatchObject({ code: "INVALID" });
    // A thousand of the largest reports overflow a bigint.
    await sudo("update tunnel_devices set received = 999999999999999999, sent = 999999999999999999 where id = $1", [
      one.device,
    ]);
    const largest = { received: Number.MAX_SAFE_INTEGER, sent: Number.MAX_SAFE_INTEGER, handshakeAgo: 1e10 };
    await told(largest, "2");
    await sudo("update tunnel_traffic set received = 999999999999999999, sent = 999999999999999999");
    for (const run of ["3", "4"]) await told(largest, run);
    expect(await readDevice(founded.owner, one)).toMatchObject({ received: 1e18, sent: 1e18 });
    const shown = await listGateways(own.administrator, {});
    expect(shown.find(({ id }) => id === own.id)).toMatchObject({ bytesToday: 2e18 });
  });

  it("says nothing about devices of another gateway, and only its own ports are busy", async () => {
    const founded = await newOrganisation();
    const other = await newGateway();
    const { one, publicKey } = await newDevice(founded);
    const answer = await report(other, [{ publicKey, handshakeAgo: 1, received: 9, sent: 9 }], {
      busyPorts: Array.from({ length: 2_000 }, (_, index) => 30_000 + index),
    });
    expect(answer).toEqual({ connected: 0 });
    expect(await readDevice(founded.owner, one)).toMatchObject({ state: "never", received: 0, sent: 0 });
    const [{ traffic } = { traffic: 1 }] = await sudo<{ traffic: number }>(
      "select count(*)::int as traffic from tunnel_traffic where device_id = $1",
      [one.device],
    );
    expect(traffic).toBe(0);
    expect((await openPort(founded.owner, { ...one, ...web })).publicPort).toBeLessThan(32_000);
  });
});
