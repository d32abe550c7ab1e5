import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { asApplication, newOrganisation, sudo, useDatabase } from "@/db/testing";
import { clientWith } from "@/lib/doors/rest/testing";
import { hashToken } from "@/lib/tokens";
import {
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
import { startEnrolment } from "@/lib/tunnels/enrolment_operations";
import { closePort, listPorts, openPort, reopenPort, updatePort } from "@/lib/tunnels/port_operations";
import { newGateway, newKey, program, report } from "@/lib/tunnels/testing";

useDatabase();

type Founded = Awaited<ReturnType<typeof newOrganisation>>;
interface Place {
  organisation: string;
  device: string;
}
let gateway: Awaited<ReturnType<typeof newGateway>>;
let mine: Founded;
let theirs: Founded;
let theirDevice: Place;
let theirPort: string;
let deviceCode: string;
beforeAll(async () => {
  gateway = await newGateway();
  mine = await newOrganisation();
  theirs = await newOrganisation();
  const wish = { ...theirs.ref, name: "den", publicKey: newKey(), gatewayId: gateway.id };
  const { device } = await createDevice(theirs.owner, wish);
  theirDevice = { ...theirs.ref, device: device.id };
  theirPort = (await openPort(theirs.owner, { ...theirDevice, protocol: "tcp", localPort: 80 })).id;
  await report(gateway, [{ publicKey: wish.publicKey, handshakeAgo: 1, received: 7, sent: 7 }]);
  ({ deviceCode } = await startEnrolment(program, { name: "attic", publicKey: newKey() }));
});

describe("a device of another organisation", () => {
  it("isn't found by any operation, under its own organisation's name or mine", async () => {
    const operations: [string, (who: Founded["owner"], at: Place) => Promise<unknown>][] = [
      ["read", readDevice],
      ["traffic", readTraffic],
      ["update", (who, at) => updateDevice(who, { ...at, name: "stolen" })],
      ["move", (who, at) => moveDevice(who, { ...at, projectId: null })],
      ["suspend", suspendDevice],
      ["resume", resumeDevice],
      ["remove", removeDevice],
      ["ports", listPorts],
      ["open", (who, at) => openPort(who, { ...at, protocol: "udp", localPort: 1 })],
      ["update port", (who, at) => updatePort(who, { ...at, port: theirPort, note: "Stolen" })],
      ["close", (who, at) => closePort(who, { ...at, port: theirPort })],
      ["reopen", (who, at) => reopenPort(who, { ...at, port: theirPort })],
    ];
    const before = await sudo("select d, p from tunnel_devices d join tunnel_ports p on p.device_id = d.id");
    for (const [name, operate] of operations)
      for (const at of [theirDevice, { ...theirDevice, ...mine.ref }])
        await expect(operate(mine.owner, at), name).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listDevices(mine.owner, mine.ref)).items).toEqual([]);
    // Nor is one of their ports by way of a device of mine.
    const wish = { ...mine.ref, name: "den", publicKey: newKey(), gatewayId: gateway.id };
    const own = { ...mine.ref, device: (await createDevice(mine.owner, wish)).device.id };
    for (const operate of [closePort, reopenPort, updatePort])
      await expect(operate(mine.owner, { ...own, port: theirPort })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await removeDevice(mine.owner, own);
    expect(await sudo("select d, p from tunnel_devices d join tunnel_ports p on p.device_id = d.id")).toEqual(before);
  });
});

/** Like the application after somebody showed this secret, and then nothing of it stays. */
function withSecret<T>(secret: Buffer | null, work: (client: pg.Client) => Promise<T>) {
  return asApplication(async (client) => {
    await client.query("begin");
    if (secret) await client.query("select set_config('app.secret', $1, true)", [secret.toString("hex")]);
    return work(client);
  });
}
const rowsOf = (secret: Buffer | null, text: string, values: unknown[] = []) =>
  withSecret(secret, async (client) => (await client.query(text, values)).rowCount);

