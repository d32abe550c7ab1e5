import dns from "node:dns/promises";
import { once } from "node:events";
import { syncBuiltinESMExports } from "node:module";
import type { AddressInfo, Socket } from "node:net";
import tls from "node:tls";
import type { SMTPServerOptions } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countRows, newMember, newOrganisation, sudo, useDatabase } from "@/db/testing";
import { createSmtpServer, updateSmtpServer } from "@/lib/smtp_servers/operations";
import { mailUser, newCertificate, settings, startPeer, startSocket, trust } from "@/lib/smtp_servers/testing";
import { testSettings, testSmtpServer } from "@/lib/smtp_servers/trial_operations";

// A portal that may connect to this machine, which runs real SMTP servers, good and bad.
process.env.ALLOW_PRIVATE_ADDRESSES = "on";
process.env.PUBLIC_URL = "https://guildhall.example.org";
useDatabase();

const { name: _, ...unnamed } = settings;
/** Things that the other side of a connection notices later. */
const soon = { timeout: 5_000 };
const trusted = await newCertificate();
const unknown = await newCertificate();
trust(trusted.cert);
const closing: (() => Promise<void>)[] = [];
async function started<T extends { close: () => Promise<void> }>(server: Promise<T>): Promise<T> {
  const running = await server;
  closing.push(running.close);
  return running;
}
let peer: Awaited<ReturnType<typeof startPeer>>;
beforeAll(async () => {
  peer = await started(startPeer(trusted));
});
afterAll(() => Promise.all(closing.map((close) => close())));

/** An organisation with an SMTP server on this machine. */
async function provided(more: object) {
  const founded = await newOrganisation();
  const wanted = { ...founded.ref, ...settings, host: "localhost", ...mailUser, ...more };
  const { id } = await createSmtpServer(founded.owner, wanted);
  return { ...founded, one: { ...founded.ref, provider: id } };
}

async function refusal(more: object) {
  const { owner, organisation, one } = await provided(more);
  const before = await countRows(organisation.id);
  const error = await testSmtpServer(owner, one).catch((refused) => refused);
  expect(await countRows(organisation.id)).toEqual(before);
  return error;
}

describe("a test mail", () => {
  it.each([
    ["STARTTLS, with a user", async () => ({ port: peer.port })],
    [
      "implicit TLS",
      async () => ({ port: (await started(startPeer({ ...trusted, secure: true }))).port, encryption: "tls" }),
    ],
  ])("arrives over %s", async (_name, more) => {
    const { owner, organisation, one } = await provided(await more());
    expect(await testSmtpServer(owner, one)).toEqual({ sentTo: ["ops@example.org"] });
    const rows = await sudo("select target_name, details from audit where organisation_id = $1 and operation = $2", [
      organisation.id,
      "provider.test",
    ]);
    expect(rows).toEqual([{ target_name: "Post office", details: { after: { sentTo: "ops@example.org" } } }]);
  });

  it("says that it is a test, comes from the organisation, and goes to every recipient", async () => {
    const open = await started(startPeer({ disabledCommands: ["AUTH", "STARTTLS"] }));
    const { owner, organisation } = await newOrganisation();
    const recipients = ["a@example.org", "b@example.org"];
    const { port } = open;
    const tried = { ...unnamed, organisation: organisation.id, host: "localhost", port, recipients };
    await testSettings(owner, { ...tried, encryption: "none" });
    const [mail] = open.mails;
    expect(mail).toMatchObject({
      subject: "Test mail of Apex Gaming through localhost",
      from: { value: [{ name: "Apex Gaming", address: "post@example.org" }] },
      to: { text: "a@example.org, b@example.org" },
    });
    expect(mail?.text).toContain(`https://guildhall.example.org/dashboard/organisations/${organisation.handle}`);
    expect(await sudo("select from notification_providers where organisation_id = $1", [organisation.id])).toEqual([]);
  });

  it("goes to the checked address, even if the name resolves to another one afterwards", async () => {
    const { lookup } = dns;
    const asked: string[] = [];
    const here = async (host: string) => {
      asked.push(host);
      return [{ address: "127.0.0.1", family: 4 }];
    };
    // Only this one look-up knows the name: another one would find nothing.
    dns.lookup = here as unknown as typeof dns.lookup;
    syncBuiltinESMExports();
    try {
      const open = await started(startPeer({ disabledCommands: ["AUTH", "STARTTLS"] }));
      const { owner, ref } = await newOrganisation();
      const tried = { ...ref, ...unnamed, host: "rebinding.invalid", port: open.port, encryption: "none" as const };
      await testSettings(owner, tried);
      expect([open.mails.length, asked]).toEqual([1, ["rebinding.invalid"]]);
    } finally {
      dns.lookup = lookup;
      syncBuiltinESMExports();
    }
  });

  it("can be sent forty times an hour by an organisation in total, and outsiders don't use that up", async () => {
    const open = await started(startPeer({ disabledCommands: ["AUTH", "STARTTLS"] }));
    const { owner, organisation, one } = await provided({
      port: open.port,
      encryption: "none",
      username: "",
      password: "",
    });
    const outsider = (await newOrganisation()).owner;
    await expect(testSmtpServer(outsider, one)).rejects.toMatchObject({ reason: "unknown" });
    const admins = [await newMember(organisation.id, "admin"), await newMember(organisation.id, "admin")];
    for (const admin of admins) for (let n = 0; n < 20; n++) await testSmtpServer(admin, one);
    for (const who of [owner, ...admins])
      await expect(testSmtpServer(who, one)).rejects.toMatchObject({ code: "RATE_LIMITED" });
    expect(open.mails).toHaveLength(40);
  });
});

