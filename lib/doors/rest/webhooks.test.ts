import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newOrganisation, sudo, useDatabase } from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { serve } from "@/lib/doors/http/serve";
import { openApi } from "@/lib/doors/openapi/openapi";
import { contractOf } from "@/lib/doors/openapi/testing";
import { tellDue } from "@/lib/jobs/webhooks";
import { createProject } from "@/lib/projects/operations";
import { startReceiver } from "@/lib/webhooks/testing";

process.env.ALLOW_PRIVATE_ADDRESSES = "on";
useDatabase();

let peer: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  peer = await startReceiver();
});
afterAll(() => peer.close());

async function program() {
  const { owner, organisation, ref } = await newOrganisation();
  const { token } = await createToken(owner, { ...ref, name: "client" });
  const call = async (method: string, path: string, body?: unknown) => {
    const url = `http://portal.example.org/api/organisations/${organisation.handle}/webhooks${path}`;
    const headers = { "x-api-key": token, "content-type": "application/json" };
    const answer = await serve(
      new NextRequest(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }),
    );
    const answered = JSON.parse(await answer.text());
    contractOf(openApi())(method, url, answer.status, answered);
    return { status: answer.status, body: answered };
  };
  const procedure = async (method: string, name: string, body?: unknown) => {
    const url = `http://portal.example.org/api/${name}`;
    const headers = { "x-api-key": token, "content-type": "application/json" };
    const sent = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const answer = await serve(new NextRequest(url, sent));
    const text = await answer.text();
    expect(text).not.toContain(peer.url);
    contractOf(openApi())(method, url, answer.status, JSON.parse(text));
    return { status: answer.status, body: JSON.parse(text) };
  };
  return { call, procedure, owner, ref };
}

describe("webhooks over REST", () => {
  it("are added, listed, read, edited, tested, subscribed, inspected and removed", async () => {
    const { call, owner, ref } = await program();
    const made = await call("POST", "", { name: "Alerts", url: peer.url });
    expect(made).toMatchObject({
      status: 201,
      body: { name: "Alerts", format: "generic", host: new URL(peer.url).host },
    });
    const { secret, ...shown } = made.body;
    expect(secret).toHaveLength(43);
    expect(await call("GET", "")).toEqual({ status: 200, body: [shown] });
    const one = `/${shown.id}`;
    expect(await call("GET", one)).toEqual({ status: 200, body: shown });
    expect(await call("PUT", one, { name: "Chat" })).toMatchObject({
      status: 200,
      body: { name: "Chat", secret: null },
    });
    expect(await call("POST", `${one}/test`)).toMatchObject({ status: 200, body: { state: "delivered", status: 200 } });
    const routes = [{ webhook: shown.id, events: ["project.created"] }];
    expect(await call("PUT", "/events", { routes })).toEqual({ status: 200, body: routes });
    await createProject(owner, { ...ref, name: "Shop" });
    await Promise.all(await tellDue());
    const told = await call("GET", `${one}/deliveries?limit=1`);
    expect(told).toMatchObject({ status: 200, body: [{ event: "project.created", state: "delivered", attempts: 1 }] });
    const retry = `${one}/deliveries/${told.body[0].id}/retry`;
    expect(await call("POST", retry)).toMatchObject({ status: 409, body: { code: "CONFLICT" } });
    await sudo("update deliveries set state = 'failed' where id = $1", [told.body[0].id]);
    expect(await call("GET", `${one}/deliveries?state=failed`)).toMatchObject({ body: [{ state: "failed" }] });
    expect(await call("POST", retry)).toEqual({ status: 200, body: { success: true } });
    expect(await call("DELETE", one)).toEqual({ status: 200, body: { success: true } });
    expect(await call("GET", one)).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
    expect(await call("GET", `${one}/deliveries`)).toMatchObject({ status: 404 });
  });

  it("refuse unknown fields and values", async () => {
    const { call } = await program();
    for (const more of [{ host: "example.org" }, { organisationId: "x" }, { format: "teams" }, { events: ["x"] }])
      expect((await call("POST", "", { name: "Alerts", url: peer.url, ...more })).status).toBe(400);
  });
});

describe("webhooks by procedures", () => {
  const sorts = [
    ["Discord", "webhookUrl", "discord", { decoration: true }],
    ["Slack", "webhookUrl", "slack", { channel: "#ops" }],
    ["Custom", "endpoint", "custom", { headers: { "Content-Type": "application/json" } }],
  ] as const;
  it.each(sorts)(
    "%s is tested, added, read, edited and removed like by clients of that ecosystem",
    async (sort, field, key, more) => {
      const { procedure } = await program();
      const before = peer.received.length;
      const settings = { [field]: peer.url, ...more };
      expect(await procedure("POST", `notification.test${sort}Connection`, settings)).toEqual({
        status: 200,
        body: true,
      });
      expect(peer.received.length).toBe(before + 1);
      const given = { ...settings, name: "Ops", appDeploy: true, dockerCleanup: true, serverThreshold: false };
      const { status, body: made } = await procedure("POST", `notification.create${sort}`, given);
      const events = ["server.created", "server.changed", "server.switched"];
      expect({ status, made }).toMatchObject({
        status: 200,
        made: { name: "Ops", notificationType: key, appDeploy: true, dockerCleanup: false, events, email: null },
      });
      expect(made[key].host).toBe(new URL(peer.url).host);
      const { notificationId } = made;
      const { secret: _, ...shown } = made[key];
      const kept = { ...made, [key]: key === "custom" ? { ...shown, secret: null } : shown };
      expect((await procedure("GET", "notification.all")).body).toEqual([kept]);
      expect((await procedure("GET", `notification.one?notificationId=${notificationId}`)).body).toEqual(kept);
      const change = { notificationId, [`${key}Id`]: notificationId, name: "Night" };
      expect((await procedure("POST", `notification.update${sort}`, change)).body).toEqual({ ...kept, name: "Night" });
      const other = sort === "Slack" ? "Discord" : "Slack";
      const missing = {
        status: 404,
        body: { code: "NOT_FOUND", reason: "webhook.unknown", message: "Notification not found" },
      };
      expect(await procedure("POST", `notification.update${other}`, change)).toEqual(missing);
      expect((await procedure("POST", "notification.remove", { notificationId })).status).toBe(200);
      expect(await procedure("GET", `notification.one?notificationId=${notificationId}`)).toEqual(missing);
    },
  );

  it("report a failed test of a URL, and the invalid field", async () => {
    const { procedure } = await program();
    const gone = await startReceiver((_request, response) => void response.writeHead(500).end("no"));
    expect(await procedure("POST", "notification.testDiscordConnection", { webhookUrl: gone.url })).toMatchObject({
      status: 502,
      body: { code: "BAD_GATEWAY" },
    });
    await gone.close();
    expect(await procedure("POST", "notification.testSlackConnection", { webhookUrl: "ftp://x" })).toMatchObject({
      status: 400,
      body: { issues: [{ path: ["webhookUrl"] }] },
    });
    const headers = { authorization: "x" };
    expect(
      await procedure("POST", "notification.createCustom", { name: "X", endpoint: peer.url, headers }),
    ).toMatchObject({
      status: 400,
      body: { issues: [{ path: ["headers"] }] },
    });
  });
});
