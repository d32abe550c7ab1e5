import { expect, it } from "vitest";
import { useDatabase } from "@/db/testing";
import { serve } from "@/lib/doors/http/serve";
import { updateGateway } from "@/lib/gateways/operations";
import { newGateway, newKey } from "@/lib/tunnels/testing";

useDatabase();

type Init = RequestInit & { headers?: Record<string, string> };
const ask = (path: string, token: string, { headers, ...more }: Init = {}) =>
  serve(
    new Request(`http://127.0.0.1/api/tunnel/gateway/${path}`, {
      ...more,
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
    }),
  );
const send = (token: string, body: unknown, headers: Record<string, string> = {}) =>
  ask("report", token, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
const facts = () => ({
  publicKey: newKey(),
  implementation: "kernel",
  version: "0.1.0",
  run: "1",
  busyPorts: Array.from({ length: 2_000 }, (_, index) => 30_000 + index),
  problem: null,
  devices: [],
});

it("refuses whoever has no gateway's token, on both paths", async () => {
  for (const token of ["", "ghg_0000000000000000000000000000000000000000000"])
    for (const answer of [await ask("state", token), await send(token, facts())]) {
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ code: "UNAUTHENTICATED", reason: "gateway.token" });
    }
  expect((await ask("state", "", { method: "POST" })).headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  expect((await ask("report", "")).status).toBe(405);
});

it("gives what is wanted at once, and to whoever has it already when it changes", async () => {
  const { token, id, administrator } = await newGateway({ firstPort: 30_000 });
  const first = await ask("state", token);
  expect(first.status).toBe(200);
  expect(await first.json()).toMatchObject({ firstPort: 30_000, devices: [] });
  const tag = first.headers.get("etag") ?? "";
  const began = performance.now();
  const waiting = ask("state", token, { headers: { "if-none-match": tag } });
  setTimeout(() => void updateGateway(administrator, { gateway: id, wireguardPort: 51_999 }), 700);
  const second = await waiting;
  expect(performance.now() - began).toBeGreaterThan(690);
  expect(await second.json()).toMatchObject({ wireguardPort: 51_999 });
  expect(second.headers.get("etag")).not.toBe(tag);
});

it("stops waiting when the client leaves, and answers 304 after 25 seconds", async () => {
  const { token } = await newGateway();
  const tag = (await ask("state", token)).headers.get("etag") ?? "";
  const leaving = new AbortController();
  const began = performance.now();
  setTimeout(() => leaving.abort(), 300);
  await ask("state", token, { headers: { "if-none-match": tag }, signal: leaving.signal });
  expect(performance.now() - began).toBeLessThan(5_000);
  const held = performance.now();
  const answer = await ask("state", token, { headers: { "if-none-match": tag } });
  expect([answer.status, answer.headers.get("etag"), await answer.text()]).toEqual([304, tag, ""]);
  expect(performance.now() - held).toBeGreaterThan(20_000);
});

it("takes a report of as many devices as a program sends at once, and no more than 1 MiB", async () => {
  const { token } = await newGateway();
  const device = { handshakeAgo: 1_000, received: 123_456_789_012, sent: 123_456_789_012 };
  const devices = Array.from({ length: 500 }, () => ({ publicKey: newKey(), ...device }));
  const answer = await send(token, { ...facts(), devices });
  expect([answer.status, await answer.json()]).toEqual([200, { connected: 0 }]);
  expect(await (await send(token, " ".repeat(2 * 1024 * 1024))).json()).toMatchObject({ reason: "body.large" });
  expect(await (await send(token, { ...facts(), run: "" })).json()).toMatchObject({ code: "INVALID" });
  expect(await (await send(token, "x", { "content-type": "text/plain" })).json()).toMatchObject({
    reason: "body.type",
  });
});