describe("an SMTP server that doesn't work", () => {
  it("an SMTP server whose certificate isn't trusted is refused, and gets no password", async () => {
    const heard: unknown[] = [];
    const onAuth: SMTPServerOptions["onAuth"] = (auth, _session, done) => {
      heard.push(auth);
      done(null, { user: "anybody" });
    };
    for (const secure of [false, true]) {
      const { port } = await started(startPeer({ ...unknown, onAuth, secure }));
      expect(await refusal({ port, encryption: secure ? "tls" : "starttls" })).toMatchObject({
        code: "UPSTREAM",
        reason: "provider.insecure",
        message: expect.stringContaining("certificate isn’t from a CA that this portal trusts"),
      });
    }
    expect(heard).toEqual([]);
  });

  it("an SMTP server whose certificate is for another name is refused", async () => {
    expect(await refusal({ host: "127.0.0.1", port: peer.port })).toMatchObject({
      reason: "provider.insecure",
      message: expect.stringContaining("for another host name"),
    });
  });

  it("an SMTP server that can't encrypt is refused, and gets no password", async () => {
    const { port } = await started(startPeer({ disabledCommands: ["STARTTLS"], allowInsecureAuth: true }));
    expect(await refusal({ port })).toMatchObject({
      reason: "provider.insecure",
      message: expect.stringContaining("doesn’t offer STARTTLS"),
    });
    expect(await refusal({ port, encryption: "tls" })).toMatchObject({ reason: "provider.insecure" });
  });

  it("an SMTP server that rejects the password is quoted, without the password", async () => {
    const password = "not this one";
    const error = await refusal({ port: peer.port, password });
    expect(error).toMatchObject({
      code: "UPSTREAM",
      reason: "provider.login",
      message: expect.stringMatching(
        /^The SMTP server rejected the user name and password: 535 .*No: “…” isn’t right$/,
      ),
    });
    expect(JSON.stringify(error)).not.toContain(password);
  });

  it.each([
    ["as it was sent", "posts", "pa55word"],
    ["with more than one space", "post", "two  spaces \u00ad here"],
  ])("is never quoted with the password %s", async (_name, username, password) => {
    const plain = Buffer.from(`\0${username}\0${password}`).toString("base64");
    const onAuth: SMTPServerOptions["onAuth"] = (_auth, _session, done) =>
      done(Object.assign(new Error(`AUTH PLAIN ${plain}, that is ${password}, isn’t right`), { responseCode: 535 }));
    const { port } = await started(startPeer({ ...trusted, onAuth }));
    expect(await refusal({ port, username, password })).toMatchObject({
      reason: "provider.login",
      message: expect.stringMatching(/: 535 AUTH PLAIN …, that is …, isn’t right$/),
    });
  });

  it("an SMTP server that rejects the mail is quoted", async () => {
    const full = () => Object.assign(new Error("Mailbox\u0007 full"), { responseCode: 552 });
    const { port } = await started(startPeer({ ...trusted, onRcptTo: (_to, _session, done) => done(full()) }));
    expect(await refusal({ port })).toMatchObject({
      reason: "provider.refused",
      message: "The SMTP server rejected the mail: 552 Mailbox full",
    });
  });

  it("an SMTP server where nothing listens, or that isn't one, is reported as such", async () => {
    const gone = await startSocket();
    await gone.close();
    expect(await refusal({ port: gone.port })).toMatchObject({ code: "UPSTREAM", reason: "provider.unreachable" });
    const other = await started(startSocket((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")));
    expect(await refusal({ port: other.port })).toMatchObject({ code: "UPSTREAM" });
    expect(await refusal({ port: other.port, encryption: "tls" })).toMatchObject({ reason: "provider.insecure" });
    const hangsUp = await started(startSocket((socket) => socket.destroy()));
    expect(await refusal({ port: hangsUp.port })).toMatchObject({ reason: "provider.broken" });
  });

  it("an SMTP server that is silent is given up on in seconds, without holding a lock", async () => {
    const silent = await started(startSocket());
    const { owner, organisation, one } = await provided({ port: silent.port });
    const begun = Date.now();
    const trying = testSmtpServer(owner, one).catch((error) => error);
    await expect.poll(() => silent.open.size, soon).toBe(1);
    await updateSmtpServer(owner, { ...one, name: "Silent" });
    const idle = "select from pg_stat_activity where datname = current_database() and state = 'idle in transaction'";
    await expect.poll(() => sudo(idle), soon).toEqual([]);
    expect(Date.now() - begun).toBeLessThan(5_000);
    expect(await trying).toMatchObject({ code: "UPSTREAM", reason: "provider.silent" });
    expect(Date.now() - begun).toBeLessThan(15_000);
    await expect.poll(() => silent.open.size, soon).toBe(0);
    expect(await countRows(organisation.id)).toMatchObject({ audit: 3 });
  });

  it("an SMTP server that never finishes is given up on, too", { timeout: 40_000 }, async () => {
    const endless = await started(
      startSocket((socket) => {
        socket.write("220 here\r\n");
        const timer = setInterval(() => socket.write("250-and more\r\n"), 200);
        socket.on("close", () => clearInterval(timer));
      }),
    );
    const begun = Date.now();
    expect(await refusal({ port: endless.port })).toMatchObject({ reason: "provider.silent" });
    expect(Date.now() - begun).toBeLessThan(25_000);
    await expect.poll(() => endless.open.size, soon).toBe(0);
  });

  it("an SMTP server that sends too much is disconnected, also over TLS", async () => {
    const flood = (socket: Socket) => {
      const more = () => {
        while (socket.writable && socket.write("\r\n".repeat(10_000)));
      };
      socket.on("drain", more).on("error", () => {});
      more();
    };
    const open = await started(startSocket(flood));
    const server = tls.createServer(trusted, flood);
    await once(server.listen(0, "127.0.0.1"), "listening");
    try {
      const { port } = server.address() as AddressInfo;
      for (const more of [
        { port: open.port, encryption: "none", username: "", password: "" },
        { port, encryption: "tls" },
      ]) {
        const begun = process.cpuUsage();
        expect(await refusal(more)).toMatchObject({ code: "UPSTREAM", reason: "provider.broken" });
        // In microseconds of this process, so that waiting on a busy machine doesn't count.
        expect(process.cpuUsage(begun).user).toBeLessThan(5_000_000);
      }
    } finally {
      server.close();
    }
  });
});
