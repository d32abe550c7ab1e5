import { type ParsedMail, simpleParser } from "mailparser";
import sharp from "sharp";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newOrganisation, newUser, signIn, stranger, sudo, useDatabase } from "@/db/testing";
import { confirmAddress, openSession, requestPasswordReset } from "@/lib/accounts/operations";
import { signUp, signUpInvited } from "@/lib/accounts/sign_up_operations";
import { setOrganisationAvatar } from "@/lib/avatars/operations";
import { newPicture } from "@/lib/avatars/testing";
import { acceptInvitation } from "@/lib/invitations/answer_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { listInvitations, retryInvitationMail, revokeInvitation } from "@/lib/invitations/operations";
import { runMailJob } from "@/lib/jobs/mail";
import { startWorker } from "@/lib/jobs/worker";
import { listMails, revealLink } from "@/lib/mails/operations";
import { createOrganisation, listOrganisations, readOrganisation } from "@/lib/organisations/operations";
import { linkToken } from "@/lib/tokens";

// A portal with SMTP: a real worker sends the e-mails to a real server.
const received: ParsedMail[] = [];
let answer: ((address: string) => Error | null) | undefined;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo: ({ address }, _session, done) => done(answer?.(address) ?? null),
  onData: (stream, _session, done) =>
    void simpleParser(stream).then((mail) => {
      received.push(mail);
      done();
    }),
});
let stop: (() => Promise<void>) | undefined;

process.env.SMTP_URL = await new Promise<string>((resolve) => {
  const listening = server.listen(0, "127.0.0.1", () =>
    resolve(`smtp://127.0.0.1:${(listening.address() as { port: number }).port}`),
  );
});
process.env.PUBLIC_URL = "https://guildhall.example.org";
process.env.MAIL_FROM = "Guildhall <portal@example.org>";
useDatabase();
beforeAll(async () => {
  stop = await startWorker();
});
beforeEach(() => {
  answer = undefined;
});
afterAll(async () => {
  await stop?.();
  await new Promise<void>((done) => server.close(done));
});

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const password = "correct horse battery";
let count = 0;
const address = () => `post-${++count}@example.org`;
/** For what the worker does in its own time. */
const soon = { timeout: 15_000 };
const mailTo = (email: string) =>
  expect.poll(() => received.filter(({ to }) => [to].flat().some((header) => header?.text === email)), soon);
const lastTo = async (email: string): Promise<ParsedMail> => {
  await mailTo(email).not.toHaveLength(0);
  return received.findLast(({ to }) => [to].flat().some((header) => header?.text === email)) as ParsedMail;
};
/** Ends the queue's delay before a retry. The queue notes a retry a moment after the e-mail's row does. */
const tryAgainNow = (organisationId: string) => {
  const move = `update pgboss.job set start_after = now()
    where name = 'mail' and state = 'retry' and data->>'organisationId' = $1 returning id`;
  return expect.poll(() => sudo(move, [organisationId]), soon).toHaveLength(1);
};
const linkIn = (mail: ParsedMail) =>
  /https:\/\/guildhall\.example\.org\/\S*?([\w-]{43})/.exec(mail.text ?? "")?.[1] ?? "";

