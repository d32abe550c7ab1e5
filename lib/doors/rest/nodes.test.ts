import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { newEnterprise, newOrganisation, newProjects, newUser, useDatabase } from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { clientWith, inBrowser } from "@/lib/doors/rest/testing";
import { newNode } from "@/lib/nodes/testing";

useDatabase();

it("REST lists, reads, edits, dedicates, closes, reopens and removes nodes for a portal administrator", async () => {
  const call = await inBrowser(await newUser({ portalAdmin: true }));
  const { organisation } = await newEnterprise();
  const node = await newNode({ name: "One" });
  const one = `/nodes/${node}`;
  expect((await call("GET", "/nodes")).body).toMatchObject([{ id: node, name: "One", cores: 1000 }]);
  expect((await call("PUT", one, { cores: 8 })).body).toMatchObject({ cores: 8 });
  expect((await call("POST", `${one}/assign-org`, { organisationId: organisation.id })).body).toMatchObject({
    dedicatedTo: { handle: organisation.handle },
  });
  expect((await call("POST", `${one}/assign-org`, { organisationId: null })).body).toMatchObject({ dedicatedTo: null });
  expect((await call("POST", `${one}/assign-org`, {})).status).toBe(400);
  expect((await call("POST", `${one}/close`)).body).toMatchObject({ state: "closed" });
  expect((await call("POST", `${one}/reopen`)).body).toMatchObject({ state: "open" });
  for (const body of [{ serverCount: 0 }, { dedicatedTo: null }, { state: "open" }, { promised: {} }])
    expect((await call("PUT", one, body)).status).toBe(400);
  const machine = {
    name: "Two",
    endpoint: "unix:///no.sock",
    tiers: ["free"],
    memoryMb: 1,
    cores: 1,
    publicAddress: "a.b",
  };
  expect(await call("POST", "/nodes", machine)).toMatchObject({ status: 502, body: { code: "UPSTREAM" } });
  expect((await call("DELETE", one)).body).toEqual({ success: true });
  expect((await call("GET", one)).status).toBe(404);
  expect((await call("GET", `/nodes/${randomUUID()}`)).status).toBe(404);
});

it("REST creates, lists, reads, switches and deletes servers", async () => {
  const { owner, organisation } = await newEnterprise();
  const node = await newNode({ dedicatedTo: organisation.id });
  const { token } = await createToken(owner, { organisation: organisation.id, name: "program" });
  const call = clientWith({ "x-api-key": token });
  const base = `/organisations/${organisation.handle}/servers`;
  const given = { name: "Lobby", image: "nginx", memoryMb: 64, cores: 0.5, ports: [{ port: 80 }], nodeId: node };
  const made = await call("POST", base, given);
  expect(made).toMatchObject({ status: 201, body: { name: "Lobby", image: "nginx:latest", state: "queued" } });
  for (const body of [{ state: "running" }, { hostPorts: [1] }, { organisationId: randomUUID() }, { name: "" }])
    expect((await call("POST", base, { ...given, name: "Other", ...body })).status).toBe(400);
  await call("POST", base, { ...given, name: "Alpha" });
  const first = await call("GET", `${base}?limit=1`);
  expect(first.body).toMatchObject([{ name: "Alpha" }]);
  const next = /<[^>]*\/api([^>]*)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
  expect((await call("GET", next)).body).toMatchObject([{ name: "Lobby" }]);
  expect((await call("GET", `${base}?q=lob&state=queued`)).body).toHaveLength(1);
  const one = `${base}/${made.body.id}`;
  expect((await call("GET", one)).body).toMatchObject({ id: made.body.id, node: { id: node } });
  expect(await call("POST", `${one}/power`, { action: "stop" })).toMatchObject({ status: 409 });
  expect((await call("POST", `${one}/power`, { action: "explode" })).status).toBe(400);
  expect((await call("GET", `/organisations/${organisation.handle}`)).body).toMatchObject({
    serverCount: 2,
    maxServers: null,
  });
  expect((await call("DELETE", one)).body).toEqual({ success: true });
  expect((await call("GET", one)).body).toMatchObject({ state: "deleting", wanted: "gone" });
  expect((await call("GET", `${base}/${randomUUID()}`)).status).toBe(404);
});

