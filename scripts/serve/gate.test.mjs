import { execFile } from "node:child_process";
import http from "node:http";
import net from "node:net";
import { promisify } from "node:util";
import { afterEach, expect, it } from "vitest";
import { bodyLimit } from "./body.mjs";
import { makeGate } from "./gate.mjs";
import { patienceFor } from "./patience.mjs";

const run = promisify(execFile);

let server;
afterEach(() => server?.close());

const action = "a".repeat(42);
const signedIn = { cookie: "guildhall-3000.session=x" };

async function read(request, response) {
  let read = 0;
  // The client may be disconnected meanwhile; then that is the result.
  try {
    for await (const chunk of request) read += chunk.length;
  } catch {}
  response.end(`read ${read}`);
}

/** Starts a server behind the gate that reports how much it read, and returns the response to one request. */
async function ask(path, { chunks = [], ...options } = {}) {
  const gate = makeGate({ actions: new Set([action]) });
  server = http.createServer((request, response) => gate(request, response, () => read(request, response)));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return await new Promise((resolve, reject) => {
    const request = http.request({ port: server.address().port, path, ...options }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (part) => {
        body += part;
      });
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    // The client still sends after the server has responded and closed.
    request.on("error", (error) => (error.code === "EPIPE" || error.code === "ECONNRESET" ? undefined : reject(error)));
    for (const chunk of chunks) request.write(chunk);
    request.end();
  });
}

/** The same for a raw request that no HTTP client would send. */
async function askRaw(bytes) {
  const gate = makeGate({});
  server = http.createServer((request, response) => gate(request, response, () => response.end("passed")));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const socket = net.connect(server.address().port, "127.0.0.1");
  socket.write(bytes);
  let text = "";
  for await (const part of socket) text += part;
  return text;
}

const kilobyte = Buffer.alloc(1024);
const post = (count) => ({ method: "POST", chunks: Array(count).fill(kilobyte) });

it("passes a request on", async () => {
  expect(await ask("/sign-in")).toMatchObject({ status: 200, body: "read 0" });
});

it("answers a refused request with a line of text, and closes the connection", async () => {
  const { status, headers, body } = await ask("/%ff");
  expect({ status, body }).toEqual({ status: 400, body: "The URL isn't well formed.\n" });
  expect(headers).toMatchObject({ connection: "close", "content-type": "text/plain; charset=utf-8" });
});

it("refuses a declared length that is too large before the body is sent", async () => {
  const headers = { "content-length": String(17 * 1024) };
  expect(await ask("/api/auth/callback/credentials", { method: "POST", headers })).toMatchObject({ status: 413 });
});

it("refuses programs in the API's form, and browsers in a line", async () => {
  const headers = { "content-length": String(30 * 1024 * 1024) };
  const { status, headers: given, body } = await ask("/api/account/avatar", { method: "POST", headers });
  expect(status).toBe(413);
  expect(given["content-type"]).toBe("application/json; charset=utf-8");
  expect(JSON.parse(body)).toEqual({ error: "This is too large.", code: "TOO_LARGE", reason: "body.large" });
  server.close();
  expect(await ask("/sign-up", { method: "POST", headers })).toMatchObject({
    status: 413,
    body: "This is too large.\n",
  });
});

it.each([
  ["GET", "/api/organisations?q=%fc", {}, 400, "INVALID", "route.malformed"],
  ["POST", "/api/organisations", { origin: "http://evil.example" }, 403, "FORBIDDEN", "origin.foreign"],
  ["TRACE", "/api/organisations", {}, 405, "METHOD_NOT_ALLOWED", "route.method"],
])("refuses %s %j to programs in the API’s own form", async (method, path, headers, status, code, reason) => {
  const raw = `${method} ${path} HTTP/1.1\r\nHost: a\r\n${Object.entries(headers).map((each) => `${each.join(": ")}\r\n`)}\r\n`;
  const text = await askRaw(Buffer.from(raw, "latin1"));
  expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(JSON.parse(text.split("\r\n").find((line) => line.startsWith("{")))).toEqual({
    error: expect.any(String),
    code,
    reason,
  });
});

it("counts chunked bodies", async () => {
  expect(await ask("/api/auth/callback/credentials", post(16))).toMatchObject({ status: 200, body: "read 16384" });
  server.close();
  expect(await ask("/api/auth/callback/credentials", post(17))).toMatchObject({ status: 413 });
});

it("accepts little on pages that strangers may post to, and elsewhere as much as a server action", async () => {
  const kept = { headers: signedIn };
  for (const [path, options, most] of [
    ["/sign-up", kept, 16],
    ["/invitations/x", kept, 16],
    ["/", kept, 16],
    ["/dashboard/account", {}, 16],
    ["/dashboard/account", kept, 1024],
    ["/dashboard/../sign-up", kept, 16],
  ]) {
    expect(await ask(path, { ...post(most), ...options }), path).toMatchObject({ status: 200 });
    server.close();
    expect(await ask(path, { ...post(most + 1), ...options }), path).toMatchObject({ status: 413 });
    server.close();
  }
});

