import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { countRows, narrowTo, newHolder, newMember, newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { listActivity } from "@/lib/audit/operations";
import { events } from "@/lib/events/events";
import { routeEvents } from "@/lib/events/route_operations";
import type { About } from "@/lib/kernel/operation";
import { createProject } from "@/lib/projects/operations";
import { listDeliveries } from "@/lib/webhooks/delivery_operations";
import { createWebhook, listWebhooks, readWebhook, removeWebhook, updateWebhook } from "@/lib/webhooks/operations";
import { retryDelivery, testWebhook } from "@/lib/webhooks/trial_operations";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const url = "https://hooks.example.org:8443/services/T00/very-secret-path";
const hook = { name: "Alerts", url };

/**
 * Commands in an organisation without an event. A line here is a decision: a new command has an event, or is listed
 * here.
 */
const untold = [
  "auditLog.export",
  ..."joinRequest.decline mailDomain.add mailDomain.remove mailDomain.verify".split(" "),
  ..."member.copyInvitationLink member.inviteMany member.narrow member.resendInvitation".split(" "),
  ..."member.retryInvitationMail member.revokeInvitation member.sendInvitation".split(" "),
  ..."node.setCleanup organisation.delete organisation.setDefault".split(" "),
  ..."provider.create provider.remove provider.retry provider.test provider.testSettings provider.update".split(" "),
  ..."server.command server.delete server.deleteBackup server.deleteFile server.makeBackup server.makeFolder".split(
    " ",
  ),
  ..."server.moveFile server.saveText server.setSchedule server.uploadFile".split(" "),
  ..."token.create token.revoke transfer.cancel transfer.offer".split(" "),
  ..."webhook.create webhook.remove webhook.retry webhook.route webhook.test webhook.testSettings webhook.update".split(
    " ",
  ),
  ..."zone.grant zone.revokeGrant".split(" "),
];

async function hooked() {
  const founded = await newOrganisation();
  const { secret, ...webhook } = await createWebhook(founded.owner, { ...founded.ref, ...hook });
  return { ...founded, secret: secret ?? "", webhook, one: { ...founded.ref, webhook: webhook.id } };
}

describe("a webhook", () => {
  it("is added, listed, read, changed and removed, and the log says so", async () => {
    const { owner, organisation, ref, webhook, one, secret } = await hooked();
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(webhook).toMatchObject({ name: "Alerts", host: "hooks.example.org:8443", format: "generic", events });
    expect(webhook.createdByName).toBe("Olive Owner");
    expect(await listWebhooks(owner, ref)).toEqual([webhook]);
    expect(await readWebhook(owner, one)).toEqual(webhook);
    const wanted = { name: "Chat", format: "discord" as const, events: ["zone.changed", "member.joined"] as never };
    const changed = await updateWebhook(owner, { ...one, ...wanted, url: "https://discord.example/api/1" });
    expect(changed).toMatchObject({ name: "Chat", host: "discord.example", secret: null });
    expect(changed.events).toEqual(["member.joined", "zone.changed"]);
    expect((await updateWebhook(owner, { ...one, newSecret: true })).secret).toMatch(/^[\w-]{43}$/);
    await removeWebhook(owner, one);
    await expect(readWebhook(owner, one)).rejects.toEqual(reason("webhook.unknown"));
    const { items } = await listActivity(owner, ref);
    expect(items.slice(0, 4).map(({ operation, targetName }) => [operation, targetName])).toEqual([
      ["webhook.remove", "Chat"],
      ["webhook.update", "Chat"],
      ["webhook.update", "Chat"],
      ["webhook.create", "Alerts"],
    ]);
    expect(await countRows(organisation.id)).toMatchObject({ webhooks: 0, deliveries: 0, audit: 5 });
  });

  it("is for owners and admins; a member who may only see it can't change it", async () => {
    const { organisation, ref, one } = await hooked();
    const member = await newMember(organisation.id, "member");
    const reader = await newHolder(organisation.id, ["notification.read", "auditLog.read"], "Reader");
    const before = await countRows(organisation.id);
    const routes = [{ webhook: one.webhook, events: [] }];
    const delivery = one.webhook;
    for (const act of [
      () => createWebhook(reader, { ...ref, ...hook }),
      () => updateWebhook(reader, { ...one, name: "Mine" }),
      () => routeEvents(reader, { ...ref, routes }),
      () => removeWebhook(reader, one),
      () => testWebhook(reader, one),
      () => retryDelivery(reader, { ...one, delivery }),
      () => listWebhooks(member, ref),
      () => readWebhook(member, one),
      () => listDeliveries(member, one),
    ])
      await expect(act()).rejects.toEqual(reason("permission.missing"));
    expect(await listWebhooks(reader, ref)).toHaveLength(1);
    expect((await listDeliveries(reader, one)).items).toEqual([]);
    expect(await countRows(organisation.id)).toEqual(before);
    const admin = await newMember(organisation.id, "admin");
    await updateWebhook(admin, { ...one, name: "Admin’s" });
    await removeWebhook(admin, one);
  });

  it("sends nobody what they couldn’t read in the log themselves", async () => {
    const { organisation, ref, one } = await hooked();
    const may = ["notification.read", "notification.create", "notification.update"];
    const blind = await newHolder(organisation.id, may, "Blind");
    const narrowed = await newHolder(organisation.id, [...may, "auditLog.read"], "Narrowed");
    await narrowTo(organisation.id, narrowed);
    const before = await countRows(organisation.id);
    for (const who of [blind, narrowed])
      for (const act of [
        () => createWebhook(who, { ...ref, ...hook }),
        () => updateWebhook(who, { ...one, url: "https://example.net/mine" }),
        () => routeEvents(who, { ...ref, routes: [{ webhook: one.webhook, events: [...events] }] }),
        () => listDeliveries(who, one),
      ])
        await expect(act()).rejects.toMatchObject({ code: "FORBIDDEN", reason: "webhook.sight" });
    expect(await countRows(organisation.id)).toEqual(before);
  });

  it("a webhook of another organisation isn't found by any operation", async () => {
    const { one, organisation } = await hooked();
    const outsider = await newUser();
    const { ref: own } = await newOrganisation(outsider);
    const foreign = { ...own, webhook: one.webhook };
    const before = await countRows(organisation.id);
    for (const act of [readWebhook, removeWebhook, testWebhook, updateWebhook, listDeliveries])
      await expect(act(outsider, foreign)).rejects.toEqual(reason("webhook.unknown"));
    const routes = [{ webhook: one.webhook, events: [] }];
    await expect(routeEvents(outsider, { ...own, routes })).rejects.toEqual(reason("webhook.unknown"));
    await expect(retryDelivery(outsider, { ...foreign, delivery: one.webhook })).rejects.toEqual(
      reason("webhook.unknown"),
    );
    expect(await countRows(organisation.id)).toEqual(before);
  });

  it("is one of at most ten, even with concurrent requests", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => createWebhook(owner, { ...ref, ...hook })));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    for (const each of tries) if (each.status === "rejected") expect(each.reason).toEqual(reason("webhook.limit"));
    expect(await countRows(organisation.id)).toMatchObject({ webhooks: 10 });
  });

  it("a webhook that is saved unchanged leaves no row in the log", async () => {
    const { owner, organisation, ref, one } = await hooked();
    const before = await countRows(organisation.id);
    await updateWebhook(owner, { ...one, name: "Alerts", url: "", secret: "" });
    await routeEvents(owner, { ...ref, routes: [{ webhook: one.webhook, events: [...events] }] });
    expect(await countRows(organisation.id)).toEqual(before);
  });

  it("shows its URL and its secret in no response, no row of the log and no dump", async () => {
    const { owner, ref, one, secret, webhook } = await hooked();
    const given = "a secret chosen by the user".replace(/[^\w]/g, "-");
    const answers = [
      webhook,
      await updateWebhook(owner, { ...one, secret: given, name: "Other" }),
      await listWebhooks(owner, ref),
      await readWebhook(owner, one),
      await createWebhook(owner, { ...ref, ...hook, secret: given }),
      await listActivity(owner, ref),
      await sudo("select webhooks::text, deliveries::text from webhooks left join deliveries on true"),
      await sudo("select audit::text from audit"),
      await createWebhook(owner, { ...ref, ...hook, name: "" }).catch((error) => error),
      await removeWebhook(owner, one),
    ];
    for (const text of answers.map((answer) => JSON.stringify(answer)))
      for (const hidden of [secret, given, "very-secret-path", Buffer.from(given).toString("hex")])
        expect(text).not.toContain(hidden);
  });
});