it("REST lists templates, creates a server from one with its variables, and moves it between projects", async () => {
  const { owner, organisation } = await newEnterprise();
  await newNode({ dedicatedTo: organisation.id });
  const [project = ""] = await newProjects(organisation.id, "Survival");
  const { token } = await createToken(owner, { organisation: organisation.id, name: "program" });
  const call = clientWith({ "x-api-key": token });
  const base = `/organisations/${organisation.handle}`;
  const { body: listed } = await call("GET", `${base}/templates`);
  const redis = listed.find(({ name }: { name: string }) => name === "redis");
  expect(redis).toMatchObject({ title: "Redis", ports: [{ port: 6379, protocol: "tcp" }] });
  expect(redis).not.toHaveProperty("profile");
  expect(await call("POST", `${base}/servers`, { name: "Store", template: "redis" })).toMatchObject({
    status: 400,
    body: { fields: { "environment.REDIS_PASSWORD": ["Use at least 12 characters."] } },
  });
  const environment = { REDIS_PASSWORD: "correct horse battery" };
  const made = await call("POST", `${base}/servers`, { name: "Store", template: "redis", environment, cores: 1 });
  expect(made).toMatchObject({
    status: 201,
    body: { template: "redis", image: "redis:8", memoryMb: 256, cores: 1, diskMb: 2048, ports: [{ port: 6379 }] },
  });
  expect(JSON.stringify(made.body)).not.toContain("correct horse");
  const move = `${base}/servers/${made.body.id}/move`;
  expect((await call("POST", move, { projectId: project })).body).toMatchObject({ project: { name: "Survival" } });
  expect((await call("POST", move, { projectId: null })).body).toMatchObject({ project: null });
  expect((await call("POST", move, {})).status).toBe(400);
  expect((await call("POST", move, { projectId: randomUUID() })).status).toBe(404);
});

it("REST lists all organisations for a portal administrator, in pages, and sets a tier", async () => {
  const { organisation, owner } = await newEnterprise();
  await newEnterprise();
  const call = await inBrowser(await newUser({ portalAdmin: true }));
  const first = await call("GET", "/admin/organisations?limit=1");
  expect(first.body).toHaveLength(1);
  expect(first.headers.get("link")).toContain('rel="next"');
  const one = `/admin/organisations?q=${organisation.handle}`;
  expect((await call("GET", one)).body).toMatchObject([
    { id: organisation.id, portalTier: "enterprise", maxServers: null },
  ]);
  expect((await call("PUT", `/admin/organisations/${organisation.id}`, { portalTier: "free" })).status).toBe(200);
  expect((await call("GET", one)).body).toMatchObject([{ portalTier: "free", maxServers: 2 }]);
  const own = { memoryMb: 8192, cores: null, ports: "tier" };
  const given = await call("PUT", `/admin/organisations/${organisation.id}`, { pool: own });
  expect(given).toMatchObject({
    status: 200,
    body: { pool: { memoryMb: { most: 8192, own: true }, cores: { most: null, own: true }, ports: { own: false } } },
  });
  expect((await call("GET", one)).body).toMatchObject([{ pool: given.body.pool }]);
  expect(
    (await call("PUT", `/admin/organisations/${organisation.id}`, { pool: { memoryMb: "lots" } })).body,
  ).toMatchObject({
    code: "INVALID",
    fields: { "pool.memoryMb": ["Enter a whole number of MiB, for example 4096, or “any”."] },
  });
  expect((await call("PUT", "/admin/tiers/educational", { pool: { cores: 4 } })).body).toMatchObject({
    pool: { cores: 4, ports: 9 },
  });
  expect((await call("GET", "/admin/tiers")).body).toMatchObject([
    { tier: "free", tierName: "Free Portal", maxServers: 2, pool: { memoryMb: 4096 } },
    { tier: "educational", pool: { cores: 4 } },
    { tier: "paid" },
    { tier: "enterprise", maxServers: null, pool: { diskMb: null } },
  ]);
  expect((await (await inBrowser(owner))("GET", `/organisations/${organisation.id}`)).body.pool.memoryMb).toEqual({
    used: 0,
    most: 8192,
  });
  expect((await (await inBrowser(owner))("GET", "/admin/organisations")).status).toBe(403);
});

it("REST shows an organisation's token the nodes that it may use, and none of the portal's own paths", async () => {
  const { owner, organisation } = await newEnterprise();
  const node = await newNode({ dedicatedTo: organisation.id });
  const { token } = await createToken(owner, { organisation: organisation.id, name: "program" });
  const call = clientWith({ "x-api-key": token });
  const { body } = await call("GET", `/organisations/${organisation.handle}/nodes`);
  expect(body[0]).toMatchObject({ id: node, dedicated: true, available: true, refusal: null, reason: null });
  for (const path of ["/nodes", `/nodes/${node}`]) expect((await call("GET", path)).status).toBe(403);
  expect((await call("PUT", `/nodes/${node}`, { cores: 1 })).status).toBe(403);
});

