import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newOrganisation, useDatabase } from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { remade } from "@/lib/doors/http/http";
import { serve } from "@/lib/doors/http/serve";
import { serveDirectly } from "@/lib/doors/http/serve_directly";
import { serveTrpc } from "@/lib/doors/procedures/trpc_route";

useDatabase();

/** The API beside Next, as the server calls it; a request left to Next gets 599. */
const server = http.createServer((request, response) => {
  request.headers["x-guildhall-peer"] = "192.0.2.1";
  if (!serveDirectly(request, response)) response.writeHead(599).end();
});
let token: string;
let base: string;
beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { owner, ref, organisation } = await newOrganisation();
  base = `organisations/${organisation.handle}`;
  ({ token } = await createToken(owner, { ...ref, name: "http", reach: "account" }));
});
afterAll(() => void server.close());

interface Ask {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}
interface Answered {
  status: number;
  headers: Record<string, string>;
  body: string;
}
/** Headers that differ from response to response, or belong to a connection. */
const passing = ["date", "connection", "keep-alive", "transfer-encoding", "x-request-id"];

async function beside(path: string, { method = "GET", headers, body }: Ask = {}): Promise<Answered> {
  const { port } = server.address() as AddressInfo;
  const request = http.request({ port, path: `/api/${path}`, method, headers });
  request.end(body);
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  let text = "";
  for await (const part of response) text += part;
  const kept = Object.entries(response.headers).filter(([name]) => !passing.includes(name));
  return { status: response.statusCode ?? 0, headers: Object.fromEntries(kept) as Record<string, string>, body: text };
}

/** The same through the handler that Next uses. */
async function within(path: string, { method = "GET", headers, body }: Ask = {}): Promise<Answered> {
  const request = new NextRequest(`http://127.0.0.1/api/${path}`, { method, headers, body: body as BodyInit });
  const answer = await (path.startsWith("trpc/") ? serveTrpc : serve)(request);
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
}

const doors = [
  ["beside Next", beside],
  ["through Next", within],
] as const;
const key = () => ({ "x-api-key": token });

