import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { expect, it } from "vitest";
import { slowness } from "@/lib/testing";
import { raw, request } from "./raw";
import { temporaryFolder } from "./run";
import { applicationPid, database, type Instance, setUp, up } from "./up";

const form = "multipart/form-data; boundary=x";
const chunks = (count: number) => `${`4000\r\n${"a".repeat(0x4000)}\r\n`.repeat(count)}0\r\n\r\n`;

/** The id of a server action in the build that this portal serves. */
function actionId(instance: Instance, name: string): string {
  const environment = fs.readFileSync(`/proc/${applicationPid(instance.child.pid ?? 0)}/environ`, "utf8");
  const build = /(?:^|\0)GUILDHALL_BUILD=([^\0]+)/.exec(environment)?.[1] ?? "";
  const file = path.resolve(import.meta.dirname, "../..", build, "server/server-reference-manifest.json");
  const { node } = JSON.parse(fs.readFileSync(file, "utf8")) as { node: Record<string, { exportedName: string }> };
  const found = Object.keys(node).find((id) => node[id]?.exportedName === name);
  if (!found) throw new Error(`the build has no ${name}`);
  return found;
}

async function recordedAddresses(instance: Instance): Promise<string[]> {
  const { postgresPassword } = JSON.parse(fs.readFileSync(path.join(instance.dataDir, "secrets.json"), "utf8"));
  const { port } = database(instance.dataDir);
  const client = new pg.Client(`postgres://postgres:${postgresPassword}@127.0.0.1:${port}/guildhall`);
  await client.connect();
  const { rows } = await client.query("select distinct address from audit where operation = 'portal.setUp'");
  await client.end();
  return rows.map(({ address }) => address);
}

it("logs the client's address for an action that Next sends on to itself", async () => {
  const instance = await up(temporaryFolder());
  const input = {
    token: new URL(instance.link).searchParams.get("token"),
    name: "Ada",
    email: "ada@example.org",
    password: "a long enough passphrase",
    organisationName: "Ada's",
    handle: "adas",
  };
  const headers = {
    origin: instance.url.replace(/\/$/, ""),
    "content-type": "text/plain;charset=UTF-8",
    "next-action": actionId(instance, "setUpAction"),
    // Things that a client might try.
    "x-guildhall-peer": "192.0.2.66",
    "x-guildhall-peer-proof": "x",
    "x-action-forwarded": "0",
  };
  // The sign-in page doesn't have this action.
  const sent = request(instance.url, "POST /sign-in", headers, JSON.stringify([input]));
  const { status, head, body } = await raw(instance.url, sent, "127.0.0.3");
  expect({ status, body }).toMatchObject({ status: 200, body: expect.stringContaining('"ok":true') });
  expect(`${head}${body}`).not.toContain("peer-proof");
  expect(await recordedAddresses(instance)).toEqual(["127.0.0.3"]);
});

it("answers requests that no browser sends, without logging a stack trace", async () => {
  const instance = await up(temporaryFolder());
  const { url } = instance;
  const ask = async (line: string, headers?: Record<string, string>, body?: string) =>
    (await raw(url, request(url, line, headers, body))).status;
  const own = url.replace(/\/$/, "");
  const upgrade = { connection: "close, upgrade", upgrade: "websocket", "sec-websocket-key": "x" };
  const chunked = { "transfer-encoding": "chunked", "content-type": "application/x-www-form-urlencoded" };
  const field = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n';
  const signIn = "POST /api/auth/callback/credentials";

  expect(await ask("GET /invitations/%ff")).toBe(400);
  expect(await ask("GET /api/auth/session/%ff")).toBe(400);
  expect(await ask("OPTIONS *")).toBe(400);
  expect(await ask("GET http://evil.example/")).toBe(400);
  expect(await ask("TRACE /")).toBe(405);
  expect(await ask("POST /sign-in", { origin: "https://evil.example", "content-type": form }, field)).toBe(403);
  expect(await ask("POST /sign-in", { origin: "nonsense", "content-type": form }, field)).toBe(403);
  expect(await ask("POST /sign-in", { "sec-fetch-site": "cross-site" }, "a")).toBe(403);
  expect(await ask("POST /sign-in", { "content-type": "multipart/form-data" }, field)).toBe(400);
  expect(await ask("GET /sign-in", upgrade)).toBe(200);
  expect(await ask("HEAD /sign-in")).toBe(200);
  expect(await ask("POST /sign-in", { expect: "100-continue", origin: own, "content-type": "text/plain" }, "a")).toBe(
    200,
  );
  expect(await ask(signIn, { expect: "100-continue", "content-length": "20000" })).toBe(413);
  expect(await ask(signIn, {}, "a".repeat(20_000))).toBe(413);
  expect((await raw(url, request(url, signIn, chunked) + chunks(2))).status).toBe(413);
  expect((await raw(url, request(url, "POST /sign-in", chunked) + chunks(80))).status).toBe(413);
  expect(await ask("POST /api/./auth/callback/credentials", {}, "a".repeat(20_000))).toBe(413);
  expect(await ask("GET /sign-in", { Host: "evil.example" })).toBe(400);
  expect(await ask("POST /sign-in", { origin: own.replace("http:", "https:") }, "a")).toBe(403);
  expect(await ask("POST /sign-in", { origin: own, "content-type": form }, "--x\r\ngarbage")).toBe(400);
  expect(await ask("POST /sign-in", { origin: own, "content-type": form }, field)).toBe(400);
  const called = { origin: own, "next-action": actionId(instance, "signUpAction") };
  for (const body of ["{", "a", '["$1"]', '["$K1"]', '["$n1"]', "1"])
    expect(await ask("POST /sign-up", called, body), body).toBe(400);
  expect(await ask("POST /sign-up", { ...called, "content-type": form }, field)).toBe(400);
  expect(await ask("POST /sign-up", { ...called, "next-action": "0".repeat(42) }, "[]")).toBe(404);
  // The action itself refuses any arguments.
  for (const body of ["[]", '["a"]', "[{}]", "[null]", '[{"name":[]}]'])
    for (const name of ["signUpAction", "acceptInvitationAction"])
      expect(await ask("POST /sign-up", { ...called, "next-action": actionId(instance, name) }, body), body).toBe(200);
  expect(instance.output()).not.toMatch(/^\s+at |"level":50/m);
});