it("a portal administrator's program does the same with a portal token, and nothing else", async () => {
  const browser = await inBrowser(await newUser({ portalAdmin: true }));
  const made = await browser("POST", "/account/tokens", { name: "ops", reach: "portal", expiresInDays: 7 });
  expect(made).toMatchObject({ status: 201, body: { reach: "portal" } });
  expect((await browser("GET", "/account/tokens")).body).toMatchObject([{ name: "ops", reach: "portal" }]);
  expect((await browser("POST", "/account/tokens", { name: "ops", reach: "portal", permissions: ["x"] })).status).toBe(
    400,
  );
  const call = clientWith({ "x-api-key": made.body.token });
  const { organisation } = await newEnterprise();
  const node = await newNode();
  expect((await call("GET", "/nodes")).status).toBe(200);
  const assigned = await call("POST", `/nodes/${node}/assign-org`, { organisationId: organisation.id });
  expect(assigned.body).toMatchObject({ dedicatedTo: { handle: organisation.handle } });
  const tier = await call("PUT", `/admin/organisations/${organisation.id}`, { portalTier: "paid" });
  expect(tier.body).toMatchObject({ portalTier: "paid" });
  for (const path of ["/admin/organisations", "/admin/settings", "/admin/zones"])
    expect((await call("GET", path)).status, path).toBe(200);
  for (const path of ["/organisations", `/organisations/${organisation.id}`, "/account", "/account/tokens"])
    expect((await call("GET", path)).status, path).toBe(403);
  const metadata = { organizationId: organisation.id };
  const key = await browser("POST", "/user.createApiKey", { name: "cli", metadata, reach: "portal" });
  expect((await clientWith({ "x-api-key": key.body.key })("GET", "/nodes")).status).toBe(200);
  const { owner } = await newEnterprise();
  const refused = await (await inBrowser(owner))("POST", "/account/tokens", { name: "ops", reach: "portal" });
  expect(refused).toMatchObject({ status: 403, body: { code: "FORBIDDEN" } });
});

it("REST reads and changes the limits of a tier and of one organisation, and counts who is above some", async () => {
  const { organisation, owner, ref } = await newOrganisation();
  await newProjects(organisation.id, "One", "Two", "Three");
  const call = await inBrowser(await newUser({ portalAdmin: true }));
  expect((await call("GET", "/admin/tiers/educational")).body).toMatchObject({
    ...{ tier: "educational", tierName: "Educational Portal", maxServers: 3 },
    limits: { servers: 3, zoneRecords: 1000, serverBackups: 3, backupSizeMb: 10_240, customRoles: 0, tokens: 25 },
  });
  expect((await call("GET", "/admin/tiers/gold")).status).toBe(400);
  const above = await call("GET", "/admin/tiers/free/above?projects=2&zones=2");
  expect(above).toMatchObject({ status: 200, body: { tier: "free", above: [{ what: "projects", organisations: 1 }] } });
  const tier = await call("PUT", "/admin/tiers/free", { limits: { projects: 2, zones: null } });
  expect(tier).toMatchObject({ status: 200, body: { limits: { projects: 2, zones: null, servers: 2 } } });
  const full = await (await inBrowser(owner))("POST", `/organisations/${ref.organisation}/projects`, { name: "Four" });
  expect(full).toMatchObject({ status: 403, body: { code: "LIMIT_REACHED", reason: "project.limit" } });

  const one = `/admin/organisations/${organisation.id}`;
  const own = await call("PUT", one, { limits: { projects: 4, zones: "any", tokens: "tier" } });
  expect(own).toMatchObject({
    status: 200,
    body: {
      ...{ id: organisation.id, handle: organisation.handle },
      limits: {
        projects: { most: 4, own: true, used: 3 },
        zones: { most: null, own: true },
        tokens: { most: 25, own: false },
      },
    },
  });
  expect((await call("GET", `/admin/organisations?q=${organisation.handle}`)).body).toMatchObject([
    { limits: own.body.limits },
  ]);
  expect((await call("PUT", one, { limits: { projects: 1_001 } })).body).toMatchObject({
    code: "INVALID",
    fields: { "limits.projects": ["Enter a whole number from 0 to 1,000."] },
  });
  expect((await (await inBrowser(owner))("GET", `/organisations/${organisation.id}`)).body).toMatchObject({
    limits: { projects: { most: 4, own: true }, servers: { most: 2, own: false } },
  });
  await call("PUT", "/admin/tiers/free", { limits: { projects: 100, zones: 2 } });
  expect((await (await inBrowser(owner))("PUT", "/admin/tiers/free", { limits: { zones: 9 } })).status).toBe(403);
});
