import { randomBytes } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline, Readable } from "node:stream";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { insertSession } from "@/db/queries/sessions";
import { newEnterprise, sudo, useDatabase } from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { findContainer } from "@/lib/docker/container";
import { useEngine } from "@/lib/docker/testing/engine";
import { inside } from "@/lib/docker/testing/inside";
import { sessionCookie } from "@/lib/doors/http/caller";
import { serve } from "@/lib/doors/http/serve";
import { openApi } from "@/lib/doors/openapi/openapi";
import { contractOf } from "@/lib/doors/openapi/testing";
import { runServerJob } from "@/lib/jobs/server";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create_operations";
import { small } from "@/lib/servers/testing";
import { hashToken, randomToken } from "@/lib/tokens";

useDatabase();
const engine = useEngine();
const mebibyte = 1_048_576;

/** The API behind a real connection: bodies arrive in pieces, as fast as they are read. */
const portal = http.createServer(async (request, response) => {
  const { method = "GET", url = "/" } = request;
  const body = method === "GET" ? undefined : (Readable.toWeb(request) as ReadableStream);
  const headers = request.headers as Record<string, string>;
  const answer = await serve(
    new NextRequest(`http://portal.example.org${url}`, { method, headers, body, duplex: "half" } as never),
  );
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (answer.body) pipeline(Readable.fromWeb(answer.body as never), response, () => {});
  else response.end();
});
let server: string;
let mine: Awaited<ReturnType<typeof newEnterprise>>;
let token: string;
let files: string;
beforeAll(async () => {
  await newNode({ endpoint: engine.address.endpoint });
  mine = await newEnterprise();
  const { owner, ref, organisation } = mine;
  ({ token } = await createToken(owner, { ...ref, name: "program" }));
  ({ id: server } = await createServer(owner, { ...ref, ...small({ diskMb: 3_000 }) }));
  await runServerJob({ data: { server, organisationId: organisation.id }, retryCount: 0, retryLimit: 6 });
  await new Promise<void>((ready) => portal.listen(0, "127.0.0.1", ready));
  const { port } = portal.address() as AddressInfo;
  files = `http://127.0.0.1:${port}/api/organisations/${organisation.handle}/servers/${server}/files`;
});
afterAll(() => new Promise((done) => portal.close(done)));

const binary = { "content-type": "application/octet-stream" };
const ask = (method: string, url: string, more: object = {}, headers: object = {}) =>
  fetch(`${files}${url}`, { method, headers: { "x-api-key": token, ...headers }, ...more } as RequestInit);
async function send(path: string, size: number, content: AsyncIterable<Uint8Array>, headers: object) {
  const options = { method: "PUT", headers: { ...binary, ...headers, "content-length": size } };
  const upload = http.request(`${files}?path=${path}`, options);
  const answered = new Promise<http.IncomingMessage>((resolve, reject) =>
    upload.on("response", resolve).on("error", reject),
  );
  Readable.from(content).pipe(upload);
  return answered;
}
async function call(method: string, url: string, body?: unknown) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await ask(method, url, sent, { "content-type": "application/json" });
  const answer = await response.json();
  contractOf(openApi())(method, `${files}${url}`, response.status, answer);
  return { status: response.status, body: answer };
}

