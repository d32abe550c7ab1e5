import http from "node:http";
import net from "node:net";
import { afterEach, expect, it } from "vitest";
import { bodyLimit } from "./body.mjs";
import { makeGate } from "./gate.mjs";

let server;
afterEach(() => server?.close());

/** Starts a server behind the gate that says how much it read, and answers what one request gets. */
async function ask(path, { chunks = [], ...options } = {}) {
  const goesOn = makeGate("");
  server = http.createServer(async (request, response) => {
    if (!goesOn(request, response)) return;
    let read = 0;
    // The client may be cut off meanwhile, and that is the answer then.
    try {
      for await (const chunk of request) read += chunk.length;
    } catch {}
    response.end(`read ${read}`);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return await new Promise((resolve, reject) => {
    const request = http.request({ port: server.address().port, path, ...options }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (part) => {
        body += part;
      });
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    // It still sends when the server has answered and gone.
    request.on("error", (error) => (error.code === "EPIPE" || error.code === "ECONNRESET" ? undefined : reject(error)));
    for (const chunk of chunks) request.write(chunk);
    request.end();
  });
}

/** The same for a request that an HTTP client wouldn't send. */
async function askRaw(bytes) {
  const goesOn = makeGate("");
  server = http.createServer((request, response) => goesOn(request, response) && response.end("passed"));
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

it("answers a refused one with a line of text, and ends the connection", async () => {
  const { status, headers, body } = await ask("/%ff");
  expect({ status, body }).toEqual({ status: 400, body: "The address isn't well formed.\n" });
  expect(headers).toMatchObject({ connection: "close", "content-type": "text/plain; charset=utf-8" });
});

it("says how much is too much before a length that was announced is sent", async () => {
  const headers = { "content-length": String(17 * 1024) };
  expect(await ask("/api/auth/callback/credentials", { method: "POST", headers })).toMatchObject({ status: 413 });
});

it("says so to programs as the API does, and to browsers in a line", async () => {
  const headers = { "content-length": String(30 * 1024 * 1024) };
  const { status, headers: given, body } = await ask("/api/account/avatar", { method: "POST", headers });
  expect(status).toBe(413);
  expect(given["content-type"]).toBe("application/json; charset=utf-8");
  expect(JSON.parse(body)).toEqual({ error: "This is too large.", code: "TOO_LARGE" });
  server.close();
  expect(await ask("/sign-up", { method: "POST", headers })).toMatchObject({
    status: 413,
    body: "This is too large.\n",
  });
});

it.each([
  ["GET", "/api/organisations?q=%fc", {}, 400, "INVALID"],
  ["POST", "/api/organisations", { origin: "http://evil.example" }, 403, "FORBIDDEN"],
  ["TRACE", "/api/organisations", {}, 405, "METHOD_NOT_ALLOWED"],
])("refuses %s %j to programs in the API’s own form", async (method, path, headers, status, code) => {
  const raw = `${method} ${path} HTTP/1.1\r\nHost: a\r\n${Object.entries(headers).map((each) => `${each.join(": ")}\r\n`)}\r\n`;
  const text = await askRaw(Buffer.from(raw, "latin1"));
  expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(JSON.parse(text.split("\r\n").find((line) => line.startsWith("{")))).toEqual({
    error: expect.any(String),
    code,
  });
});

it("counts what comes in chunks", async () => {
  expect(await ask("/api/auth/callback/credentials", post(16))).toMatchObject({ status: 200, body: "read 16384" });
  server.close();
  expect(await ask("/api/auth/callback/credentials", post(17))).toMatchObject({ status: 413 });
});

it("takes as much as a server action may carry elsewhere", async () => {
  expect(await ask("/sign-up", post(1024))).toMatchObject({ status: 200, body: "read 1048576" });
  server.close();
  expect(await ask("/sign-up", post(1025))).toMatchObject({ status: 413 });
});

it("knows a path by what it says, however it is written", () => {
  const small = bodyLimit("/api/auth/callback/credentials");
  expect(bodyLimit("/api/%61uth/callback/credentials?a=b")).toBe(small);
  expect(bodyLimit("/sign-in?next=/api/auth/")).toBeGreaterThan(small);
  const usual = bodyLimit("/api/organisations/apex/dns/zones/example.net/records");
  expect(bodyLimit("/api/organisations/apex/dns/zones/example.net/import?preview=1")).toBeGreaterThan(16 * usual);
  expect(bodyLimit("/api/organisations/apex/dns/zones/example.net/import/x")).toBe(usual);
  expect(bodyLimit("/api/organisations/apex/servers/x/files?path=a")).toBeGreaterThan(1024 ** 3);
  expect(bodyLimit("/api/organisations/apex/servers/x/files/move")).toBe(usual);
});
