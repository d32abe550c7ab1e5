import { NextRequest } from "next/server";
import { afterEach, beforeAll, expect, it } from "vitest";
import { insertSession } from "@/db/queries/sessions";
import { newEnterprise, newMember, newOrganisation, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { useEngine } from "@/lib/docker/testing/engine";
import { sessionCookie } from "@/lib/doors/http/caller";
import { serve } from "@/lib/doors/http/serve";
import { openApi } from "@/lib/doors/openapi/openapi";
import { runServerJob } from "@/lib/jobs/server";
import { systemCaller } from "@/lib/kernel/actor";
import { eventStreams } from "@/lib/limits";
import { newNode } from "@/lib/nodes/testing";
import { setSecurity } from "@/lib/organisations/security_operations";
import { removeAuthenticator } from "@/lib/second_factors/authenticator_operations";
import { withFactor } from "@/lib/second_factors/testing";
import { serverEventShape } from "@/lib/servers/console/shape";
import { createServer } from "@/lib/servers/create_operations";
import { small } from "@/lib/servers/testing";
import { hashToken, randomToken } from "@/lib/tokens";
import { disableUser } from "@/lib/users/account_operations";

useDatabase();
const engine = useEngine();
const origin = "http://portal.example.org";

let mine: Awaited<ReturnType<typeof newEnterprise>>;
let path: string;
const open: ReadableStreamDefaultReader<Uint8Array>[] = [];

beforeAll(async () => {
  await newNode({ endpoint: engine.address.endpoint });
  mine = await newEnterprise();
  const { id } = await createServer(mine.owner, { ...mine.ref, ...small() });
  const data = { server: id, organisationId: mine.organisation.id };
  await runServerJob({ data, retryCount: 0, retryLimit: 6 });
  path = `/organisations/${mine.organisation.handle}/servers/${id}`;
});
afterEach(async () => {
  for (const reader of open.splice(0)) await reader.cancel();
});

const ask = (identity: Record<string, string>, more = "/events", init: { method?: string; body?: string } = {}) => {
  const headers = { host: "portal.example.org", origin, "content-type": "application/json", ...identity };
  return serve(new NextRequest(`${origin}/api${path}${more}`, { ...init, headers }));
};

async function sessionOf(user: SignedIn) {
  const secret = randomToken();
  await insertSession(hashToken(secret), user.actor.userId);
  return { cookie: `${sessionCookie().name}=${secret}` };
}
async function tokenOf(user: SignedIn, permissions: string[]) {
  const { token } = await createToken(user, {
    ...mine.ref,
    name: `t ${permissions} ${randomToken().slice(0, 6)}`,
    permissions: permissions as never,
  });
  return { authorization: `Bearer ${token}` };
}

/** The events of a stream so far. */
function read(response: Response) {
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("cache-control")).toContain("no-store");
  const reader = response.body?.getReader();
  if (!reader) throw new Error("The response has no body.");
  open.push(reader);
  const received: { event: string; data: Record<string, unknown> }[] = [];
  let closed = false;
  void (async () => {
    const decoder = new TextDecoder();
    let text = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const [, event] = /^event: (.+)$/m.exec(block) ?? [];
        const [, data] = /^data: (.+)$/m.exec(block) ?? [];
        if (event && data) received.push({ event, data: JSON.parse(data) });
      }
    }
    closed = true;
  })();
  const of = (name: string) => received.filter(({ event }) => event === name).map(({ data }) => data);
  return { received, of, closed: () => closed };
}
const soon = { timeout: 8_000 };

it("an event stream sends state, log and usage to sessions and tokens alike, as documented", async () => {
  for (const identity of [await sessionOf(mine.owner), await tokenOf(mine.owner, ["server.read", "server.console"])]) {
    const { received, of } = read(await ask(identity));
    await expect.poll(() => of("state"), soon).toMatchObject([{ state: "running" }]);
    await expect.poll(() => JSON.stringify(of("log")), soon).toContain("ready");
    await expect.poll(() => of("stats").length, soon).toBeGreaterThan(1);
    expect(JSON.stringify(received)).not.toContain(engine.folder);
    for (const { data } of received) {
      const dated = { ...data, ...(data.id ? { stateAt: new Date(), createdAt: new Date() } : {}) };
      expect(serverEventShape.safeParse(dated).success, JSON.stringify(data)).toBe(true);
    }
  }
  const call = openApi().paths["/organisations/{organisation}/servers/{server}/events"]?.get;
  expect(Object.keys(call?.responses[200]?.content ?? {})).toEqual(["text/event-stream"]);
});