it("delays nobody by more than a fifth of a second, whatever it receives meanwhile", async () => {
  const instance = await up(temporaryFolder());
  const { url } = instance;
  const { token } = await setUp(instance);
  const own = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const made = await raw(url, request(url, "POST /api/organisations/adas/dns/zones", own, '{"name":"example.net"}'));
  expect(made.status).toBe(201);
  const mebibyte = 1024 * 1024;
  const of = (text: string, length: number) => text.repeat(Math.floor(length / text.length));
  const field = (name: string, content: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${content}\r\n`;
  const part = field("a", "");
  /** A form with many references in a part of this name, and with React's first part. */
  const references = (name: string) => `${field(name, `[${of('"$0",', mebibyte - 1_000)}1]`)}${field("0", "[]")}--x--`;
  const marks = `a${"\u0301".repeat(3_000)}${"\u0316".repeat(3_000)}`;
  const called = { cookie: "guildhall.session=x", "next-action": actionId(instance, "signUpAction") };
  const preview = "POST /api/organisations/adas/dns/zones/example.net/import?preview=1";
  const file = { ...own, "content-type": "text/dns" };
  const hostile: [line: string, headers: Record<string, string>, body: string, status: number][] = [
    ["POST /sign-up", called, JSON.stringify([{ name: marks, email: "a@example.org", password: "x" }]), 200],
    ["POST /dashboard/account", called, `[${of('"$0",', mebibyte - 100)}1]`, 400],
    ["POST /dashboard/account", called, `[[${of("{},", mebibyte - 100)}1]]`, 400],
    ["POST /dashboard/account", { ...called, "content-type": form }, `${of(part, mebibyte - 100)}--x--`, 400],
    ["POST /invitations/..%2f..%2fapi%2fx", { ...called, "content-type": form }, references("0"), 413],
    ["POST /dashboard/account", { ...called, "content-type": form }, references("00"), 400],
    ["POST /dashboard/account", { ...called, "content-type": `${form}; boundary=y` }, references("0"), 400],
    ["POST /api/account/avatar", { ...own, "content-type": form }, `${part.repeat(60_000)}--x--`, 415],
    ["POST /api/account/avatar", { ...own, "content-type": `${form}; boundary=y` }, `${part.repeat(60_000)}--y--`, 400],
    ["POST /api/organisations", own, of("[", mebibyte), 400],
    ["POST /api/trpc/organization.create", own, `{"json":[${of("{},", mebibyte - 100)}1],"meta":{}}`, 400],
    [preview, file, of("\\", 16 * mebibyte), 200],
    [preview, file, `a TXT (${of(" b", 16 * mebibyte - 10)}`, 200],
    [preview, file, `$GENERATE 1-100000 a$ TXT "${of("\\200 ", 1_650)}$"`, 200],
    [preview, own, `{"text":"${of("\\n", 20 * mebibyte - 100)}"}`, 200],
  ];
  for (const [line, headers, body, status] of hostile) {
    const sent = request(url, line, headers, body);
    let best = Number.POSITIVE_INFINITY;
    for (let tries = 1; tries <= 4 && best > 200; tries++) {
      let over = false;
      const answer = raw(url, sent, `127.0.0.${tries + 1}`).finally(() => {
        over = true;
      });
      let longest = 0;
      while (!over) {
        const begin = performance.now();
        await (await fetch(new URL("/api/nothing", url))).text();
        longest = Math.max(longest, performance.now() - begin);
      }
      expect((await answer).status, body.slice(0, 80)).toBe(status);
      best = Math.min(best, longest);
    }
    // Of a plain machine: on one that is three times slower just now, everything takes three times as long.
    expect(best > 200 ? best / slowness() : best, `${line}: ${body.slice(0, 80)}`).toBeLessThan(200);
  }
  expect(instance.output()).not.toMatch(/^\s+at |"level":50/m);
});

it("sets the policy of every document, and trusts nobody else's", async () => {
  const instance = await up(temporaryFolder());
  const theirs = { "x-nonce": "theirs", "content-security-policy": "script-src 'nonce-theirs'" };
  for (const [where, more] of [
    ["/sign-in", { purpose: "prefetch" }],
    ["/sign-in", { "next-router-prefetch": "1" }],
    ["/iconography", {}],
    ["/favicon", {}],
    ["/_next/nothing", {}],
  ] as const) {
    const { head, body } = await raw(instance.url, request(instance.url, `GET ${where}`, { ...theirs, ...more }));
    expect(head, where).toMatch(/^content-security-policy: .*'nonce-/im);
    expect(head + body, where).not.toContain("theirs");
  }
});
