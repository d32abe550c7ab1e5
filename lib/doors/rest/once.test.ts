import { randomBytes, randomUUID } from "node:crypto";
import { NextRequest } from "next/server";
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { disconnect } from "@/db/client";
import { insertSession } from "@/db/queries/sessions";
import { newUser, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { sessionCookie } from "@/lib/doors/http/caller";
import { serve } from "@/lib/doors/http/serve";
import { openApi } from "@/lib/doors/openapi/openapi";
import { contractOf } from "@/lib/doors/openapi/testing";
import { systemCaller } from "@/lib/kernel/actor";
import { AnsweredBefore } from "@/lib/kernel/once";
import { portalCommand } from "@/lib/kernel/portal_kinds";
import { nothing } from "@/lib/organisations/schema";
import { sweep } from "@/lib/portal/operations";
import { hashToken, randomToken } from "@/lib/tokens";

useDatabase();

const origin = "http://portal.example.org";
const newKey = () => `pay/${randomUUID()}`;
const newHandle = () => `o-${randomBytes(6).toString("hex")}`;

async function inBrowser(user: SignedIn) {
  const secret = randomToken();
  await insertSession(hashToken(secret), user.actor.userId);
  return async (path: string, body: unknown, key?: string, method = "POST") => {
    const headers = {
      ...{ host: "portal.example.org", origin, "content-type": "application/json" },
      cookie: `${sessionCookie().name}=${secret}`,
      ...(key !== undefined && { "idempotency-key": key }),
    };
    const url = `${origin}/api${path}`;
    const response = await serve(new NextRequest(url, { method, headers, body: JSON.stringify(body) }));
    const text = await response.text();
    judge(method, url.replace(/\/$/, ""), response.status, JSON.parse(text));
    const { status } = response;
    const [replayed, wait] = ["idempotency-replayed", "retry-after"].map((name) => response.headers.get(name));
    return { status, text, body: JSON.parse(text), replayed, wait };
  };
}
type Call = Awaited<ReturnType<typeof inBrowser>>;

let user: SignedIn;
let call: Call;
let judge: ReturnType<typeof contractOf>;
beforeAll(async () => {
  judge = contractOf(openApi());
  user = await newUser();
  call = await inBrowser(user);
});

const named = async (handle: string) => (await sudo("select from organisations where handle = $1", [handle])).length;
const kept = (key: string) => sudo<{ answer: Buffer }>("select answer from idempotency_keys where key = $1", [key]);

/** A connection of the superuser’s in the middle of a transaction. */
async function holding(...statements: [string, unknown[]?][]) {
  const url = new URL(process.env.TEST_DATABASE_URL ?? "");
  const [row] = await sudo<{ name: string }>("select current_database() as name");
  url.pathname = `/${row?.name}`;
  const client = new pg.Client(url.href);
  await client.connect();
  await client.query("begin");
  for (const [text, values] of statements) await client.query(text, values);
  return async () => {
    await client.query("rollback");
    await client.end();
  };
}

describe("a request with an Idempotency-Key", () => {
  it("is done once, and the same request is answered the same again, and says so", async () => {
    const [handle, key] = [newHandle(), newKey()];
    const first = await call("/organisations", { name: "Once", handle }, key);
    expect(first).toMatchObject({ status: 201, replayed: null, body: { handle } });
    // The order of the fields and a slash at the end ask for nothing else.
    const again = await call("/organisations/", { handle, name: "Once" }, key);
    expect(again).toEqual({ ...first, replayed: "true" });
    expect(await named(handle)).toBe(1);
    const rows = await sudo("select from audit where target_id = $1", [first.body.id]);
    expect(rows).toHaveLength(1);
  });

  it("is done once whatever its method: an old edit that is sent again doesn’t undo a newer one", async () => {
    const [handle, key] = [newHandle(), newKey()];
    const path = `/organisations/${(await call("/organisations", { name: "First", handle })).body.id}`;
    const second = await call(path, { name: "Second" }, key, "PUT");
    await call(path, { name: "Third" }, newKey(), "PUT");
    expect(await call(path, { name: "Second" }, key, "PUT")).toEqual({ ...second, replayed: "true" });
    expect(await sudo("select name from organisations where handle = $1", [handle])).toEqual([{ name: "Third" }]);
  });

  it("is refused with the key of another request, by body and by path, and changes nothing", async () => {
    const [handle, other, key] = [newHandle(), newHandle(), newKey()];
    const { body } = await call("/organisations", { name: "Once", handle }, key);
    const refused = { status: 400, replayed: null, body: { code: "INVALID", reason: "idempotency.otherRequest" } };
    expect(await call("/organisations", { name: "Once", handle: other }, key)).toMatchObject(refused);
    expect(await call(`/organisations/${body.id}/default`, {}, key)).toMatchObject(refused);
    expect(await named(other)).toBe(0);
  });

  it("has nothing to do with another user’s request with the same key", async () => {
    const [mine, theirs, key] = [newHandle(), newHandle(), newKey()];
    const stranger = await inBrowser(await newUser());
    expect(await call("/organisations", { name: "Mine", handle: mine }, key)).toMatchObject({ status: 201 });
    expect(await stranger("/organisations", { name: "Theirs", handle: theirs }, key)).toMatchObject({
      status: 201,
      replayed: null,
    });
    expect((await stranger("/organisations", { name: "Mine", handle: mine }, key)).status).toBe(400);
  });

  it("may succeed with the same key after a refusal, which isn’t kept", async () => {
    const [handle, key] = [newHandle(), newKey()];
    const holder = await inBrowser(await newUser());
    const { body } = await holder("/organisations", { name: "First", handle });
    expect(await call("/organisations", { name: "Second", handle }, key)).toMatchObject({ status: 409 });
    expect(await kept(key)).toEqual([]);
    await sudo("delete from organisations where id = $1", [body.id]);
    expect(await call("/organisations", { name: "Second", handle }, key)).toMatchObject({
      status: 201,
      replayed: null,
    });
  });

  it("leaves both the change and the key, or neither, when its connection is cut in the middle", async () => {
    const [handle, key] = [newHandle(), newKey()];
    const release = await holding(["lock table handles in exclusive mode"]);
    const cut = call("/organisations", { name: "Cut", handle }, key);
    const waiting = () =>
      sudo<{ pid: number }>(
        "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
    await expect.poll(waiting, { timeout: 5_000 }).toHaveLength(1);
    await sudo("select pg_terminate_backend($1)", [(await waiting())[0]?.pid]);
    expect(await cut).toMatchObject({ status: 503, body: { code: "UNAVAILABLE" } });
    await release();
    expect([await named(handle), await kept(key)]).toEqual([0, []]);
    expect(await call("/organisations", { name: "Cut", handle }, key)).toMatchObject({ status: 201, replayed: null });
  });

  it("is told to come back when the first request with the key takes too long", async () => {
    const key = newKey();
    await sudo(
      "do $$ begin execute format('alter role guildhall_test in database %I set lock_timeout = ''200ms''', current_database()); end $$",
    );
    await disconnect();
    const release = await holding([
      "insert into idempotency_keys (user_id, key, request_hash) values ($1, $2, $3)",
      [user.actor.userId, key, Buffer.alloc(32)],
    ]);
    expect(await call("/organisations", { name: "Late", handle: newHandle() }, key)).toMatchObject({
      ...{ status: 409, wait: "10" },
      body: { code: "CONFLICT", reason: "idempotency.running" },
    });
    await release();
    await sudo(
      "do $$ begin execute format('alter role guildhall_test in database %I set lock_timeout = ''10s''', current_database()); end $$",
    );
    await disconnect();
  });

  it("is a new one after 24 hours, and the sweep deletes the old key", async () => {
    const [key, idle] = [newKey(), newKey()];
    await call("/organisations", { name: "Old", handle: newHandle() }, key);
    await call("/organisations", { name: "Idle", handle: newHandle() }, idle);
    await sudo("update idempotency_keys set created_at = created_at - interval '24 hours' where key = any ($1)", [
      [key, idle],
    ]);
    const handle = newHandle();
    expect(await call("/organisations", { name: "New", handle }, key)).toMatchObject({ status: 201, body: { handle } });
    await sweep(systemCaller("sweep"), {});
    expect([(await kept(key)).length, (await kept(idle)).length]).toEqual([1, 0]);
  });

  it("keeps its answer sealed", async () => {
    const key = newKey();
    await call("/organisations", { name: "Nobody reads this", handle: newHandle() }, key);
    const [row] = await kept(key);
    expect(row?.answer.length).toBeGreaterThan(100);
    expect(row?.answer.includes("Nobody reads this")).toBe(false);
  });

  it.each([
    ["empty", ""],
    ["with a space", "two words"],
    ["too long", "k".repeat(256)],
    ["not in ASCII", "schlüssel"],
  ])("is refused with a key that is %s", async (_what, key) => {
    const handle = newHandle();
    expect(await call("/organisations", { name: "Wrong", handle }, key)).toMatchObject({
      ...{ status: 400, body: { reason: "idempotency.key" } },
    });
    expect(await named(handle)).toBe(0);
  });
});

it("a command’s slow work is done once, too", async () => {
  let times = 0;
  const slow = portalCommand("node.slow", {
    did: { unaudited: "a test’s own" },
    event: null,
    input: nothing,
    prepare: async () => void times++,
    run: async () => ({ done: true }),
  });
  const administrator = await newUser({ portalAdmin: true });
  const once = {
    key: newKey(),
    request: Buffer.alloc(32),
    keep: (output: unknown) => Buffer.from(JSON.stringify(output)),
  };
  expect(await slow({ ...administrator, once }, {})).toEqual({ done: true });
  const again = await slow({ ...administrator, once }, {}).catch((thrown) => thrown);
  expect(again).toBeInstanceOf(AnsweredBefore);
  expect([times, String(again.answer)]).toEqual([1, '{"done":true}']);
});

it("the document names the header at every change of the portal and its nodes", () => {
  const administration = Object.entries(openApi().paths).filter(([path]) => /^\/(admin|nodes)\b/.test(path));
  const changes = administration.flatMap(([path, { get: _, ...calls }]) =>
    Object.entries(calls).map(([method, { parameters = [] }]) => ({ call: `${method} ${path}`, parameters })),
  );
  expect(changes.length).toBeGreaterThan(8);
  const without = changes.filter(({ parameters }) => !parameters.some(({ name }) => name === "Idempotency-Key"));
  expect(without).toEqual([]);
});
