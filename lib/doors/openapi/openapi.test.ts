import { createConfig, lintFromString } from "@redocly/openapi-core";
import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it } from "vitest";
import { insertSession } from "@/db/queries/sessions";
import { newEnterprise, sudo, useDatabase } from "@/db/testing";
import { sessionCookie } from "@/lib/doors/http/caller";
import { serve } from "@/lib/doors/http/serve";
import { schemaOf } from "@/lib/doors/openapi/call";
import { openApi } from "@/lib/doors/openapi/openapi";
import { contractOf } from "@/lib/doors/openapi/testing";
import { procedures } from "@/lib/doors/procedures/contract";
import { rest } from "@/lib/doors/rest/contract";
import { hashToken, randomToken } from "@/lib/tokens";

useDatabase();

describe("the OpenAPI document", () => {
  it("passes an independent linter without a warning", async () => {
    const config = await createConfig({ extends: ["recommended-strict"] });
    const problems = await lintFromString({ source: JSON.stringify(openApi()), absoluteRef: "openapi.json", config });
    expect(problems.map(({ ruleId, message, location }) => ({ ruleId, message, at: location[0]?.pointer }))).toEqual(
      [],
    );
  });

  it("has every path and procedure, each with a schema of its response", () => {
    const { paths } = openApi();
    const calls = Object.values(paths).flatMap((path) => Object.values(path));
    const lines = new Set(rest.map(({ method, path }) => `${method} ${path}`));
    expect(calls).toHaveLength(lines.size + Object.keys(procedures).length + 1);
    expect(new Set(calls.map(({ operationId }) => operationId)).size).toBe(calls.length);
    for (const { operationId, responses } of calls) {
      const [done] = Object.entries(responses).filter(([status]) => status.startsWith("2"));
      expect(done && schemaOf(done[1]), operationId).not.toEqual({});
    }
  });

  it("refers only to schemas that it has", () => {
    const text = JSON.stringify(openApi());
    const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name as string);
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) expect(openApi().components.schemas).toHaveProperty(name);
    expect(text).not.toContain("$defs");
  });
});

describe("the check of responses against the document", () => {
  const url = "http://x/api/organisations/y/invite/z/link";
  it("accepts a matching response, and throws for a wrong type, an extra field, an unknown status and an unknown path", () => {
    const check = contractOf(openApi());
    check("POST", url, 200, { link: "http://x/" });
    const refused = { error: "No.", code: "FORBIDDEN", reason: "permission.missing" };
    check("POST", url, 403, refused);
    expect(() => check("POST", url, 403, { ...refused, reason: undefined })).toThrow("doesn’t fit");
    expect(() => check("POST", url, 200, { link: 7 })).toThrow("doesn’t fit");
    expect(() => check("POST", url, 200, { link: "http://x/", secret: "s" })).toThrow("doesn’t fit");
    expect(() => check("POST", url, 403, { ...refused, code: "WRONG" })).toThrow("doesn’t fit");
    expect(() => check("POST", url, 201, { link: "http://x/" })).toThrow("doesn’t have");
    expect(() => check("GET", "http://x/api/secrets", 200, {})).toThrow("isn’t in the document");
  });
});

/** Input of careless or hostile programs: of every type, too long, too deep, half a character, not JSON at all. */
const values: unknown[] = [
  null,
  true,
  -1,
  1e308,
  0.5,
  "",
  " ",
  "x".repeat(20_000),
  "a\u0000b",
  "\ud800",
  "../../etc/passwd",
  "' or 1=1 --",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  [],
  [null],
  {},
  { toString: 1, constructor: null },
  Array.from({ length: 100 }).reduce<unknown>((inner) => [inner], 0),
];
/** Words of libraries, the database and JavaScript itself, which mustn't be in a refusal. */
const foreign =
  /Invalid (input|option|key|element|string|number|UUID|ISO|URL|email)|Unrecognized|Too (small|big)|expected .* received|must match|Unexpected |valid JSON|Cannot |undefined|violates|constraint|syntax|out of range|relation|No procedure|Unsupported|\bE[A-Z]{4,}\b|Error:/;
