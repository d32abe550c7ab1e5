import { afterEach, describe, expect, it } from "vitest";
import { countRows, narrowTo, newHolder, newMember, newOrganisation, sudo, useDatabase } from "@/db/testing";
import { listActivity } from "@/lib/audit/operations";
import { routeEvents } from "@/lib/events/route_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { tellDue } from "@/lib/jobs/webhooks";
import { createProject } from "@/lib/projects/operations";
import { listMailed, retryMailed } from "@/lib/smtp_servers/delivery_operations";
import { createSmtpServer, readSmtpServer, removeSmtpServer, updateSmtpServer } from "@/lib/smtp_servers/operations";
import { mailUser, settings, startPeer } from "@/lib/smtp_servers/testing";
import { createWebhook, listWebhooks } from "@/lib/webhooks/operations";

process.env.ALLOW_PRIVATE_ADDRESSES = "on";
process.env.PUBLIC_URL = "https://guildhall.example.org";
useDatabase();
afterEach(() => sudo("delete from deliveries"));

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const open = { disabledCommands: ["AUTH", "STARTTLS"] };
const plain = { ...settings, host: "localhost", encryption: "none" as const };
const projects = ["project.created"] as ["project.created"];

/** An organisation with an SMTP server on this machine that subscribes to new projects. */
async function mailing(port: number, more: object = {}) {
  const founded = await newOrganisation();
  const wanted = { ...founded.ref, ...plain, port, events: projects, ...more };
  const { id } = await createSmtpServer(founded.owner, wanted);
  const one = { ...founded.ref, provider: id };
  const told = async () => (await listMailed(founded.owner, one)).items;
  return { ...founded, one, told };
}

/** Like the worker, but waits for the started deliveries. */
const tell = async () => void (await Promise.all(await tellDue()));
const due = () => sudo("update deliveries set due_at = now() where due_at is not null");