describe("an e-mail about an organisation", () => {
  it("carries its avatar as an attached PNG, and none if it has none", async () => {
    const { owner, ref } = await newOrganisation();
    const [without, pictured] = [address(), address()];
    await inviteMember(owner, { ...ref, email: without });
    expect((await lastTo(without)).attachments).toEqual([]);
    await setOrganisationAvatar(owner, { ...ref, file: await newPicture() });
    await inviteMember(owner, { ...ref, email: pictured });
    const { attachments, html } = await lastTo(pictured);
    const { name } = await readOrganisation(owner, ref);
    expect(attachments).toMatchObject([
      { contentType: "image/png", contentDisposition: "inline", cid: "picture@guildhall", related: true },
    ]);
    expect(await sharp(attachments[0]?.content).metadata()).toMatchObject({ format: "png", width: 128, height: 128 });
    // mailparser inserts the image where the e-mail refers to it.
    expect(html).toContain('<img src="data:image/png;base64,');
    expect(html).toContain(name);
    // Reading it fetches nothing.
    expect(html).not.toMatch(/(src|background)="?https?:/);
  });
});

describe("an invitation e-mail", () => {
  it("arrives as text and HTML, its link verifies the address, and the list says that it was sent", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const email = address();
    const { id } = await inviteMember(owner, { ...ref, email, role: "admin" });
    const mail = await lastTo(email);
    expect(mail).toMatchObject({
      subject: "Olive Owner invites you to Apex Gaming on Guildhall",
      from: { text: expect.stringContaining("portal@example.org") },
    });
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@guildhall\.example\.org>$/);
    expect(linkIn(mail)).toBe(linkToken("invitation.mail", id));
    expect(mail.html).toContain(linkIn(mail));
    expect(mail.text).toContain("as an admin");
    await expect
      .poll(async () => (await listInvitations(owner, ref)).items[0]?.delivery, soon)
      .toMatchObject({ state: "sent", attempts: 1 });
    const guest = await newUser({ email, verified: false });
    await acceptInvitation(guest, { token: linkIn(mail) });
    expect((await signIn(guest.actor.userId)).actor.verified).toBe(true);
    const rows = await sudo(
      "select actor_name, details from audit where organisation_id = $1 and operation = 'mail.deliver'",
      [organisation.id],
    );
    expect(rows).toEqual([{ actor_name: "mail", details: { after: { state: "sent" } } }]);
  });

  it("an invitation e-mail that a server refuses for good says why, and can be retried", async () => {
    const { owner, ref } = await newOrganisation();
    const email = address();
    answer = () => Object.assign(new Error("Mailbox full"), { responseCode: 552 });
    const { id } = await inviteMember(owner, { ...ref, email });
    const delivery = async () => (await listInvitations(owner, ref)).items[0]?.delivery;
    await expect
      .poll(delivery, soon)
      .toMatchObject({ state: "failed", error: expect.stringContaining("Mailbox full") });
    answer = undefined;
    await retryInvitationMail(owner, { ...ref, invitation: id });
    expect(linkIn(await lastTo(email))).toBe(linkToken("invitation.mail", id));
    await expect.poll(delivery, soon).toMatchObject({ state: "sent", attempts: 2, error: null });
  });

  it("an invitation e-mail that a server can't accept right now is retried automatically", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    const email = address();
    answer = () => Object.assign(new Error("Try later"), { responseCode: 451 });
    await inviteMember(owner, { ...ref, email });
    const delivery = async () => (await listInvitations(owner, ref)).items[0]?.delivery;
    await expect.poll(delivery, soon).toMatchObject({ state: "queued", error: expect.stringContaining("Try later") });
    answer = undefined;
    await tryAgainNow(organisation.id);
    await lastTo(email);
    await mailTo(email).toHaveLength(1);
  });

  it("is no longer sent once the invitation is revoked", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    const email = address();
    answer = () => Object.assign(new Error("Try later"), { responseCode: 451 });
    const { id } = await inviteMember(owner, { ...ref, email });
    await expect
      .poll(async () => (await listInvitations(owner, ref)).items[0]?.delivery, soon)
      .toMatchObject({ state: "queued", attempts: 1, error: expect.any(String) });
    await revokeInvitation(owner, { ...ref, invitation: id });
    answer = undefined;
    await tryAgainNow(organisation.id);
    const state = async () =>
      (await sudo<{ state: string }>("select state from mails where organisation_id = $1", [organisation.id]))[0]
        ?.state;
    await expect.poll(state, soon).toBe("failed");
    await mailTo(email).toHaveLength(0);
  });

  it("fails visibly after the last attempt", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    answer = () => Object.assign(new Error("Try later"), { responseCode: 451 });
    await inviteMember(owner, { ...ref, email: address() });
    const delivery = async () => (await listInvitations(owner, ref)).items[0]?.delivery;
    await expect.poll(delivery, soon).toMatchObject({ state: "queued", attempts: 1, error: expect.any(String) });
    const [mail] = await sudo<{ id: string }>("select id from mails where organisation_id = $1", [organisation.id]);
    await runMailJob({ data: { mail: mail?.id ?? "", organisationId: organisation.id }, retryCount: 8, retryLimit: 8 });
    expect((await listInvitations(owner, ref)).items[0]?.delivery).toMatchObject({
      state: "failed",
      error: expect.stringContaining("Try later"),
    });
  });

  it("an invitation e-mail whose sending was interrupted goes out again under the same Message-ID", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    const email = address();
    await inviteMember(owner, { ...ref, email });
    await expect.poll(async () => (await listInvitations(owner, ref)).items[0]?.delivery?.state, soon).toBe("sent");
    const [mail] = await sudo<{ id: string }>(
      "update mails set state = 'sending' where organisation_id = $1 returning id",
      [organisation.id],
    );
    await runMailJob({ data: { mail: mail?.id ?? "", organisationId: organisation.id }, retryCount: 1, retryLimit: 8 });
    const ids = received.filter(({ to }) => [to].flat()[0]?.text === email).map(({ messageId }) => messageId);
    expect(ids).toEqual([ids[0], ids[0]]);
    await runMailJob({ data: { mail: mail?.id ?? "", organisationId: organisation.id }, retryCount: 1, retryLimit: 8 });
    expect(received.filter(({ to }) => [to].flat()[0]?.text === email)).toHaveLength(2);
  });
});

