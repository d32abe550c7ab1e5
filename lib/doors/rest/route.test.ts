import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { insertSession } from "@/db/queries/sessions";
import { newMember, newOrganisation, sudo, useDatabase } from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { sessionCookie } from "@/lib/doors/http/caller";
import { openApi } from "@/lib/doors/openapi/openapi";
import { contractOf } from "@/lib/doors/openapi/testing";
import { serveRest } from "@/lib/doors/rest/route";
import { hashToken, randomToken } from "@/lib/tokens";

useDatabase();

interface Call {
  token?: string;
  cookie?: string;
  origin?: string;
  body?: unknown;
  raw?: BodyInit;
  type?: string;
}
async function call(method: string, path: string, { token, cookie, origin, body, raw, type }: Call = {}) {
  const headers = new Headers({ host: "portal.example.org" });
  if (token) headers.set("authorization", `Bearer ${token}`);
  if (cookie) headers.set("cookie", `${sessionCookie().name}=${cookie}`);
  if (origin) headers.set("origin", origin);
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  if (sent !== undefined) headers.set("content-type", type ?? "application/json");
  const url = `http://portal.example.org/api${path}`;
  const response = await serveRest(new NextRequest(url, { method, headers, body: sent }));
  const answered = await response.json();
  contractOf(openApi())(method, url, response.status, answered);
  return { status: response.status, headers: response.headers, body: answered };
}

async function portal() {
  const founded = await newOrganisation();
  const { token } = await createToken(founded.owner, { ...founded.ref, name: "rest", reach: "account" });
  const cookie = randomToken();
  await insertSession(hashToken(cookie), founded.owner.actor.userId);
  return { ...founded, token, cookie, base: `/organisations/${founded.organisation.handle}` };
}

