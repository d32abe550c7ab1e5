import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newOrganisation, sudo, useDatabase } from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { serve } from "@/lib/doors/http/serve";
import { openApi } from "@/lib/doors/openapi/openapi";
import { contractOf } from "@/lib/doors/openapi/testing";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { copied } from "@/lib/invitations/testing";
import { tellDue } from "@/lib/jobs/webhooks";
import { createSmtpServer } from "@/lib/smtp_servers/operations";
import { mailUser, newCertificate, settings, startPeer, startSocket, trust } from "@/lib/smtp_servers/testing";

process.env.ALLOW_PRIVATE_ADDRESSES = "on";
useDatabase();

let peer: Awaited<ReturnType<typeof startPeer>>;
beforeAll(async () => {
  const certificate = await newCertificate();
  trust(certificate.cert);
  peer = await startPeer(certificate);
});
afterAll(() => peer.close());

async function program() {
  const { owner, organisation, ref } = await newOrganisation();
  const { token } = await createToken(owner, { ...ref, name: "client" });
  const { id: invitation, email } = await inviteMember(owner, { ...ref, email: `${token.slice(-8)}@example.org` });
  const call = async (method: string, path: string, body?: unknown) => {
    const url = `http://portal.example.org/api/${path}`;
    const headers = { "x-api-key": token, "content-type": "application/json" };
    const answer = await serve(
      new NextRequest(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }),
    );
    const text = await answer.text();
    expect(text).not.toContain(mailUser.password);
    const answered = JSON.parse(text);
    contractOf(openApi())(method, url, answer.status, answered);
    return { status: answer.status, body: answered };
  };
  return { call, organisation, invitation, email, base: `organisations/${organisation.handle}` };
}
const here = () => ({ host: "localhost", port: peer.port });

describe("SMTP servers over REST", () => {
  it("are added, listed, read, edited, tested, sent through and removed", async () => {
    const { call, base, invitation } = await program();
    const { name, ...unnamed } = settings;
    const made = await call("POST", `${base}/notifications`, { ...settings, ...here(), ...mailUser });
    expect(made).toMatchObject({ status: 201, body: { name, username: "post", hasPassword: true } });
    const one = `${base}/notifications/${made.body.id}`;
    expect(await call("GET", `${base}/notifications`)).toMatchObject({ status: 200, body: [made.body] });
    expect(await call("GET", one)).toMatchObject({ status: 200, body: made.body });
    expect(await call("PUT", one, { name: "Renamed" })).toMatchObject({ status: 200, body: { name: "Renamed" } });
    const sent = { status: 200, body: { sentTo: settings.recipients } };
    expect(await call("POST", `${one}/test`)).toMatchObject(sent);
    expect(await call("POST", `${base}/notifications/test`, { ...unnamed, ...here(), ...mailUser })).toMatchObject(
      sent,
    );
    expect(await call("POST", `${base}/invite/${invitation}/send`, { provider: made.body.id })).toMatchObject({
      status: 200,
      body: { link: expect.stringContaining(copied(invitation).token) },
    });
    expect(await call("DELETE", one)).toEqual({ status: 200, body: { success: true } });
    expect(await call("GET", one)).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
  });

  it("mail the events they subscribe to, and list the deliveries", async () => {
    const { call, base } = await program();
    const wanted = { ...settings, ...here(), ...mailUser, events: ["project.created"] };
    const { body: made } = await call("POST", `${base}/notifications`, wanted);
    expect(made).toMatchObject({ events: ["project.created"], lastState: null });
    const one = `${base}/notifications/${made.id}`;
    await call("POST", `${base}/projects`, { name: "Shop" });
    await Promise.all(await tellDue());
    const told = await call("GET", `${one}/deliveries?limit=1`);
    expect(told).toMatchObject({ status: 200, body: [{ event: "project.created", state: "delivered", status: null }] });
    expect(peer.mails.at(-1)?.subject).toMatch(/: A project was created: Shop$/);
    const retry = `${one}/deliveries/${told.body[0].id}/retry`;
    expect(await call("POST", retry)).toMatchObject({ status: 409, body: { code: "CONFLICT" } });
    await sudo("update deliveries set state = 'failed' where id = $1", [told.body[0].id]);
    expect(await call("POST", retry)).toEqual({ status: 200, body: { success: true } });
    const routes = [{ provider: made.id, events: [] }];
    expect(await call("PUT", `${base}/webhooks/events`, { routes })).toEqual({ status: 200, body: routes });
    expect(await call("PUT", one, { events: ["zone.changed"] })).toMatchObject({ body: { events: ["zone.changed"] } });
    expect((await call("PUT", one, { events: ["x"] })).status).toBe(400);
  });

  it("refuse with their own status if the other server fails, and always refuse unknown fields", async () => {
    const { call, base } = await program();
    const gone = await startSocket();
    await gone.close();
    const wanted = { ...settings, host: "localhost", port: gone.port };
    const { body } = await call("POST", `${base}/notifications`, wanted);
    expect(await call("POST", `${base}/notifications/${body.id}/test`)).toMatchObject({
      status: 502,
      body: { code: "UPSTREAM", error: "Can’t connect to this host and port. Check both, then try again." },
    });
    for (const more of [{ organisationId: body.id }, { secret: "x" }, { kind: "webhook" }])
      expect((await call("POST", `${base}/notifications`, { ...wanted, ...more })).status).toBe(400);
  });
});

