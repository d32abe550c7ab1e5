import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { newMember, newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { tellDue } from "@/lib/jobs/webhooks";
import { addMember, removeMember } from "@/lib/members/change_operations";
import { createProject } from "@/lib/projects/operations";
import { startSocket } from "@/lib/smtp_servers/testing";
import { listDeliveries } from "@/lib/webhooks/delivery_operations";
import { createWebhook, readWebhook, removeWebhook } from "@/lib/webhooks/operations";
import { type Received, startReceiver } from "@/lib/webhooks/testing";
import { retryDelivery, testWebhook } from "@/lib/webhooks/trial_operations";

process.env.ALLOW_PRIVATE_ADDRESSES = "on";
useDatabase();
afterEach(() => sudo("delete from deliveries"));

const secret = "a secret of sixteen".replaceAll(" ", "-");
async function hooked(url: string, more: object = {}) {
  const founded = await newOrganisation();
  const { id } = await createWebhook(founded.owner, { ...founded.ref, name: "Alerts", url, secret, ...more });
  const one = { ...founded.ref, webhook: id };
  const told = async () => (await listDeliveries(founded.owner, one)).items;
  return { ...founded, one, told };
}

/** Like the worker, but waits for the started deliveries. */
const tell = async () => void (await Promise.all(await tellDue()));
const due = () => sudo("update deliveries set due_at = now() where due_at is not null");

/** The sample code of docs/webhooks.md for receivers, exactly as written there. */
const [, lines = ""] = /```js\n(.*?)```/s.exec(readFileSync("docs/webhooks.md", "utf8")) ?? [];
const { isGenuine } = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(lines)}`);
const verified = ({ headers, body }: Received, secret: string): boolean => isGenuine(headers, body, secret);

describe("an event", () => {
  it("is sent once, signed, with actor and target, and without IP address", async () => {
    const peer = await startReceiver();
    const { owner, organisation, ref, told } = await hooked(peer.url);
    await inviteMember(owner, { ...ref, email: "guest@example.org" });
    const { id } = await createProject(owner, { ...ref, name: "Shop" });
    const { actor } = await newUser({ email: "friend@example.org", name: "Frida Friend" });
    await addMember(owner, { ...ref, email: "friend@example.org" });
    await removeMember(owner, { ...ref, userId: actor.userId });
    await Promise.all([tell(), tell(), tell()]);
    await tell();
    expect(peer.received.map(({ headers }) => headers["x-guildhall-event"]).sort()).toEqual([
      "member.invited",
      "member.joined",
      "member.removed",
      "project.created",
    ]);
    const made = peer.received.find(({ headers }) => headers["x-guildhall-event"] === "project.created") as Received;
    const [delivery] = (await told()).filter(({ event }) => event === "project.created");
    expect(JSON.parse(made.body)).toEqual({
      event: "project.created",
      delivery: delivery?.id,
      at: delivery?.createdAt.toISOString(),
      organisation: { id: organisation.id, handle: organisation.handle, name: organisation.name },
      actor: { kind: "user", id: owner.actor.userId, name: "Olive Owner" },
      target: { id, name: "Shop" },
    });
    for (const request of peer.received) {
      expect(verified(request, secret)).toBe(true);
      expect(verified(request, `${secret}x`)).toBe(false);
      expect(verified({ ...request, body: `${request.body} ` }, secret)).toBe(false);
      const later = { ...request.headers, "x-guildhall-timestamp": "1" };
      expect(verified({ ...request, headers: later }, secret)).toBe(false);
      expect(request.body).not.toContain("@example.org");
    }
    expect(await told()).toHaveLength(4);
    for (const row of await told())
      expect(row).toMatchObject({ state: "delivered", attempts: 1, status: 200, answer: "thanks", dueAt: null });
    await peer.close();
  });

  it("isn’t sent for a refused command, or to a webhook without the subscription", async () => {
    const peer = await startReceiver();
    const { owner, organisation, ref, told } = await hooked(peer.url, { events: ["project.created", "role.created"] });
    await createProject(owner, { ...ref, name: "Shop" });
    await expect(createProject(owner, { ...ref, name: "shop" })).rejects.toMatchObject({ code: "CONFLICT" });
    const member = await newMember(organisation.id, "member");
    await expect(createProject(member, { ...ref, name: "Mine" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await inviteMember(owner, { ...ref, email: "guest@example.org" });
    const other = await newOrganisation();
    await createProject(other.owner, { ...other.ref, name: "Theirs" });
    expect((await told()).map(({ event }) => event)).toEqual(["project.created"]);
    await peer.close();
  });

  it("is formatted for Discord and Slack, without mentions", async () => {
    const peer = await startReceiver();
    const { owner, ref } = await hooked(`${peer.url}/discord`, { format: "discord" });
    await createWebhook(owner, { ...ref, name: "Chat", url: `${peer.url}/slack`, format: "slack" });
    await createProject(owner, { ...ref, name: "<!channel> *loud* [x](y)" });
    await tell();
    const at = (path: string) => JSON.parse(peer.received.find((each) => each.path.endsWith(path))?.body ?? "{}");
    expect(at("discord")).toMatchObject({
      content: expect.stringMatching(/^A project was created in /),
      allowed_mentions: { parse: [] },
      embeds: [
        {
          title: "A project was created",
          description: "Olive Owner\\: \\<!channel\\> \\*loud\\* \\[x\\]\\(y\\)",
          footer: { text: "project.created" },
        },
      ],
    });
    expect(at("slack").text).toContain("Olive Owner: &lt;!channel&gt; *loud*");
    expect(at("slack").blocks.map(({ type }: { type: string }) => type)).toEqual(["header", "section", "context"]);
    expect(JSON.stringify(at("slack").blocks)).not.toContain("mrkdwn");
    await peer.close();
  });
});

describe("a failed attempt", () => {
  it("is repeated six times in an hour with the same delivery, then fails, and is retried on request", async () => {
    const peer = await startReceiver((_request, response, times) => {
      response.statusCode = times <= 7 ? 500 : 204;
      response.end("no\u0000t now");
    });
    const { owner, ref, one, told } = await hooked(peer.url);
    await createProject(owner, { ...ref, name: "Shop" });
    const waits = [];
    for (let time = 0; time < 6; time++) {
      await tell();
      await tell();
      const [row] = await told();
      waits.push(row?.dueAt && Math.round((row.dueAt.getTime() - Date.now()) / 1000));
      if (time === 0)
        expect(row).toMatchObject({ state: "queued", status: 500, problem: "It responded with HTTP 500." });
      await due();
    }
    for (const [place, seconds] of [10, 60, 300, 900, 2100].entries())
      expect(Math.abs((waits[place] ?? 0) - seconds)).toBeLessThan(8);
    const [row] = await told();
    expect(row).toMatchObject({ state: "failed", attempts: 6, dueAt: null, status: 500, answer: "no t now" });
    expect(new Set(peer.received.map(({ headers }) => headers["x-guildhall-delivery"]))).toEqual(new Set([row?.id]));
    expect(await readWebhook(owner, one)).toMatchObject({
      lastState: "failed",
      lastProblem: "It responded with HTTP 500.",
    });
    const again = { ...one, delivery: row?.id ?? "" };
    await retryDelivery(owner, again);
    await expect(retryDelivery(owner, again)).rejects.toMatchObject({ reason: "delivery.open" });
    await tell();
    await due();
    await tell();
    expect((await told())[0]).toMatchObject({ state: "delivered", attempts: 2, status: 204 });
    expect(peer.received).toHaveLength(8);
    await peer.close();
  });

  it("says why: no connection, silence, a redirect, an unknown name", async () => {
    const gone = await startSocket();
    await gone.close();
    const silent = await startSocket();
    const elsewhere = await startReceiver();
    const redirecting = await startReceiver((_request, response) => {
      response.writeHead(307, { location: elsewhere.url }).end();
    });
    const breaking = await startSocket((socket) => void socket.end("HTTP/1.1 nonsense\r\n\r\n"));
    const { owner, ref } = await newOrganisation();
    const test = async (url: string) => {
      const { id } = await createWebhook(owner, { ...ref, name: "Alerts", url });
      return testWebhook(owner, { ...ref, webhook: id });
    };
    const began = Date.now();
    const outcomes = await Promise.all([
      test(`http://127.0.0.1:${gone.port}/`),
      test(`http://127.0.0.1:${silent.port}/`),
      test(redirecting.url),
      test(`http://127.0.0.1:${breaking.port}/`),
      test("http://nothing.invalid/"),
    ]);
    expect(Date.now() - began).toBeLessThan(14_000);
    expect(outcomes.map(({ state, problem }) => [state, problem])).toEqual([
      ["failed", "Can’t connect to this host and port."],
      ["failed", "It didn’t respond within ten seconds."],
      ["failed", expect.stringContaining("307, a redirect. Redirects aren’t followed")],
      ["failed", "It closed the connection without a response."],
      ["failed", "This host name doesn’t exist. Check the spelling."],
    ]);
    expect(elsewhere.received).toEqual([]);
    await Promise.all([silent, breaking, elsewhere, redirecting].map((each) => each.close()));
  }, 20_000);

  it("ends in time for any response: slow, endless, or a gigabyte", async () => {
    const slow = await startReceiver((_request, response) => {
      response.write("a");
      const timer = setInterval(() => response.write("a"), 100);
      response.on("close", () => clearInterval(timer));
    });
    let sent = 0;
    const huge = await startReceiver((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(65_536))) sent += 65_536;
      };
      response.on("drain", more);
      more();
    });
    const dripping = await startSocket((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const timer = setInterval(() => socket.write("x: y\r\n"), 200);
      socket.on("close", () => clearInterval(timer));
    });
    const { owner, ref } = await newOrganisation();
    const test = async (url: string) => {
      const { id } = await createWebhook(owner, { ...ref, name: "Alerts", url });
      return testWebhook(owner, { ...ref, webhook: id });
    };
    const [one, two, three] = await Promise.all([
      test(slow.url),
      test(huge.url),
      test(`http://127.0.0.1:${dripping.port}/`),
    ]);
    expect(one).toMatchObject({ state: "delivered", status: 200, answer: expect.stringMatching(/^a{5,30}$/) });
    expect(one.durationMs).toBeLessThan(4_000);
    expect(two).toMatchObject({ state: "delivered", answer: "x".repeat(1024) });
    expect(sent).toBeLessThan(8_000_000);
    expect(three).toMatchObject({ state: "failed", problem: "It didn’t respond within ten seconds." });
    await Promise.all([slow, huge, dripping].map((each) => each.close()));
  }, 20_000);

  it("doesn't delay other webhooks, and a webhook has at most four at a time", async () => {
    const silent = await startSocket();
    const peer = await startReceiver();
    const { owner, ref } = await hooked(`http://127.0.0.1:${silent.port}/`);
    for (let number = 0; number < 12; number++) await createProject(owner, { ...ref, name: `Shop ${number}` });
    const quick = await hooked(peer.url);
    await createProject(quick.owner, { ...quick.ref, name: "Shop" });
    const underWay = await tellDue();
    await expect.poll(() => peer.received.length, { timeout: 5_000 }).toBe(1);
    await expect.poll(() => silent.open.size, { timeout: 5_000 }).toBe(4);
    await silent.close();
    await Promise.all(underWay);
    await peer.close();
  }, 20_000);

  it("a failed attempt that was interrupted by the worker’s end is repeated", async () => {
    const peer = await startReceiver();
    const { owner, ref, told } = await hooked(peer.url);
    await createProject(owner, { ...ref, name: "Shop" });
    await sudo("update deliveries set state = 'sending', attempts = 1, due_at = now() + interval '1 minute'");
    await tell();
    expect(peer.received).toEqual([]);
    await due();
    await tell();
    expect((await told())[0]).toMatchObject({ state: "delivered", attempts: 2 });
    await peer.close();
  });
});

describe("an event and a webhook’s removal", () => {
  it("don’t get in each other’s way", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    for (let round = 0; round < 4; round++) {
      const { id } = await createWebhook(owner, { ...ref, name: "Alerts", url: "https://example.org/" });
      const names = Array.from({ length: 10 }, (_, place) => `Shop ${round} ${place}`);
      await Promise.all([
        ...names.map((name) => createProject(owner, { ...ref, name })),
        removeWebhook(owner, { ...ref, webhook: id }),
      ]);
    }
    expect(await sudo("select from deliveries where organisation_id = $1", [organisation.id])).toEqual([]);
  });
});
