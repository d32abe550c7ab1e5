import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newOrganisation, useDatabase } from "@/db/testing";
import { useWorld } from "@/db/testing/world";
import { programOf } from "@/lib/doors/rest/testing";
import { publish } from "@/lib/name_server/testing";

let resolver: Awaited<ReturnType<typeof useWorld>>;
beforeAll(async () => {
  resolver = await useWorld();
});
useDatabase();
afterAll(() => resolver.close());

it("REST adds, lists, reads, edits, verifies and deletes zones and allows subdomains, as documented", async () => {
  const [{ owner, organisation }, other] = [await newOrganisation(), await newOrganisation()];
  const call = await programOf(owner, organisation.id);
  const list = `/organisations/${organisation.handle}/dns/zones`;
  const name = `${randomBytes(6).toString("hex")}.org`;
  const made = await call("POST", list, { name });
  expect(made).toMatchObject({ status: 201, body: { name, state: "pending", recordCount: 2 } });
  expect(await call("POST", list, { name })).toMatchObject({ status: 409, body: { code: "CONFLICT" } });
  expect((await call("POST", list, { name: "org" })).status).toBe(400);
  expect((await call("POST", list, { name: "x.org", claimToken: "mine" })).status).toBe(400);
  expect((await call("GET", list)).body).toEqual([made.body]);
  for (const zone of [made.body.id, name]) expect((await call("GET", `${list}/${zone}`)).body).toEqual(made.body);
  const one = `${list}/${name}`;
  expect(await call("PUT", one, { ttl: 300 })).toMatchObject({ status: 200, body: { ttl: 300, version: 2 } });
  expect((await call("PUT", one, { state: "active" })).status).toBe(400);
  expect(await call("POST", `${one}/verify`)).toMatchObject({ status: 409, body: { code: "CONFLICT" } });
  publish(resolver.world, made.body);
  expect(await call("POST", `${one}/verify`)).toMatchObject({ status: 200, body: { state: "active", claim: null } });
  expect((await call("GET", `${one}/answering`)).body).toEqual({ state: "none", serial: null, failing: [] });
  const grantee = other.organisation.handle;
  const grant = await call("POST", `${one}/grants`, { name: "shop", grantee });
  expect(grant).toMatchObject({ status: 201, body: { name: `shop.${name}`, grantee } });
  expect((await call("GET", `${one}/grants`)).body).toEqual([grant.body]);
  expect((await call("DELETE", `${one}/grants/${grant.body.id}`)).body).toEqual({ success: true });
  expect((await call("GET", "/admin/zones")).status).toBe(403);
  expect((await call("POST", `/admin/zones/${made.body.id}/activate`)).status).toBe(403);
  const outside = await programOf(other.owner, other.organisation.id);
  const unknown = await outside("GET", `/organisations/${grantee}/dns/zones/nothing.org`);
  expect(unknown.status).toBe(404);
  expect(await outside("GET", `/organisations/${grantee}/dns/zones/${name}`)).toEqual(unknown);
  expect(await outside("GET", one)).toEqual(unknown);
  expect((await call("DELETE", one)).body).toEqual({ success: true });
  expect((await call("GET", one)).status).toBe(404);
});