describe("the input", () => {
  it.each([
    ["url", "", /Enter a URL such as/],
    ["url", "example.org/hook", /Enter a URL such as/],
    ["url", "ftp://example.org/hook", /Enter a URL such as/],
    ["url", "javascript:alert(1)", /Enter a URL such as/],
    ["url", "http://example.org/hook", /begins with https/],
    ["url", "https://me:word@example.org/hook", /Leave user name and password out/],
    ["url", `https://example.org/${"a".repeat(2000)}`, /at most 2000/],
    ["url", `https://${`${"a".repeat(60)}.`.repeat(5)}example/hook`, /at most 253/],
    ["secret", "short", /at least 16/],
    ["secret", "with\nline breaks in it", /ASCII/],
    ["name", "Alerts\r\nX: y", /Remove line breaks/],
    ["format", "teams", /Choose a format/],
    ["events.0", ["member.exploded"], /Event not found/],
  ])("%s: %j is refused at its field", async (field, value, message) => {
    const { owner, organisation, ref } = await newOrganisation();
    const before = await countRows(organisation.id);
    const given = { ...ref, ...hook, [field.replace(".0", "")]: value };
    await expect(createWebhook(owner, given as never)).rejects.toMatchObject({
      code: "INVALID",
      fields: { [field]: [expect.stringMatching(message)] },
    });
    expect(await countRows(organisation.id)).toEqual(before);
  });

  it.each([
    "127.0.0.1",
    "localhost",
    "LOCALHOST.",
    "[::1]",
    "10.1.2.3",
    "0x7f.1",
    "2130706433",
    "[fd00::1]",
    "[::ffff:127.0.0.1]",
    "169.254.169.254",
  ])("with the private host %s is refused at its field", async (host) => {
    const { owner, ref, one } = await hooked();
    for (const act of [
      () => createWebhook(owner, { ...ref, ...hook, url: `https://${host}/hook` }),
      () => updateWebhook(owner, { ...one, url: `https://${host}/hook` }),
    ])
      await expect(act()).rejects.toMatchObject({
        code: "FORBIDDEN",
        reason: "address.private",
        fields: { url: [expect.stringContaining("private address")] },
      });
  });
});