describe.each(doors)("the API %s", (door, ask) => {
  it("answers HEAD as GET, without the body", async () => {
    const paths = ["health", "organisations", `${base}/templates`, "openapi.json", "nothing", "user.get", "nodes"];
    for (const path of paths) {
      const get = await ask(path, { headers: key() });
      const head = await ask(path, { headers: key(), method: "HEAD" });
      expect([head.status, head.body, head.headers], path).toEqual([get.status, "", get.headers]);
      expect(get.body, path).not.toBe("");
    }
    expect(await ask("organisations", { method: "HEAD" })).toMatchObject({ status: 401, body: "" });
    expect(await ask(`${base}/leave`, { method: "HEAD", headers: key() })).toMatchObject({ status: 405, body: "" });
  });

  it("tells a stranger how to authenticate, and a caller with a wrong token that it isn’t valid", async () => {
    const plain = 'Bearer realm="guildhall"';
    const wrong: Record<string, string>[] = [{ "x-api-key": "gh_wrong" }, { authorization: "Bearer gh_wrong" }];
    for (const path of ["organisations", base, "user.get", "organization.all"]) {
      expect(await ask(path)).toMatchObject({ status: 401, headers: { "www-authenticate": plain } });
      for (const headers of wrong)
        expect((await ask(path, { headers })).headers["www-authenticate"]).toMatch(
          /^Bearer realm="guildhall", error="invalid_token", error_description="[\x20-\x7e]+"$/,
        );
      expect((await ask(path, { headers: key() })).headers).not.toHaveProperty("www-authenticate");
    }
  });

  it("lists a path's methods in answer to OPTIONS and when it refuses a method", async () => {
    for (const [path, Allow] of [
      ["organisations", "GET, HEAD, POST, OPTIONS"],
      [`${base}/leave`, "POST, OPTIONS"],
      ["openapi.json", "GET, HEAD, OPTIONS"],
      [`pictures/${"a".repeat(64)}/64`, "GET, HEAD, OPTIONS"],
    ] as const) {
      expect(await ask(path, { method: "OPTIONS" }), path).toMatchObject({ status: 204, headers: { allow: Allow } });
      const refused = await ask(path, { method: "PATCH", headers: key() });
      expect([refused.status, refused.headers.allow, JSON.parse(refused.body).code], path).toEqual([
        405,
        Allow,
        "METHOD_NOT_ALLOWED",
      ]);
    }
    expect(await ask("user.get", { method: "OPTIONS" })).toMatchObject({ headers: { allow: "GET, HEAD, OPTIONS" } });
    expect(await ask("nothing", { method: "OPTIONS" })).toMatchObject({ status: 404 });
  });

  it("accepts a trailing slash", async () => {
    for (const path of ["organisations", `${base}/roles`, "openapi.json", "user.get"]) {
      const { status, body } = await ask(path, { headers: key() });
      expect([status, await ask(`${path}/`, { headers: key() })], path).toEqual([
        200,
        expect.objectContaining({ body }),
      ]);
    }
    const made = {
      method: "POST",
      headers: { ...key(), "content-type": "application/json" },
      body: JSON.stringify({ name: `Slash ${door}` }),
    };
    expect((await ask(`${base}/projects/`, made)).status).toBe(201);
    expect((await ask("organisations//", { headers: key() })).status).toBe(404);
  });

  it("refuses a compressed body, and says so", async () => {
    const packed = gzipSync('{"name":"Packed"}');
    const form = { "content-type": "multipart/form-data; boundary=a" };
    for (const [path, method, type] of [
      [`${base}/projects`, "POST", { "content-type": "application/json" }],
      [`${base}/dns/zones/example.net/import`, "POST", { "content-type": "text/dns" }],
      [`${base}/servers/${crypto.randomUUID()}/files?path=a`, "PUT", { "content-type": "application/octet-stream" }],
      ["account/avatar", "POST", form],
      ["project.create", "POST", { "content-type": "application/json" }],
    ] as const)
      for (const coding of ["gzip", "br", "identity, gzip", "x"]) {
        const headers = { ...key(), ...type, "content-encoding": coding };
        const answer = await ask(path, { method, headers, body: packed });
        expect([answer.status, answer.headers["accept-encoding"]], `${path} ${coding}`).toEqual([415, "identity"]);
      }
    const headers = { ...key(), "content-type": "application/json", "content-encoding": "identity" };
    const body = JSON.stringify({ name: `Plain ${door}` });
    expect((await ask(`${base}/projects`, { method: "POST", headers, body })).status).toBe(201);
  });

  it("refuses text that isn’t UTF-8, in a body or in a URL", async () => {
    const body = Buffer.from('{"name":"gr\xfcn"}', "latin1");
    const headers = { ...key(), "content-type": "application/json" };
    for (const path of [`${base}/projects`, "project.create"])
      expect((await ask(path, { method: "POST", headers, body })).status, path).toBe(400);
    for (const path of [`${base}/projects?q=%fc`, `${base}/roles/gr%fcn`, "auditLog.all?action=%fc"])
      expect((await ask(path, { headers: key() })).status, path).toBe(400);
    expect(JSON.parse((await ask(`${base}/projects?q=gr%fc`, { headers: key() })).body).code).toBe("INVALID");
    expect(JSON.parse((await ask(`${base}/projects?q=gr%C3%BCn`, { headers: key() })).body)).toEqual([]);
  });

  it("sends templates and the document only to clients that don’t have them yet", async () => {
    for (const [path, control] of [
      [`${base}/templates`, "private, no-cache"],
      ["openapi.json", "public, max-age=300"],
    ] as const) {
      const first = await ask(path, { headers: key() });
      const { etag = "" } = first.headers;
      expect([first.status, etag, first.headers["cache-control"]]).toEqual([
        200,
        expect.stringMatching(/^W\/"/),
        control,
      ]);
      for (const method of ["GET", "HEAD"])
        for (const given of [etag, etag.slice(2), `"a", ${etag}`, "*"]) {
          const again = await ask(path, { method, headers: { ...key(), "if-none-match": given } });
          expect(again).toMatchObject({ status: 304, body: "", headers: { etag, "cache-control": control } });
          expect(again.headers.vary).toBe(first.headers.vary);
        }
      expect(await ask(path, { headers: { ...key(), "if-none-match": '"a"' } })).toMatchObject({ status: 200 });
    }
    expect(await ask(`${base}/templates`, { headers: { "if-none-match": "*" } })).toMatchObject({ status: 401 });
  });
});

describe("procedures over tRPC", () => {
  const url = "trpc/project.create";
  const headers = () => ({ ...key(), "content-type": "application/json" });
  it("follow the same rules", async () => {
    expect(await within("trpc/user.get")).toMatchObject({
      status: 401,
      headers: { "www-authenticate": 'Bearer realm="guildhall"' },
    });
    expect((await within("trpc/user.get", { method: "HEAD", headers: key() })).status).toBe(200);
    expect(await within(url, { method: "OPTIONS" })).toMatchObject({
      status: 204,
      headers: { allow: "GET, HEAD, POST, OPTIONS" },
    });
  });
  it("refuse in our words where the library refuses by itself", async () => {
    const mutation = { method: "POST", headers: headers() };
    const batch = (count: number) => `trpc/${Array(count).fill("user.get").join(",")}?batch=1&input={}`;
    for (const [path, ask, words] of [
      ["trpc/user.nothing", { headers: key() }, "There is no such procedure."],
      [url, { headers: key() }, "Queries are called by GET, and mutations by POST."],
      ["trpc/user.get", { ...mutation, body: "{}" }, "Queries are called by GET, and mutations by POST."],
      [url, { ...mutation, body: "{" }, expect.stringMatching(/^Send /)],
      [
        url,
        { ...mutation, headers: { ...key(), "content-type": "text/plain" }, body: "{" },
        expect.stringMatching(/^Send JSON/),
      ],
      ["trpc/user.get?input={", { headers: key() }, expect.stringMatching(/^Send /)],
      [batch(21), { headers: key() }, expect.stringMatching(/^Send /)],
    ] as const) {
      const answer = await within(path, ask);
      const [error] = [JSON.parse(answer.body)].flat();
      expect([answer.status >= 400, answer.status < 500, error.error.json.message], path).toEqual([true, true, words]);
    }
  });

  it("refuse a compressed body and one that isn’t UTF-8", async () => {
    const packed = { method: "POST", headers: { ...headers(), "content-encoding": "gzip" }, body: gzipSync("{}") };
    expect(await within(url, packed)).toMatchObject({ status: 415, headers: { "accept-encoding": "identity" } });
    const body = Buffer.from('{"name":"gr\xfcn"}', "latin1");
    expect((await within(url, { method: "POST", headers: headers(), body })).status).toBe(400);
    expect((await within("trpc/user.get?input=%fc", { headers: key() })).status).toBe(400);
  });
});

it("copies the proxy object that Next passes, in which newer versions of Node can't find their private members", async () => {
  const sent = new NextRequest("http://localhost/api/auth/x?a=b", {
    method: "POST",
    headers: { cookie: "c=d" },
    body: "e=f",
  });
  const standIn = new Proxy(sent, {
    get(target, key) {
      if (typeof key === "symbol") throw new TypeError("Cannot read a private member from an object of another class.");
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const made = await remade(standIn);
  expect([made.method, made.url, made.cookies.get("c")?.value, await made.text()]).toEqual([
    "POST",
    "http://localhost/api/auth/x?a=b",
    "d",
    "e=f",
  ]);
});