it("resolves a path before it looks up the limit", () => {
  const limitOf = (url) => bodyLimit({ url, headers: signedIn });
  const small = limitOf("/api/auth/callback/credentials");
  for (const url of [
    "/api/%61uth/callback/credentials?a=b",
    "/api/./auth/callback/credentials",
    "/api/%2e/auth/callback/credentials",
    "/api/%252e/auth/callback/credentials",
    "/api//auth/callback/credentials",
    "//api/auth/callback/credentials",
    "/api/x/../auth/callback/credentials",
    "/api/x/%2E%2e/auth/callback/credentials",
    "/api\\auth/callback/credentials",
    "/api/x/..;/auth/callback/credentials",
    "/api;a=b/auth;c/callback/credentials",
    "/api/Auth/callback/credentials",
    "/API/auth/callback/credentials",
    "/dashboard/../api/auth/callback/credentials",
    "/api/organisations/../auth/servers/../files",
  ])
    expect(limitOf(url), url).toBe(small);
  const usual = limitOf("/api/organisations/apex/dns/zones/example.net/records");
  expect(usual).toBeGreaterThan(small);
  expect(limitOf("/api/organisations/apex/dns/zones/example.net/import?preview=1")).toBeGreaterThan(16 * usual);
  expect(limitOf("/api/organisations/apex/dns/zones/example.net/import/x")).toBe(usual);
  expect(limitOf("/api/organisations/apex/servers/x/files?path=a")).toBeGreaterThan(1024 ** 3);
  expect(limitOf("/api/organisations/apex/servers/x/files/move")).toBe(usual);
  expect(limitOf("/api/organisations/../servers/../files")).toBe(usual);
});

/** Next treats escaped slashes as part of a name: these are pages. */
const halfWay = [
  "/invitations/..%2f..%2fapi%2fx",
  "/invitations/%2e%2e%2f..%2fapi%2fx",
  "/invitations/x%2f..%2f..%2fapi%2fx",
  "/invitations/%252e%252e%252f%252e%252e%252fapi%252fx",
  "/invitations/..%5c..%5capi%5cx",
  "/invitations/..%2f..%2fapi%2forganisations%2fx%2fservers%2fy%2ffiles",
  "/dashboard/organisations/..%2f..%2f..%2fapi%2fx",
];
it.each(halfWay)("allows no more for a URL that only resolves elsewhere when decoded twice: %s", async (url) => {
  expect(bodyLimit({ url, headers: {} })).toBe(16 * 1024);
  expect(patienceFor(url)).toBe(120_000);
  const call = { method: "POST", headers: { "next-action": action }, chunks: ['["$1"]'] };
  expect(await ask(url, call)).toMatchObject({ status: 400 });
});

it("holds an action back until it is complete, and passes it on unchanged", async () => {
  const headers = { "next-action": action };
  const body = JSON.stringify([{ name: "n".repeat(10_000) }]);
  const chunks = [body.slice(0, 5_000), body.slice(5_000)];
  expect(await ask("/sign-up", { method: "POST", headers, chunks })).toMatchObject({
    status: 200,
    body: `read ${body.length}`,
  });
  server.close();
  expect(await ask("/sign-up", { method: "POST", headers, chunks: ['["$1"]'] })).toMatchObject({
    status: 400,
    body: "The form isn't well formed.\n",
  });
});

it("closes the connection of a client that keeps sending after a refusal, and reads little of it", async () => {
  const gate = makeGate({});
  server = http.createServer((request, response) =>
    gate(request, response, () => {
      response.statusCode = 401;
      response.end("no");
    }),
  );
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const accepted = new Promise((resolve) => server.once("connection", resolve));
  const socket = net.connect(server.address().port, "127.0.0.1");
  socket.on("error", () => {});
  let answer = "";
  socket.setEncoding("utf8").on("data", (part) => {
    answer += part;
  });
  const closed = new Promise((resolve) => socket.once("close", resolve));
  const path = "/api/organisations/a/servers/b/files?path=c";
  socket.write(`PUT ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n`);
  const piece = Buffer.alloc(1024 * 1024);
  const more = () => {
    while (!socket.destroyed && socket.write(piece));
  };
  socket.on("drain", more);
  more();
  await closed;
  expect(answer).toMatch(/^HTTP\/1\.1 401 [\s\S]*connection: close/i);
  expect((await accepted).bytesRead).toBeLessThan(8 * piece.length);
});

/** A client that sends a body of five mebibytes, and only then looks for the answer; it prints that. */
const lateReader = `
  const { port } = JSON.parse(process.argv[1]);
  const socket = require("node:net").connect(port, "127.0.0.1", () => {
    const head = "POST /api/account/avatar HTTP/1.1\\r\\nHost: a\\r\\nOrigin: http://b\\r\\nContent-Length: 5242880\\r\\n\\r\\n";
    socket.write(Buffer.concat([Buffer.from(head), Buffer.alloc(5242880)]));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  });
  socket.pipe(process.stdout);
`;

it("lets a client finish a body that its path accepts, so that it sees the refusal", async () => {
  const gate = makeGate({});
  server = http.createServer((request, response) => gate(request, response, () => response.end("passed")));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = await run(process.execPath, ["-e", lateReader, JSON.stringify(server.address())]);
  expect(client.stdout).toMatch(/^HTTP\/1\.1 403 /);
});

it("keeps the connection of a client that has sent everything", async () => {
  const answer = await ask("/api/x", { method: "POST", chunks: ["a"], agent: new http.Agent({ keepAlive: true }) });
  expect(answer).toMatchObject({ status: 200, headers: { connection: "keep-alive" } });
});

it("refuses a request that names two hosts", async () => {
  expect(await askRaw("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
});