describe("an event", () => {
  it("is mailed once to every recipient, with actor and target, and without IP address", async () => {
    const peer = await startPeer(open);
    const recipients = ["ops@example.org", "boss@example.org"];
    const events = ["member.invited", "project.created"] as const;
    const { owner, ref, one, told } = await mailing(peer.port, { recipients, events });
    await inviteMember(owner, { ...ref, email: "guest@example.org" });
    await createProject(owner, { ...ref, name: "<Shop> & Co" });
    await Promise.all([tell(), tell(), tell()]);
    await tell();
    expect(peer.mails.map(({ subject }) => subject).sort()).toEqual([
      "Apex Gaming: A project was created: <Shop> & Co",
      "Apex Gaming: Somebody was invited",
    ]);
    const mail = peer.mails.find(({ subject }) => subject?.includes("Shop"));
    const [delivery] = (await told()).filter(({ event }) => event === "project.created");
    expect(mail).toMatchObject({
      from: { value: [{ name: "Apex Gaming", address: "post@example.org" }] },
      to: { text: "ops@example.org, boss@example.org" },
      messageId: `<${delivery?.id}@guildhall.example.org>`,
    });
    expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mail?.text).toMatch(/^A project was created: <Shop> & Co\.\n\nOlive Owner did that on .* UTC\./);
    expect(mail?.text).toMatch(/https:\/\/guildhall\.example\.org\/dashboard\/organisations\/[\w-]+\/activity/);
    expect(mail?.html).toContain("&lt;Shop&gt; &amp; Co");
    for (const { text, html } of peer.mails) expect(`${text}${html}`).not.toContain("guest@example.org");
    expect(await told()).toHaveLength(2);
    for (const row of await told())
      expect(row).toMatchObject({ state: "delivered", attempts: 1, status: null, problem: null, dueAt: null });
    expect(await readSmtpServer(owner, one)).toMatchObject({ lastState: "delivered", lastProblem: null });
    await peer.close();
  });

  it("isn’t mailed for a refused command, by an SMTP server without the subscription, or by another organisation’s", async () => {
    const { owner, organisation, ref, told } = await mailing(1);
    await createSmtpServer(owner, { ...ref, ...plain, name: "Quiet" });
    await createProject(owner, { ...ref, name: "Shop" });
    await expect(createProject(owner, { ...ref, name: "shop" })).rejects.toMatchObject({ code: "CONFLICT" });
    const member = await newMember(organisation.id, "member");
    await expect(createProject(member, { ...ref, name: "Mine" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const other = await newOrganisation();
    await createProject(other.owner, { ...other.ref, name: "Theirs" });
    expect((await told()).map(({ event }) => event)).toEqual(["project.created"]);
    expect(await countRows(organisation.id)).toMatchObject({ deliveries: 1 });
  });

  it("an event that only some recipients accept counts as delivered, and names the others", async () => {
    const peer = await startPeer({
      ...open,
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith("gone") ? Object.assign(new Error("no such box"), { responseCode: 550 }) : null),
    });
    const { owner, ref, told } = await mailing(peer.port, { recipients: ["ops@example.org", "gone@example.org"] });
    await createProject(owner, { ...ref, name: "Shop" });
    await tell();
    const problem = "Delivered to the others; the SMTP server refused gone@example.org";
    expect((await told())[0]).toMatchObject({ state: "delivered", problem });
    expect(peer.mails).toHaveLength(1);
    await peer.close();
  });
});

describe("a mail that isn’t accepted", () => {
  it("is attempted six times in an hour as the same mail, then fails, and is retried on request", async () => {
    let tries = 0;
    const ids: (string | undefined)[] = [];
    const peer = await startPeer({
      ...open,
      onMailFrom: (_address, _session, done) =>
        done(++tries <= 7 ? Object.assign(new Error("try later"), { responseCode: 451 }) : null),
    });
    const { owner, ref, one, told } = await mailing(peer.port);
    await createProject(owner, { ...ref, name: "Shop" });
    for (let time = 0; time < 6; time++) {
      await tell();
      await tell();
      const [row] = await told();
      if (time < 5) expect(row).toMatchObject({ state: "queued", problem: expect.stringContaining("451 try later") });
      ids.push(row?.id);
      await due();
    }
    const [row] = await told();
    expect(row).toMatchObject({ state: "failed", attempts: 6, dueAt: null });
    expect(new Set(ids)).toEqual(new Set([row?.id]));
    expect(tries).toBe(6);
    const again = { ...one, delivery: row?.id ?? "" };
    await retryMailed(owner, again);
    await expect(retryMailed(owner, again)).rejects.toEqual(reason("delivery.open"));
    await tell();
    await due();
    await tell();
    expect((await told())[0]).toMatchObject({ state: "delivered", attempts: 2 });
    expect(peer.mails.map(({ messageId }) => messageId)).toEqual([`<${row?.id}@guildhall.example.org>`]);
    await peer.close();
  });

  it("says why, without the password", async () => {
    const { owner, ref, one, told } = await mailing(1, { encryption: "starttls", ...mailUser });
    await createProject(owner, { ...ref, name: "Shop" });
    await tell();
    const problem = "Can’t connect to this host and port. Check both, then try again.";
    expect((await told())[0]).toMatchObject({ state: "queued", problem });
    await sudo("update notification_providers set secret = 'unreadable' where id = $1", [one.provider]);
    await due();
    await tell();
    expect((await told())[0]).toMatchObject({ state: "queued", problem: expect.stringMatching(/encryption key/) });
    expect(JSON.stringify(await sudo("select * from deliveries"))).not.toContain(mailUser.password);
  });
});

describe("the event subscriptions", () => {
  it("are changed for webhooks and SMTP servers together, and logged", async () => {
    const { owner, ref, one } = await mailing(1);
    const { id: webhook } = await createWebhook(owner, { ...ref, name: "Alerts", url: "https://example.org/" });
    const routes = [
      { webhook, events: ["zone.changed" as const] },
      { provider: one.provider, events: ["zone.changed" as const, "member.left" as const] },
    ];
    expect(await routeEvents(owner, { ...ref, routes })).toMatchObject([
      { webhook, events: ["zone.changed"] },
      { provider: one.provider, events: ["member.left", "zone.changed"] },
    ]);
    expect(await readSmtpServer(owner, one)).toMatchObject({ events: ["member.left", "zone.changed"] });
    expect(await listWebhooks(owner, ref)).toMatchObject([{ events: ["zone.changed"] }]);
    const [entry] = (await listActivity(owner, ref)).items;
    expect(entry).toMatchObject({ operation: "webhook.route", targetName: "Alerts, Post office" });
    expect(entry?.details).toMatchObject({
      before: { events: expect.stringContaining("Post office: project.created") },
      after: { events: "Alerts: zone.changed; Post office: member.left, zone.changed" },
    });
    for (const route of [{ events: [] }, { webhook, provider: one.provider, events: [] }])
      await expect(routeEvents(owner, { ...ref, routes: [route] })).rejects.toMatchObject({
        fields: { "routes.0": ["Choose a webhook or an SMTP server."] },
      });
    const other = await newOrganisation();
    await expect(routeEvents(other.owner, { ...other.ref, routes })).rejects.toEqual(reason("webhook.unknown"));
    const theirs = [{ provider: one.provider, events: [] }];
    await expect(routeEvents(other.owner, { ...other.ref, routes: theirs })).rejects.toEqual(
      reason("provider.unknown"),
    );
  });

  it("are only for members who may read the log: nobody else adds, redirects or reads deliveries", async () => {
    const { owner, organisation, ref, one } = await mailing(1);
    const may = ["notification.read", "notification.create", "notification.update", "notification.delete"];
    const blind = await newHolder(organisation.id, may, "Blind");
    const narrowed = await newHolder(organisation.id, [...may, "auditLog.read"], "Narrowed");
    await narrowTo(organisation.id, narrowed);
    const before = await countRows(organisation.id);
    for (const who of [blind, narrowed]) {
      for (const act of [
        () => createSmtpServer(who, { ...ref, ...plain, events: projects }),
        () => updateSmtpServer(who, { ...one, recipients: ["me@example.org"] }),
        () => updateSmtpServer(who, { ...one, host: "mail.example.com" }),
        () => updateSmtpServer(who, { ...one, events: ["member.left"] }),
        () => routeEvents(who, { ...ref, routes: [{ provider: one.provider, events: [] }] }),
        () => listMailed(who, one),
      ])
        await expect(act()).rejects.toEqual(reason("webhook.sight"));
      await expect(retryMailed(who, { ...one, delivery: one.provider })).rejects.toEqual(reason("delivery.unknown"));
    }
    expect(await countRows(organisation.id)).toEqual(before);
    expect((await updateSmtpServer(blind, { ...one, name: "Post" })).name).toBe("Post");
    expect((await createSmtpServer(blind, { ...ref, ...plain })).events).toEqual([]);
    // A member with only the change permission can unsubscribe everything, and then redirect it: nothing is sent there
    // any more.
    expect((await updateSmtpServer(narrowed, { ...one, host: "mail.example.com", events: [] })).events).toEqual([]);
    await createProject(owner, { ...ref, name: "Shop" });
    expect(await countRows(organisation.id)).toMatchObject({ deliveries: 0 });
  });

  it("and an SMTP server’s removal don’t get in each other’s way", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    for (let round = 0; round < 4; round++) {
      const { id } = await createSmtpServer(owner, { ...ref, ...plain, port: 1, events: projects });
      const names = Array.from({ length: 10 }, (_, place) => `Shop ${round} ${place}`);
      await Promise.all([
        ...names.map((name) => createProject(owner, { ...ref, name })),
        removeSmtpServer(owner, { ...ref, provider: id }),
      ]);
    }
    expect(await sudo("select from deliveries where organisation_id = $1", [organisation.id])).toEqual([]);
  });
});