describe("SMTP servers by procedures", () => {
  const fields = () => ({
    smtpServer: "localhost",
    smtpPort: peer.port,
    ...mailUser,
    fromAddress: "post@example.org",
    toAddresses: ["ops@example.org", "admin@example.org"],
  });

  it("are added, tested, listed, read, sent through and removed like by clients of that ecosystem", async () => {
    const { call, organisation, invitation, email } = await program();
    expect(await call("POST", "notification.testEmailConnection", fields())).toEqual({ status: 200, body: true });
    const made = await call("POST", "notification.createEmail", { ...fields(), name: "Post", appDeploy: true });
    expect(made).toMatchObject({
      status: 200,
      body: {
        organizationId: organisation.id,
        notificationType: "email",
        name: "Post",
        email: { smtpServer: "localhost", username: "post", toAddresses: ["ops@example.org", "admin@example.org"] },
      },
    });
    const { notificationId } = made.body;
    expect((await call("GET", "notification.all")).body).toEqual([made.body]);
    expect((await call("GET", `notification.one?notificationId=${notificationId}`)).body).toEqual(made.body);
    const link = await call("POST", "user.sendInvitation", { invitationId: invitation, notificationId });
    expect(link.body).toContain(copied(invitation).token);
    expect(peer.mails.at(-1)).toMatchObject({ to: { text: email } });
    expect((await call("POST", "notification.remove", { notificationId })).body).toEqual(made.body);
    expect((await call("GET", "notification.all")).body).toEqual([]);
  });

  it("refuse an unknown one, or another organisation's, with the messages that those clients know", async () => {
    const { call, invitation } = await program();
    const theirs = await newOrganisation();
    const { id } = await createSmtpServer(theirs.owner, { ...theirs.ref, ...settings });
    const missing = {
      status: 404,
      body: {
        code: "NOT_FOUND",
        reason: expect.stringMatching(/^(provider|webhook)\.unknown$/),
        message: "Notification not found",
      },
    };
    const sending = { invitationId: invitation, notificationId: id };
    expect(await call("POST", "user.sendInvitation", sending)).toMatchObject(missing);
    expect(await call("GET", `notification.one?notificationId=${id}`)).toMatchObject(missing);
    expect(await call("POST", "notification.remove", { notificationId: id })).toMatchObject(missing);
    expect(await call("POST", "user.sendInvitation", { ...sending, invitationId: id })).toMatchObject({
      body: { message: "Invitation not found" },
    });
    expect(await call("POST", "notification.testEmailConnection", { ...fields(), password: "wrong" })).toMatchObject({
      status: 502,
      body: { code: "BAD_GATEWAY", message: expect.stringContaining("rejected the user name and password") },
    });
  });

  it("are edited, too, and send under the name beside their address", async () => {
    const { call, organisation } = await program();
    const given = { ...fields(), fromAddress: '"Post, Office" <post@example.org>', name: "Post", appDeploy: true };
    const { body } = await call("POST", "notification.createEmail", given);
    expect(body).toMatchObject({ appDeploy: true, email: { fromAddress: "Post, Office <post@example.org>" } });
    const { notificationId } = body;
    const update = { notificationId, emailId: notificationId, name: "Mail", appDeploy: false, appBuildError: true };
    const events = ["server.stopped", "server.failed"];
    const changed = await call("POST", "notification.updateEmail", update);
    expect(changed.body).toMatchObject({
      name: "Mail",
      appDeploy: false,
      appBuildError: true,
      events,
      email: body.email,
    });
    expect((await call("POST", "notification.updateEmail", { notificationId, username: "other" })).body).toMatchObject({
      code: "BAD_REQUEST",
      issues: [{ path: ["password"] }],
    });
    const base = `organisations/${organisation.handle}/notifications/${notificationId}`;
    expect((await call("GET", base)).body.fromAddress).toBe("Post, Office <post@example.org>");
    expect((await call("POST", `${base}/test`)).status).toBe(200);
    expect(peer.mails.at(-1)?.from?.value).toEqual([{ name: "Post, Office", address: "post@example.org" }]);
    const plain = { notificationId, fromAddress: " <Post@example.org> " };
    expect((await call("POST", "notification.updateEmail", plain)).body.email.fromAddress).toBe("post@example.org");
    for (const fromAddress of ["Post <nobody>", "Post <a@b.org> x", "A <a@b.org> <c@d.org>", "P\u0007 <a@b.org>"])
      expect(
        (await call("POST", "notification.updateEmail", { notificationId, fromAddress })).body,
        fromAddress,
      ).toMatchObject({
        code: "BAD_REQUEST",
        issues: [{ path: ["fromAddress"] }],
      });
  });

  it("use implicit TLS on port 465, and STARTTLS on any other", async () => {
    const { call } = await program();
    for (const [smtpPort, encryption] of [
      [465, "tls"],
      [587, "starttls"],
      ["2525", "starttls"],
    ])
      expect(
        (await call("POST", "notification.createEmail", { ...fields(), name: "Post", smtpPort })).body.email,
      ).toMatchObject({ encryption });
  });
});