describe("the token of a gateway", () => {
  it("finds that gateway and its devices, none of the ports, and nothing else in the database", async () => {
    const other = await newGateway();
    const hash = hashToken(gateway.token);
    expect(await rowsOf(hash, "select from gateways")).toBe(1);
    expect(await rowsOf(hash, "select from tunnel_devices")).toBe(1);
    expect(await rowsOf(hash, "select from tunnel_traffic")).toBe(1);
    expect(await rowsOf(hashToken(other.token), "select from tunnel_devices")).toBe(0);
    expect(await rowsOf(hashToken(other.token), "select from tunnel_traffic")).toBe(0);
    for (const table of ["tunnel_ports", "tunnel_enrolments", "organisations", "members", "projects", "zones"])
      expect(await rowsOf(hash, `select from ${table}`), table).toBe(0);
    for (const table of ["gateways", "tunnel_devices", "tunnel_ports", "tunnel_traffic", "tunnel_enrolments"])
      expect(await rowsOf(null, `select from ${table}`), table).toBe(0);
  });

  it("writes neither another's row nor a token, and adds and removes nothing", async () => {
    const other = await newGateway();
    const hash = hashToken(gateway.token);
    const others = hashToken(other.token);
    expect(await rowsOf(hash, "update gateways set problem = 'x' where id = $1", [other.id])).toBe(0);
    expect(await rowsOf(others, "update tunnel_devices set received = 0")).toBe(0);
    expect(await rowsOf(others, "update tunnel_traffic set received = 0")).toBe(0);
    for (const table of ["gateways", "tunnel_devices", "tunnel_traffic", "tunnel_ports"])
      expect(await rowsOf(hash, `delete from ${table}`), table).toBe(0);
    const refused = (secret: Buffer, text: string, values: unknown[], reason: string) =>
      expect(rowsOf(secret, text, values), text).rejects.toThrow(reason);
    await refused(hash, "update gateways set token_hash = $1", [hashToken("x")], "row-level security");
    for (const change of ["public_key = 'x'", "slot = 5", "organisation_id = gen_random_uuid()", "gateway_id = null"])
      await refused(hash, `update tunnel_devices set ${change}`, [], "permission denied");
    await refused(
      others,
      "insert into tunnel_traffic values ($1, $2, '2026-01-01', 1, 1)",
      [theirs.organisation.id, theirDevice.device],
      "row-level security",
    );
    await refused(hash, "select take_tunnel_slot($1)", [gateway.id], "Only an organisation");
    expect(
      await withSecret(hash, async (client) => {
        const { rows } = await client.query("select take_tunnel_port($1, 'tcp', null) as port", [theirDevice.device]);
        return rows[0].port;
      }),
    ).toBeNull();
  });

  it("opens nothing in the API", async () => {
    const paths = ["/organisations", "/account", "/tunnel-gateways", `/organisations/${theirs.ref.organisation}`];
    const identities: Record<string, string>[] = [
      { "x-api-key": gateway.token },
      { authorization: `Bearer ${gateway.token}` },
    ];
    for (const identity of identities)
      for (const path of paths) expect((await clientWith(identity)("GET", path)).status, path).toBe(401);
  });
});

describe("the code of an enrolment", () => {
  it("finds its own row, which only it can have added, and changes nothing but the answer", async () => {
    await startEnrolment(program, { name: "other", publicKey: newKey() });
    const hash = hashToken(deviceCode);
    expect(await rowsOf(hash, "select from tunnel_enrolments")).toBe(1);
    expect(await rowsOf(hashToken("x"), "select from tunnel_enrolments")).toBe(0);
    const text = `insert into tunnel_enrolments (id, device_code_hash, user_code_hash, name, public_key, expires_at)
      values ($1, $2, $3, 'x', $4, now())`;
    const row = [randomUUID(), hashToken("y"), hashToken("z"), newKey()];
    await expect(rowsOf(hash, text, row)).rejects.toThrow("row-level security");
    for (const change of ["public_key = 'x'", "name = 'x'", "expires_at = now()", "device_code_hash = null"])
      await expect(rowsOf(hash, `update tunnel_enrolments set ${change}`)).rejects.toThrow("permission denied");
    expect(await rowsOf(hash, "delete from tunnel_enrolments")).toBe(0);
  });
});