describe("signing up on a portal with SMTP", () => {
  it("answers the same for known and unknown addresses, and each gets its own e-mail", async () => {
    const known = (await newUser()).actor.email;
    const unknown = address();
    const one = await signUp(stranger, { name: "Robin", email: known, password });
    const other = await signUp(stranger, { name: "Robin", email: unknown, password });
    expect([one, other]).toEqual([
      { email: known, next: "openMail" },
      { email: unknown, next: "openMail" },
    ]);
    expect((await lastTo(known)).subject).toBe("You already have an account");
    expect((await lastTo(unknown)).subject).toBe("Verify your e-mail address");
    await expect(openSession(stranger, { email: known, password })).rejects.toEqual(reason("account.wrongPassword"));
  });

  it("creates the first organisation when the address is verified, and allows no organisations or invitations before", async () => {
    const email = address();
    await signUp(stranger, { name: "Robin", email, password });
    const token = linkIn(await lastTo(email));
    const { id } = await openSession(stranger, { email, password });
    const user = await signIn(id);
    expect(await listOrganisations(user, {})).toEqual([]);
    await expect(createOrganisation(user, { name: "Early" })).rejects.toEqual(reason("account.unverified"));
    await confirmAddress(user, { token });
    expect(await listOrganisations(await signIn(id), {})).toMatchObject([{ name: "Robin’s organisation" }]);
  });

  it("through an invitation e-mail creates a verified account that owns no organisation", async () => {
    const { owner, ref } = await newOrganisation();
    const email = address();
    await inviteMember(owner, { ...ref, email });
    const token = linkIn(await lastTo(email));
    await signUpInvited(stranger, { name: "Guest", password, token });
    const guest = await signIn((await openSession(stranger, { email, password })).id);
    expect(guest.actor.verified).toBe(true);
    expect(await acceptInvitation(guest, { token })).toMatchObject({ passwordDropped: false });
    expect(await listOrganisations(guest, {})).toMatchObject([{ orgRole: "member" }]);
  });

  it("through an invitation e-mail takes the address back from somebody who signed up with it before", async () => {
    const email = address();
    await signUp(stranger, { name: "Squatter", email, password: "squatter's password" });
    const squatter = await signIn((await openSession(stranger, { email, password: "squatter's password" })).id);
    const { owner, ref } = await newOrganisation();
    const { id } = await inviteMember(owner, { ...ref, email });
    await signUpInvited(stranger, { name: "Owner of the address", password, token: linkToken("invitation.mail", id) });
    await expect(openSession(stranger, { email, password: "squatter's password" })).rejects.toEqual(
      reason("account.wrongPassword"),
    );
    expect(await sudo("select from sessions where id = $1", [squatter.actor.sessionId])).toHaveLength(0);
    expect(await openSession(stranger, { email, password })).toMatchObject({ name: "Owner of the address" });
  });

  it("through the copied link verifies nothing and takes over nothing", async () => {
    const email = address();
    const { owner, ref } = await newOrganisation();
    const { id } = await inviteMember(owner, { ...ref, email });
    await signUpInvited(stranger, { name: "Holder of the copy", password, token: linkToken("invitation.copy", id) });
    const first = await openSession(stranger, { email, password });
    expect((await signIn(first.id)).actor.verified).toBe(false);
    await signUpInvited(stranger, {
      name: "Another",
      password: "a second password",
      token: linkToken("invitation.copy", id),
    });
    await expect(openSession(stranger, { email, password: "a second password" })).rejects.toEqual(
      reason("account.wrongPassword"),
    );
  });
});

describe("a password reset e-mail", () => {
  it("goes only to a known address", async () => {
    const user = await newUser();
    const unknown = address();
    await requestPasswordReset(stranger, { email: unknown });
    await requestPasswordReset(stranger, { email: user.actor.email });
    expect((await lastTo(user.actor.email)).subject).toBe("Choose a new password");
    expect(received.filter(({ to }) => [to].flat()[0]?.text === unknown)).toEqual([]);
  });
});

describe("the outgoing mail", () => {
  it("shows no link, and reveals none that was or can be delivered", async () => {
    const administrator = await newUser({ portalAdmin: true });
    const { owner, ref, organisation } = await newOrganisation();
    await inviteMember(owner, { ...ref, email: address() });
    const { items } = await listMails(administrator, {});
    expect(items.every(({ canReveal }) => !canReveal)).toBe(true);
    const [held] = await sudo<{ id: string }>(
      "update mails set state = 'held' where organisation_id = $1 returning id",
      [organisation.id],
    );
    await expect(revealLink(administrator, { mail: held?.id ?? "" })).rejects.toEqual(reason("mail.notHeld"));
  });
});