const bodies = ["", "null", "[]", "7", '"x"', "{", '{"__proto__":{"a":1}}', '{"constructor":1}', "\u0000", "{}"];

describe("malformed input is refused in the promised form, and never with a 500,", () => {
  let check: ReturnType<typeof contractOf>;
  const statuses = new Map<number, number>();
  const forbidden = new Set<string>();
  const session = randomToken();
  let organisation: string;

  beforeAll(async () => {
    check = contractOf(openApi());
    const { owner, ref } = await newEnterprise();
    organisation = String(ref.organisation);
    // A session reaches more than any token, and a portal administrator's reaches everything.
    await sudo("update users set portal_admin = true where id = $1", [owner.actor.userId]);
    await insertSession(hashToken(session), owner.actor.userId);
  });

  async function send(method: string, path: string, raw?: string) {
    const url = `http://portal.example.org/api${path}`;
    const headers = {
      host: "portal.example.org",
      origin: "http://portal.example.org",
      cookie: `${sessionCookie().name}=${session}`,
      ...(raw !== undefined && { "content-type": "application/json" }),
    };
    const response = await serve(new NextRequest(url, { method, headers, body: raw || undefined }));
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    const body = isJson ? await response.json() : await response.text();
    if (response.status === 403)
      forbidden.add(`${method} ${path.replace(organisation, "{organisation}").split("?")[0]}`);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    expect(response.status, `${method} ${path} ${raw?.slice(0, 200)}`).not.toBe(500);
    if (!response.ok) expect(JSON.stringify(body), `${method} ${path} ${raw?.slice(0, 200)}`).not.toMatch(foreign);
    check(method, url, response.status, body);
  }

  const named = rest.map(({ path }) => path.replace(/:(\w+)/g, "{$1}"));
  const paths = [...new Set([...named, ...Object.keys(procedures).map((name) => `/${name}`)])];
  it.each(paths)("on %s", async (pattern) => {
    for (const [method, { parameters = [], requestBody }] of Object.entries(openApi().paths[pattern] ?? {})) {
      const fill = (value: string) => pattern.replace(/\{\w+\}/g, () => encodeURIComponent(value));
      const valid = pattern.replace("{organisation}", organisation).replace(/\{\w+\}/g, crypto.randomUUID());
      const verb = method.toUpperCase();
      const sendable = values.flatMap((value) => (typeof value === "string" && !/\p{Cs}/u.test(value) ? [value] : []));
      if (pattern.includes("{"))
        for (const value of sendable) if (value.length < 200) await send(verb, fill(value || "-"));
      for (const { name } of parameters.filter((parameter) => parameter.in === "query"))
        for (const value of [...sendable, "-5", "1e9", "999999999999999999999", "2026-02-30", "%", "NaN"])
          await send(verb, `${valid}?${new URLSearchParams({ [name]: value.slice(0, 3000) })}`);
      if (verb === "GET") continue;
      for (const raw of bodies) await send(verb, valid, raw);
      const fields = [requestBody?.content["application/json"]?.schema ?? {}]
        .flatMap(({ oneOf, ...one }) => oneOf ?? [one])
        .flatMap(({ properties = {} }) => Object.keys(properties));
      for (const field of fields)
        for (const value of values) await send(verb, valid, JSON.stringify({ [field]: value }));
    }
  });

  it("malformed input is refused in the promised form on all paths, never with a 500 and never for a missing permission, except that an owner can’t leave", () => {
    expect([...paths, "/openapi.json"].sort()).toEqual(Object.keys(openApi().paths).sort());
    expect(statuses.get(400)).toBeGreaterThan(500);
    expect([...forbidden]).toEqual(["POST /organisations/{organisation}/leave"]);
  });
});