describe("REST", () => {
  it("lists, creates, reads, renames and invites with a token", async () => {
    const { token, base, organisation } = await portal();
    const founded = await call("POST", "/organisations", { token, body: { name: "By Token" } });
    expect(founded).toMatchObject({
      status: 201,
      body: { handle: "by-token", portalTier: "free", orgRole: "owner", avatarUrl: null, logo: null },
    });
    const list = await call("GET", "/organisations", { token });
    expect(list.body.map(({ handle }: { handle: string }) => handle).sort()).toEqual(
      [organisation.handle, "by-token"].sort(),
    );
    expect(await call("GET", `/organisations/${organisation.id}`, { token })).toMatchObject({
      status: 200,
      body: { memberCount: 1, maxServers: 2 },
    });
    expect(await call("PUT", base, { token, body: { name: "Renamed" } })).toMatchObject({
      status: 200,
      body: { name: "Renamed" },
    });
    const invited = await call("POST", `${base}/invite`, { token, body: { email: "a@example.org" } });
    expect(invited).toMatchObject({ status: 201, body: { email: "a@example.org", role: "member", state: "pending" } });
    expect(await call("DELETE", `${base}/invite/${invited.body.id}`, { token })).toMatchObject({
      status: 200,
      body: { success: true },
    });
    expect(await call("GET", "/organisations?checkHandle=by-token", { token })).toMatchObject({
      body: { taken: true },
    });
  });

  it("pages with a Link header", async () => {
    const { token, base, organisation } = await portal();
    for (let each = 0; each < 2; each++) await newMember(organisation.id, "member");
    const first = await call("GET", `${base}/users?limit=2`, { token });
    const next = /<\/api([^>]+)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
    const second = await call("GET", next, { token });
    expect([first.body.length, second.body.length, second.headers.get("link")]).toEqual([2, 1, null]);
    expect(new Set([...first.body, ...second.body].map(({ id }) => id)).size).toBe(3);
  });

  it("accepts a session's cookie for reading, and for writing only from its own pages", async () => {
    const { cookie, base } = await portal();
    expect((await call("GET", base, { cookie })).status).toBe(200);
    for (const origin of [
      undefined,
      "http://evil.example",
      "null",
      "https://portal.example.org",
      "http://portal.example.org:8080",
      "http://ada@portal.example.org",
    ])
      expect(await call("PUT", base, { cookie, origin, body: { name: "X" } })).toMatchObject({
        status: 403,
        body: { code: "FORBIDDEN" },
      });
    expect((await call("PUT", base, { cookie, origin: "http://portal.example.org", body: { name: "X" } })).status).toBe(
      200,
    );
  });

  it("reads nothing for a stranger", async () => {
    const { base } = await portal();
    for (const path of [
      "/organisations",
      `${base}/invite`,
      `${base}/dns/zones/example.net/import`,
      "/account/avatar",
    ]) {
      let asked = 0;
      const body = new ReadableStream({ pull: () => void asked++ }, { highWaterMark: 0 });
      const init = { method: "POST", headers: { "content-type": "application/json" }, body, duplex: "half" };
      const answer = await serveRest(new NextRequest(`http://portal.example.org/api${path}`, init as never));
      expect([path, answer.status, asked]).toEqual([path, 401, 0]);
    }
  });

  it("refuses in the same form everywhere", async () => {
    const { token, base, organisation } = await portal();
    const plain = await newMember(organisation.id, "member");
    const { token: weak } = await createToken(plain, { organisation: organisation.id, name: "weak" });
    const cases: [Awaited<ReturnType<typeof call>>, number, string][] = [
      [await call("GET", base), 401, "UNAUTHENTICATED"],
      [await call("GET", base, { token: "gh_wrong" }), 401, "UNAUTHENTICATED"],
      [await call("GET", `${base}/activity`, { token: weak }), 403, "FORBIDDEN"],
      [await call("GET", "/organisations", { token: weak }), 403, "FORBIDDEN"],
      [await call("GET", "/organisations/nobody-there", { token }), 404, "NOT_FOUND"],
      [await call("GET", "/nothing", { token }), 404, "NOT_FOUND"],
      [await call("DELETE", "/organisations", { token }), 405, "METHOD_NOT_ALLOWED"],
      [
        await call("POST", "/organisations", { token, body: { name: "X", handle: organisation.handle } }),
        409,
        "CONFLICT",
      ],
      [await call("POST", "/organisations", { token, body: { name: "X", ownerId: "me" } }), 400, "INVALID"],
      [await call("GET", "/organisations?limit=x", { token }), 400, "INVALID"],
      [await call("PUT", "/admin/organisations/x", { token, body: { portalTier: "paid" } }), 403, "FORBIDDEN"],
    ];
    for (const [answer, status, expected] of cases)
      expect(answer).toMatchObject({
        status,
        body: { error: expect.any(String), code: expected, reason: expect.stringMatching(/^[a-z]+(\.\w+)?$/) },
      });
  });

  it.each([
    ["null", "null", "application/json", 400],
    ["an array", "[]", "application/json", 400],
    ["a number", "7", "application/json", 400],
    ["no JSON", "{", "application/json", 400],
    ["another type", "a=b", "application/x-www-form-urlencoded", 415],
    ["too much", `"${"x".repeat(1_100_000)}"`, "application/json", 413],
    ["a NUL", '{"name":"a\\u0000b"}', "application/json", 400],
    ["half a character", '{"name":"\\ud800"}', "application/json", 400],
    ["a prototype", '{"__proto__":{"name":"x"}}', "application/json", 400],
  ])("refuses %s as a body, and never with a 500", async (_name, raw, type, status) => {
    const { token } = await portal();
    expect((await call("POST", "/organisations", { token, raw, type })).status).toBe(status);
  });

  it("finds no other organisation with a token of one", async () => {
    const { owner, organisation } = await newOrganisation();
    const other = await newOrganisation(owner);
    const { token } = await createToken(owner, { organisation: organisation.id, name: "one" });
    expect((await call("GET", `/organisations/${other.organisation.id}`, { token })).status).toBe(404);
    expect(
      await sudo("select last_used_at is not null as used from api_tokens where organisation_id = $1", [
        organisation.id,
      ]),
    ).toEqual([{ used: true }]);
  });
});