describe("the event subscriptions", () => {
  it("are changed for several webhooks at once, all of the same organisation", async () => {
    const { owner, organisation, ref, one } = await hooked();
    const second = await createWebhook(owner, { ...ref, ...hook, name: "Chat", events: [] });
    const routes = [
      { webhook: one.webhook, events: ["project.created" as const] },
      { webhook: second.id, events: ["project.deleted" as const, "project.created" as const] },
    ];
    const answered = await routeEvents(owner, { ...ref, routes });
    expect(answered[1]).toEqual({ webhook: second.id, events: ["project.created", "project.deleted"] });
    expect((await listWebhooks(owner, ref)).map(({ events }) => events)).toEqual(answered.map(({ events }) => events));
    await createProject(owner, { ...ref, name: "Shop" });
    expect(await countRows(organisation.id)).toMatchObject({ deliveries: 2 });
    const { webhook: foreign } = await hooked();
    const before = await countRows(organisation.id);
    const mixed = [
      { webhook: one.webhook, events: [] },
      { webhook: foreign.id, events: [] },
    ];
    await expect(routeEvents(owner, { ...ref, routes: mixed })).rejects.toEqual(reason("webhook.unknown"));
    expect(await countRows(organisation.id)).toEqual(before);
  });

  it("cover every command of an organisation that declares an event, and no other", () => {
    const modules = import.meta.glob<Record<string, unknown>>(
      ["../**/*.ts", "!../**/*.test.ts", "!../doors/**", "!../jobs/install.ts"],
      { eager: true },
    );
    const logged = Object.values(modules)
      .flatMap((module) => Object.values(module))
      .flatMap((value) => (typeof value === "function" && "about" in value ? [value.about as About] : []))
      .flatMap(({ name, kind, logged }) => (logged ? [{ name, kind, event: logged.event }] : []));
    const silent = logged.filter(({ kind, event }) => kind === "organisationCommand" && event === null);
    expect([...new Set(silent.map(({ name }) => name))].sort()).toEqual(untold);
    const eventOf = (operation: string, after: Record<string, unknown> = {}) => {
      const event = logged.find(({ name }) => name === operation)?.event;
      return typeof event === "function" ? event(after) : event;
    };
    expect(eventOf("server.noteEnd", { state: "failed" })).toBe("server.failed");
    expect(eventOf("server.noteEnd", { state: "stopped" })).toBe("server.stopped");
    expect(eventOf("server.noteEnd", { state: "lost" })).toBeNull();
    expect(eventOf("token.create")).toBeNull();
    expect(eventOf("zone.import", { state: "waiting" })).toBeNull();
    expect(eventOf("zone.import", { version: 2 })).toBe("zone.changed");
    const named = new Set(logged.flatMap(({ event }) => (typeof event === "string" ? [event] : [])));
    for (const event of ["server.failed", "server.stopped"] as const) named.add(event);
    expect([...named].sort()).toEqual([...events].sort());
  });

  it("have a document that lists every event", () => {
    const documented = [...readFileSync("docs/webhooks.md", "utf8").matchAll(/^\| `(\w+\.\w+)` \|/gm)];
    expect(documented.map(([, event]) => event)).toEqual(events);
  });
});
