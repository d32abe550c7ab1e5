import { SMTPServer } from "smtp-server";
import { afterAll, describe, expect, it } from "vitest";
import { newOrganisation, newUser, type SignedIn, stranger, sudo, useDatabase } from "@/db/testing";
import { requestPasswordReset } from "@/lib/accounts/operations";
import { listActivity } from "@/lib/audit/operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { listInvitations, retryInvitationMail } from "@/lib/invitations/operations";
import { runMailJob } from "@/lib/jobs/mail";
import { systemCaller } from "@/lib/kernel/actor";
import { beginDelivery, listMails, retryMail, withdrawMail } from "@/lib/mails/operations";

// A portal with a real SMTP server. The jobs are run here, one at a time.
const received: string[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo: ({ address }, _session, done) => done(void received.push(address)),
  onData: (stream, _session, done) => void stream.resume().on("end", done),
});
process.env.SMTP_URL = await new Promise<string>((resolve) => {
  const listening = server.listen(0, "127.0.0.1", () =>
    resolve(`smtp://127.0.0.1:${(listening.address() as { port: number }).port}`),
  );
});
useDatabase();
afterAll(() => new Promise<void>((done) => server.close(done)));

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const once = { retryCount: 0, retryLimit: 8 };
const jobsOf = (mail: string) =>
  sudo<{ data: { mail: string } }>("select data from pgboss.job where name = 'mail' and data->>'mail' = $1", [mail]);

let count = 0;
async function newMail(state: "queued" | "failed" | "held" | "sent" | "sending") {
  const { owner, organisation, ref } = await newOrganisation();
  const email = `outgoing-${++count}@example.org`;
  const { id: invitation } = await inviteMember(owner, { ...ref, email });
  const [mail] = await sudo<{ id: string }>(
    "update mails set state = $2, error = $3 where invitation_id = $1 returning id",
    [invitation, state, state === "failed" ? "The mail server refused it." : null],
  );
  return { owner, organisation, ref, email, invitation, mail: mail?.id ?? "" };
}
let administrator: SignedIn | undefined;
const admin = async () => {
  administrator ??= await newUser({ portalAdmin: true });
  return administrator;
};

describe("the list of outgoing mails", () => {
  it("is filtered by state, kind and part of the address", async () => {
    const { email, mail } = await newMail("failed");
    const user = await newUser();
    await requestPasswordReset(stranger, { email: user.actor.email });
    const found = async (filter: object) => (await listMails(await admin(), filter)).items.map(({ id }) => id);
    expect(await found({ q: email.toUpperCase() })).toEqual([mail]);
    expect(await found({ q: email, state: "failed", kind: "invitation" })).toEqual([mail]);
    expect(await found({ q: email, kind: "reset" })).toEqual([]);
    expect(await found({ q: email, state: "sent" })).toEqual([]);
    expect(await found({ state: "withdrawn" })).toEqual([]);
    expect(await found({ kind: "reset" })).toHaveLength(1);
    await expect(found({ state: "lost" })).rejects.toMatchObject({ code: "INVALID" });
    await expect(listMails(user, {})).rejects.toEqual(reason("permission.portal"));
  });
});

describe("sending a mail again", () => {
  it.each(["failed", "held"] as const)("queues one that is %s, delivers it, and is in both logs", async (state) => {
    const { owner, organisation, ref, email, mail } = await newMail(state);
    await sudo("delete from pgboss.job where name = 'mail'");
    expect(await retryMail(await admin(), { mail })).toEqual({ id: mail, state: "queued" });
    const [job] = await jobsOf(mail);
    expect(job?.data).toEqual({ mail, organisationId: organisation.id });
    await runMailJob({ data: { mail, organisationId: organisation.id }, ...once });
    expect(received).toContain(email);
    const rows = await sudo("select chain from audit where operation = 'mail.retry' and target_id = $1", [mail]);
    expect(rows.map(({ chain }) => chain).sort()).toEqual([`organisation:${organisation.id}`, "portal"]);
    const { items } = await listActivity(owner, ref);
    expect(items.find(({ operation }) => operation === "mail.retry")).toMatchObject({ targetName: email });
  });

  it("is refused to others, for a mail that isn’t waiting, and once its link has expired", async () => {
    const { owner, mail, invitation } = await newMail("failed");
    await expect(retryMail(owner, { mail })).rejects.toEqual(reason("permission.portal"));
    await sudo("update invitations set expires_at = now() - interval '1 minute' where id = $1", [invitation]);
    await expect(retryMail(await admin(), { mail })).rejects.toEqual(reason("link.expired"));
    for (const state of ["queued", "sending", "sent"] as const)
      await expect(retryMail(await admin(), await only(newMail(state)))).rejects.toEqual(reason("mail.notFailed"));
    await expect(retryMail(await admin(), { mail: crypto.randomUUID() })).rejects.toEqual(reason("unknown"));
  });
});

const only = async (made: ReturnType<typeof newMail>) => ({ mail: (await made).mail });

describe("withdrawing a mail", () => {
  it.each(["queued", "failed", "held"] as const)("means that one that is %s is never sent", async (state) => {
    const { owner, organisation, ref, email, invitation, mail } = await newMail(state);
    expect(await withdrawMail(await admin(), { mail })).toEqual({ id: mail, state: "withdrawn" });
    // Its job may still be waiting.
    await runMailJob({ data: { mail, organisationId: organisation.id }, ...once });
    expect(received).not.toContain(email);
    await expect(retryMail(await admin(), { mail })).rejects.toEqual(reason("mail.done"));
    await expect(withdrawMail(await admin(), { mail })).rejects.toEqual(reason("mail.done"));
    await expect(retryInvitationMail(owner, { ...ref, invitation })).rejects.toEqual(reason("mail.withdrawn"));
    await expect(sudo("update mails set state = 'queued' where id = $1", [mail])).rejects.toThrow("withdrawn_check");
    const { items } = await listInvitations(owner, ref);
    expect(items[0]?.delivery).toMatchObject({ state: "withdrawn", error: expect.stringContaining("withdrew this") });
    const listed = await listMails(await admin(), { state: "withdrawn", q: email });
    expect(listed.items).toMatchObject([{ id: mail, state: "withdrawn", canRetry: false, canWithdraw: false }]);
    expect((await listMails(await admin(), { state: "failed", q: email })).items).toEqual([]);
    const rows = await sudo("select chain from audit where operation = 'mail.withdraw' and target_id = $1", [mail]);
    expect(rows.map(({ chain }) => chain).sort()).toEqual([`organisation:${organisation.id}`, "portal"]);
  });

  it("is refused to others, once it was sent, and while it is being sent", async () => {
    const { owner, mail } = await newMail("queued");
    await expect(withdrawMail(owner, { mail })).rejects.toEqual(reason("permission.portal"));
    await expect(withdrawMail(await admin(), await only(newMail("sent")))).rejects.toEqual(reason("mail.done"));
    await expect(withdrawMail(await admin(), await only(newMail("sending")))).rejects.toEqual(reason("mail.beingSent"));
  });

  it("and the beginning of its delivery exclude each other", async () => {
    const caller = await admin();
    for (let round = 0; round < 20; round++) {
      const { organisation, mail } = await newMail("queued");
      const [withdrawn, begun] = await Promise.allSettled([
        withdrawMail(caller, { mail }),
        beginDelivery(systemCaller("mail"), { mail, organisationId: organisation.id }),
      ]);
      const sent = begun.status === "fulfilled" && begun.value !== null;
      expect(sent).toBe(withdrawn.status === "rejected");
    }
  });
});
