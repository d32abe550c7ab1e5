import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { newEnterprise, newProjects, newUser, useDatabase } from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { clientWith, inBrowser } from "@/lib/doors/rest/testing";
import { letIn, newGateway, newKey, report } from "@/lib/tunnels/testing";

useDatabase();

it("REST registers, lists, reads, edits, closes, reopens and removes gateways for a portal administrator", async () => {
  const call = await inBrowser(await newUser({ portalAdmin: true }));
  const given = { name: "Gate", publicAddress: "gate.example.org", tiers: ["free"] };
  const made = await call("POST", "/tunnel-gateways", given);
  expect(made).toMatchObject({ status: 201, body: { name: "Gate", health: "waiting", token: expect.any(String) } });
  const one = `/tunnel-gateways/${made.body.id}`;
  expect((await call("POST", "/tunnel-gateways", given)).status).toBe(409);
  expect((await call("GET", "/tunnel-gateways")).body).toMatchObject([{ id: made.body.id, deviceCount: 0 }]);
  expect(JSON.stringify((await call("GET", one)).body)).not.toContain(made.body.token);
  expect((await call("PUT", one, { lastPort: 30_099 })).body).toMatchObject({ firstPort: 30_000, lastPort: 30_099 });
  for (const body of [{ network: "10.0.0.0/8" }, { state: "open" }, { token: "x" }, { firstPort: 80 }])
    expect((await call("PUT", one, body)).status).toBe(400);
  expect((await call("POST", `${one}/close`)).body).toMatchObject({ state: "closed" });
  expect((await call("POST", `${one}/reopen`)).body).toMatchObject({ state: "open" });
  const renewed = await call("POST", `${one}/renew-token`);
  expect(renewed).toMatchObject({ status: 200, body: { id: made.body.id } });
  expect(renewed.body.token).not.toBe(made.body.token);
  await expect(letIn(made.body)).rejects.toMatchObject({ reason: "gateway.token" });
  expect(await letIn(renewed.body)).toEqual({});
  expect((await call("DELETE", one)).body).toEqual({ success: true });
  expect((await call("GET", one)).status).toBe(404);
});

it("REST shows an organisation's token the gateways that it may use, and none of the portal's own paths", async () => {
  const { owner, organisation, ref } = await newEnterprise();
  const gateway = await newGateway();
  await newGateway({ tiers: ["free"] });
  const { token } = await createToken(owner, { ...ref, name: "program" });
  const call = clientWith({ "x-api-key": token });
  expect((await call("GET", `/organisations/${organisation.handle}/tunnel-gateways`)).body).toEqual([
    expect.objectContaining({ id: gateway.id, available: true, reason: null }),
  ]);
  for (const path of ["/tunnel-gateways", `/tunnel-gateways/${gateway.id}`])
    expect((await call("GET", path)).status).toBe(403);
  expect((await call("POST", `/tunnel-gateways/${gateway.id}/renew-token`)).status).toBe(403);
});

it("REST adds, lists, reads, edits, moves, suspends, resumes and removes tunnel devices", async () => {
  const { owner, organisation, ref } = await newEnterprise();
  const gateway = await newGateway();
  const [project = ""] = await newProjects(organisation.id, "Survival");
  const { token } = await createToken(owner, { ...ref, name: "program" });
  const call = clientWith({ "x-api-key": token });
  const list = `/organisations/${organisation.handle}/tunnel-devices`;
  const publicKey = newKey();
  const made = await call("POST", list, { name: "den", gatewayId: gateway.id, publicKey });
  expect(made).toMatchObject({
    status: 201,
    body: { device: { name: "den", publicKey, state: "never" }, configuration: { gatewayKey: gateway.publicKey } },
  });
  await call("POST", list, { name: "attic", gatewayId: gateway.id, publicKey: newKey() });
  const first = await call("GET", `${list}?limit=1`);
  expect(first.body).toMatchObject([{ name: "attic" }]);
  const next = /<[^>]*\/api([^>]*)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
  expect((await call("GET", next)).body).toMatchObject([{ name: "den" }]);
  expect((await call("GET", `${list}?q=den`)).body).toHaveLength(1);
  const one = `${list}/${made.body.device.id}`;
  expect((await call("PUT", one, { name: "cellar" })).body).toMatchObject({ name: "cellar" });
  expect((await call("PUT", one, { publicKey: newKey() })).status).toBe(400);
  expect((await call("POST", `${one}/move`, { projectId: project })).body).toMatchObject({
    project: { name: "Survival" },
  });
  expect((await call("POST", `${one}/suspend`)).body).toMatchObject({ state: "suspended" });
  expect((await call("POST", `${one}/resume`)).body).toMatchObject({ state: "never", reason: null });
  await report(gateway, [{ publicKey, handshakeAgo: 3, received: 10, sent: 20 }]);
  expect((await call("GET", one)).body).toMatchObject({ state: "connected", received: 10, sent: 20 });
  expect((await call("GET", `${one}/traffic`)).body).toMatchObject([{ received: 10, sent: 20 }]);
  expect((await call("DELETE", one)).body).toEqual({ success: true });
  expect((await call("GET", one)).status).toBe(404);
  expect((await call("GET", `${list}/${randomUUID()}`)).status).toBe(404);
});

it("REST opens, edits, closes and opens again the ports of a tunnel device", async () => {
  const { owner, organisation, ref } = await newEnterprise();
  const gateway = await newGateway();
  const { token } = await createToken(owner, { ...ref, name: "program" });
  const call = clientWith({ "x-api-key": token });
  const list = `/organisations/${organisation.handle}/tunnel-devices`;
  const { body } = await call("POST", list, { name: "den", gatewayId: gateway.id, publicKey: newKey() });
  const ports = `${list}/${body.device.id}/ports`;
  const opened = await call("POST", ports, { protocol: "udp", localPort: 19_132, publicPort: 30_005 });
  expect(opened).toMatchObject({ status: 201, body: { publicPort: 30_005, endpoint: "gate.example.org:30005" } });
  const taken = await call("POST", ports, { protocol: "both", localPort: 1, publicPort: 30_005 });
  expect(taken).toMatchObject({ status: 409, body: { fields: { publicPort: [expect.any(String)] } } });
  const port = `${ports}/${opened.body.id}`;
  expect((await call("PUT", port, { note: "Friday’s game" })).body).toMatchObject({ note: "Friday’s game" });
  expect((await call("PUT", port, { publicPort: 30_006 })).status).toBe(400);
  expect((await call("POST", `${port}/close`)).body).toMatchObject({ state: "closed" });
  expect((await call("POST", `${port}/reopen`)).body).toMatchObject({ state: "open", publicPort: 30_005 });
  expect((await call("GET", ports)).body).toHaveLength(1);
  expect((await call("POST", `${ports}/${randomUUID()}/close`)).status).toBe(404);
});
