import http from "node:http";
import { afterEach, expect, it } from "vitest";
import { limitTime, patience, patienceFor } from "./patience.mjs";

let server;
afterEach(() => server?.close());

it("gives uploads of server files hours, and everything else two minutes", () => {
  expect(patienceFor("/api/organisations/apex/servers/x/files?path=a")).toBe(7_200_000);
  for (const url of ["/api/organisations/apex/servers/x/files/folder", "/api/organisations/apex", "/sign-in?x=/files"])
    expect(patienceFor(url)).toBe(120_000);
  expect(patience.requestTimeout).toBeGreaterThan(patienceFor("/api/organisations/apex/servers/x/files"));
});

it("reports a request that isn't complete in time, and no other", async () => {
  const late = [];
  server = http.createServer((request, response) => {
    limitTime(request, () => late.push(request.url), 100);
    request.resume().on("end", () => response.end());
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  const slow = http.request({ port, path: "/slow", method: "POST", headers: { "content-length": "10" } });
  slow.on("error", () => {});
  slow.write("x");
  await fetch(`http://127.0.0.1:${port}/quick`, { method: "POST", body: "x" });
  await expect.poll(() => late, { timeout: 3_000 }).toEqual(["/slow"]);
  slow.destroy();
});
