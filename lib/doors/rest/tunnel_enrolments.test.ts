import { beforeAll, describe, expect, it, vi } from "vitest";
import { newMember, newOrganisation, useDatabase } from "@/db/testing";
import { clientWith, inBrowser, programOf } from "@/lib/doors/rest/testing";
import { newGateway, newKey } from "@/lib/tunnels/testing";

useDatabase();

let gateway: Awaited<ReturnType<typeof newGateway>>;
beforeAll(async () => {
  gateway = await newGateway();
});
const device = clientWith({ "x-guildhall-peer": "192.0.2.9" });
const start = async () => {
  const { status, body } = await device("POST", "/tunnel/device/start", { name: "attic", publicKey: newKey() });
  expect(status).toBe(201);
  return body as { deviceCode: string; userCode: string };
};
const poll = (deviceCode: string) => device("POST", "/tunnel/device/poll", { deviceCode });

describe("REST enrols a device without a browser:", () => {
  it("pending until somebody approves it, then its configuration once, and nothing about it is logged", async () => {
    const written: string[] = [];
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, "write").mockImplementation((text) => {
        written.push(String(text));
        return true;
      });
    const { owner, organisation } = await newOrganisation();
    const call = await programOf(owner, organisation.id);
    const { deviceCode, userCode } = await start();
    expect(await poll(deviceCode)).toMatchObject({ status: 428, body: { reason: "enrolment.pending" } });
    const answer = { userCode, organisationId: organisation.id, gatewayId: gateway.id };
    const approved = await call("POST", "/tunnel/device/approve", answer);
    expect(approved).toMatchObject({ status: 201, body: { name: "attic", state: "never" } });
    expect(await call("POST", "/tunnel/device/approve", answer)).toMatchObject({
      status: 409,
      body: { reason: "enrolment.answered" },
    });
    expect(await poll(deviceCode)).toMatchObject({
      status: 200,
      body: { state: "approved", configuration: { address: approved.body.address, gatewayKey: gateway.publicKey } },
    });
    expect(await poll(deviceCode)).toMatchObject({ status: 410, body: { reason: "enrolment.collected" } });
    vi.restoreAllMocks();
    for (const code of [deviceCode, userCode, userCode.replace("-", "")]) expect(written.join("")).not.toContain(code);
  });

  it("declined in the portal, unknown, or malformed", async () => {
    const { owner } = await newOrganisation();
    const { deviceCode, userCode } = await start();
    const browser = await inBrowser(owner);
    expect((await browser("POST", "/tunnel/device/deny", { userCode })).status).toBe(200);
    expect(await poll(deviceCode)).toMatchObject({ status: 403, body: { reason: "enrolment.denied" } });
    expect(await poll(newKey())).toMatchObject({ status: 404, body: { reason: "enrolment.unknown" } });
    expect((await device("POST", "/tunnel/device/start", { name: "attic", publicKey: "x" })).status).toBe(400);
  });

  it("approved by nobody without the right, and five wrong codes lock for a minute", async () => {
    const { owner, organisation } = await newOrganisation();
    const { userCode, deviceCode } = await start();
    const answer = { userCode, organisationId: organisation.id, gatewayId: gateway.id };
    expect((await device("POST", "/tunnel/device/approve", answer)).status).toBe(401);
    const member = await inBrowser(await newMember(organisation.id, "member"));
    expect((await member("POST", "/tunnel/device/approve", answer)).status).toBe(403);
    const call = await inBrowser(owner);
    const wrong = { ...answer, userCode: "BBBB-BBBB" };
    for (let tries = 0; tries < 5; tries++)
      expect((await call("POST", "/tunnel/device/approve", wrong)).status).toBe(404);
    const locked = await call("POST", "/tunnel/device/approve", answer);
    expect(locked.status).toBe(429);
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await poll(deviceCode)).status).toBe(428);
  });
});