it("REST creates, lists, reads, writes, renames, uploads, downloads and deletes files, as documented", async () => {
  expect(await call("POST", "/folder", { path: "a" })).toMatchObject({ status: 201, body: { path: "a" } });
  const saved = await call("PUT", "?path=a/b.txt", { text: "one" });
  expect(saved).toMatchObject({ status: 200, body: { path: "a/b.txt", volumeBytes: 3 } });
  const { body: read } = await call("GET", "/text?path=a/b.txt");
  expect(read).toMatchObject({ text: "one", fingerprint: saved.body.fingerprint });
  expect((await call("PUT", "?path=a/b.txt", { text: "two" })).status).toBe(409);
  expect((await call("PUT", "?path=a/b.txt", { text: "two", fingerprint: read.fingerprint })).status).toBe(200);
  const content = randomBytes(300_000);
  const uploaded = await ask("PUT", `?path=${encodeURIComponent("a/ü n.bin")}`, { body: content }, binary);
  expect([uploaded.status, await uploaded.json()]).toEqual([200, { path: "a/ü n.bin", volumeBytes: 300_003 }]);
  const answer = await ask("GET", `/content?path=${encodeURIComponent("a/ü n.bin")}`);
  expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "application/octet-stream",
    "content-length": "300000",
    "content-disposition": `attachment; filename="___n.bin"; filename*=UTF-8''%C3%BC%20n.bin`.replace("___n", "__n"),
    "x-content-type-options": "nosniff",
  });
  expect((await call("POST", "/move", { path: "a/b.txt", to: "c.txt" })).status).toBe(200);
  const { body: list } = await call("GET", "");
  expect(list.entries.map(({ name }: { name: string }) => name)).toEqual(["a", "c.txt"]);
  expect((await call("DELETE", "?path=a")).status).toBe(200);
  for (const [url, status] of [
    ["?path=/etc", 400],
    ["?path=../x", 400],
    ["?path=a%00b", 400],
    ["?path=nothing", 404],
    ["?path=c.txt", 409],
  ] as const)
    expect([url, (await call("GET", url)).status]).toEqual([url, status]);
  expect((await call("DELETE", "")).status).toBe(400);
  expect((await call("PUT", "?path=c.txt", { text: "x", owner: "y" })).status).toBe(400);
  expect((await call("PUT", "?path=d.txt", { content: "x", size: 1 })).status).toBe(400);
  const chunked = new Blob(["x"]).stream();
  expect((await ask("PUT", "?path=d.txt", { body: chunked, duplex: "half" }, binary)).status).toBe(400);
  expect((await ask("PUT", "?path=d.txt", { body: "x" }, { "content-type": "text/html" })).status).toBe(415);
  const strange = await fetch(`${files}?path=d.txt`, { method: "PUT", body: "x", headers: binary });
  expect(strange.status).toBe(401);
});

it("an upload whose token or session ends after its first part changes nothing", async () => {
  const { token: brief } = await createToken(mine.owner, { ...mine.ref, name: "brief" });
  const session = randomToken();
  await insertSession(hashToken(session), mine.owner.actor.userId);
  for (const [headers, ended] of [
    [{ "x-api-key": brief }, "delete from api_tokens where name = 'brief'"],
    [{ cookie: `${sessionCookie().name}=${session}`, origin: new URL(files).origin }, "delete from sessions"],
  ] as const) {
    async function* content() {
      yield Buffer.from("on");
      await sudo(ended);
      yield Buffer.from("ce");
    }
    expect((await send("late.txt", 4, content(), headers)).statusCode).toBe(401);
  }
  const { body } = await call("GET", "");
  expect(JSON.stringify(body)).not.toMatch(/late\.txt|\.guildhall/);
});

it("an upload during which its organisation begins to require a second factor changes nothing", async () => {
  const require = (now: boolean) =>
    sudo("update organisations set second_factor_required = $2 where id = $1", [mine.organisation.id, now]);
  async function* content() {
    yield Buffer.from("on");
    await require(true);
    yield Buffer.from("ce");
  }
  expect((await send("late.txt", 4, content(), { "x-api-key": token })).statusCode).toBe(403);
  await require(false);
  expect(JSON.stringify((await call("GET", "")).body)).not.toMatch(/late\.txt|\.guildhall/);
});

it("a file of 1 GiB is uploaded and downloaded with little memory", async () => {
  const size = 1_024 * mebibyte;
  const chunk = randomBytes(mebibyte);
  async function* content() {
    for (let sent = 0; sent < 1_024; sent++) yield chunk;
  }
  global.gc?.();
  const before = process.memoryUsage().rss;
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const response = await send("large.bin", size, content(), { "x-api-key": token });
  let text = "";
  for await (const part of response) text += part;
  expect([response.statusCode, JSON.parse(text)]).toMatchObject([200, { path: "large.bin" }]);
  const container = await findContainer(engine.docker(), server);
  if (!container) throw new Error("It has no container.");
  expect(await inside(container, "busybox", "stat", "-c", "%s", "/data/large.bin")).toBe(`${size}\n`);
  const answer = await ask("GET", "/content?path=large.bin");
  let received = 0;
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) received += part.byteLength;
  clearInterval(watch);
  expect(received).toBe(size);
  expect(peak - before).toBeLessThan(200 * mebibyte);
  const more = await ask(
    "PUT",
    "?path=more",
    { body: Readable.toWeb(Readable.from(content())) as never, duplex: "half" },
    { ...binary },
  );
  expect(more.status).toBe(400);
}, 180_000);

it("an abandoned download blocks nothing", async () => {
  const answer = await ask("GET", "/content?path=large.bin");
  await answer.body?.cancel();
  const left = () => engine.docker().listContainers({ all: true, filters: { label: ["guildhall.helper"] } });
  await expect.poll(left, { timeout: 10_000 }).toEqual([]);
});