it("an event stream has no log for a token without the console, and is refused without permission to read", async () => {
  const { of } = read(await ask(await tokenOf(mine.owner, ["server.read"])));
  await expect.poll(() => of("stats").length, soon).toBeGreaterThan(0);
  expect(of("console")).toEqual([{ open: false }]);
  expect(of("log")).toEqual([]);
  expect((await ask(await tokenOf(mine.owner, ["member.read"]))).status).toBe(403);
  expect((await ask({})).status).toBe(401);
  expect((await ask(await sessionOf((await newOrganisation()).owner))).status).toBe(404);
  expect((await ask(await sessionOf(mine.owner), "x/events")).status).toBe(400);
});

it("an event stream ends within five seconds of the session, the token, or the membership", async () => {
  const member = await newMember(mine.organisation.id, "member");
  const session = await sessionOf(member);
  const first = read(await ask(session));
  const second = read(await ask(await tokenOf(mine.owner, ["server.read"])));
  const third = read(await ask(await sessionOf(member)));
  await expect.poll(() => third.of("state").length, soon).toBe(1);
  await sudo("delete from sessions where token_hash = $1", [hashToken(session.cookie.split("=").slice(1).join("="))]);
  await expect.poll(first.closed, { timeout: 5_000 }).toBe(true);
  expect(first.of("end")).toMatchObject([{ code: "UNAUTHENTICATED" }]);
  await sudo("delete from api_tokens");
  await sudo("delete from members where user_id = $1", [member.actor.userId]);
  await expect.poll(() => second.closed() && third.closed(), { timeout: 5_000 }).toBe(true);
  expect(second.of("end")).toMatchObject([{ code: "UNAUTHENTICATED" }]);
  expect(third.of("end")).toMatchObject([{ code: "NOT_FOUND" }]);
});

it("an event stream ends within five seconds of its reader's account being disabled", async () => {
  const { organisation } = mine;
  const member = await newMember(organisation.id, "admin");
  const streams = [read(await ask(await sessionOf(member))), read(await ask(await tokenOf(member, ["server.read"])))];
  await expect.poll(() => streams.every(({ of }) => of("state").length === 1), soon).toBe(true);
  await disableUser(systemCaller("command line"), { user: member.actor.userId, reason: "Abuse" });
  await expect.poll(() => streams.every(({ closed }) => closed()), { timeout: 5_000 }).toBe(true);
  for (const { of } of streams) expect(of("end")).toMatchObject([{ code: "UNAUTHENTICATED" }]);
});

it("an event stream ends within five seconds of a rule that its reader doesn't meet", async () => {
  const member = await newMember(mine.organisation.id, "admin");
  const streams = [read(await ask(await sessionOf(member))), read(await ask(await tokenOf(member, ["server.read"])))];
  await expect.poll(() => streams.every(({ of }) => of("state").length === 1), soon).toBe(true);
  const owner = await withFactor(mine.owner);
  await setSecurity(owner, { ...mine.ref, secondFactorRequired: true });
  await expect.poll(() => streams.every(({ closed }) => closed()), { timeout: 5_000 }).toBe(true);
  for (const { of } of streams) expect(of("end")).toMatchObject([{ code: "SECOND_FACTOR_REQUIRED" }]);
  await setSecurity(owner, { ...mine.ref, secondFactorRequired: false });
  await removeAuthenticator(owner, {});
});

it("a user can open a limited number of event streams, and closing one frees a place", async () => {
  const session = await sessionOf(mine.owner);
  for (let count = 0; count < eventStreams.each; count++) read(await ask(session));
  const refused = await ask(session);
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({
    code: "RATE_LIMITED",
    error: expect.stringMatching(/too many server pages/),
  });
  await open.pop()?.cancel();
  read(await ask(session));
});

it("REST accepts commands and edits, and lists the names of variables", async () => {
  const session = await sessionOf(mine.owner);
  const send = async (method: string, more: string, body: object) => {
    const response = await ask(session, more, { method, body: JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  };
  expect(await send("POST", "/commands", { command: "list" })).toEqual({ status: 200, body: { success: true } });
  expect((await send("POST", "/commands", { command: "a\nb" })).status).toBe(400);
  expect((await send("PUT", "", { environment: { SECRET: "hunter2" } })).body).toMatchObject({ memoryMb: 64 });
  const names = await ask(session, "/environment");
  expect(await names.json()).toEqual({ names: ["SECRET"] });
  expect((await send("PUT", "", { state: "running" })).status).toBe(400);
});
