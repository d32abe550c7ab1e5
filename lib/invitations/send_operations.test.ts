import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countRows, newHolder, newMember, newOrganisation, newUser, signIn, useDatabase } from "@/db/testing";
import { permissionsOf } from "@/lib/access";
import { listActivity } from "@/lib/audit/operations";
import { setOrganisationAvatar } from "@/lib/avatars/operations";
import { newPicture } from "@/lib/avatars/testing";
import { acceptInvitation } from "@/lib/invitations/answer_operations";
import { listInvitations, resendInvitation, revokeInvitation } from "@/lib/invitations/operations";
import { sendInvitation } from "@/lib/invitations/send_operations";
import { copied, invited } from "@/lib/invitations/testing";
import { listMails } from "@/lib/mails/operations";
import { createSmtpServer } from "@/lib/smtp_servers/operations";
import { settings, startPeer, startSocket } from "@/lib/smtp_servers/testing";

process.env.ALLOW_PRIVATE_ADDRESSES = "on";
process.env.PUBLIC_URL = "https://guildhall.example.org";
useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
let refuses = false;
let peer: Awaited<ReturnType<typeof startPeer>>;
beforeAll(async () => {
  peer = await startPeer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo: (_to, _session, done) =>
      done(refuses ? Object.assign(new Error("No such mailbox"), { responseCode: 550 }) : null),
  });
});
afterAll(() => peer.close());

/** An invitation, and an SMTP server of the organisation. */
async function ready(role: "admin" | "member" = "member", port = peer.port) {
  const found = await invited(role);
  const wanted = { ...settings, host: "localhost", port, encryption: "none" as const };
  const provider = await createSmtpServer(found.owner, { ...found.ref, ...wanted });
  return { ...found, provider, wanted: { ...found.ref, invitation: found.invitation.id, provider: provider.id } };
}
const mailsTo = (email: string) => peer.mails.filter(({ to }) => [to].flat().some((each) => each?.text === email));

describe("an invitation through an organisation's SMTP server", () => {
  it("arrives with a link that lets the person join but verifies nothing; the log and the list show it, the outgoing mail doesn't", async () => {
    const { owner, organisation, ref, email, invitation, wanted } = await ready("admin");
    const { link } = await sendInvitation(owner, wanted);
    const { token } = copied(invitation.id);
    expect(link).toBe(`https://guildhall.example.org/invitations/${token}`);
    const [mail, ...more] = mailsTo(email);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      subject: "Olive Owner invites you to Apex Gaming on Guildhall",
      from: { value: [{ name: "Apex Gaming", address: settings.fromAddress }] },
    });
    expect(mail?.text).toContain(link);
    expect(mail?.html).toContain(link);
    expect(mail?.text).toContain("as an admin");
    expect((await listInvitations(owner, ref)).items[0]?.delivery).toMatchObject({ state: "sent", attempts: 1 });
    expect((await listActivity(owner, ref)).items[0]).toMatchObject({
      operation: "member.sendInvitation",
      targetName: email,
      details: { after: { mailServer: settings.name } },
    });
    const portal = await newUser({ portalAdmin: true });
    const outbox = (await listMails(portal, {})).items.filter(({ recipient }) => recipient === email);
    expect(outbox.map(({ state }) => state)).toEqual(["held"]);

    const guest = await newUser({ email, verified: false });
    await acceptInvitation(guest, { token });
    expect((await signIn(guest.actor.userId)).actor.verified).toBe(false);
    expect(await countRows(organisation.id)).toMatchObject({ members: 2, mails: 2 });
  });

  it("carries the organisation’s avatar", async () => {
    const { owner, ref, email, wanted } = await ready();
    await setOrganisationAvatar(owner, { ...ref, file: await newPicture() });
    await sendInvitation(owner, wanted);
    expect(mailsTo(email)[0]?.attachments).toMatchObject([{ contentType: "image/png", cid: "picture@guildhall" }]);
  });

  it("carries the present link: resending invalidates the previous one", async () => {
    const { owner, wanted } = await ready();
    const before = await sendInvitation(owner, wanted);
    await resendInvitation(owner, { organisation: wanted.organisation, invitation: wanted.invitation });
    expect(await sendInvitation(owner, wanted)).not.toEqual(before);
  });

  it("can be sent by members who may invite and see the SMTP servers, for roles below their own", async () => {
    const { owner, organisation, wanted } = await ready("admin");
    const member = await newMember(organisation.id, "member");
    const admin = await newMember(organisation.id, "admin");
    const before = await countRows(organisation.id);
    await expect(sendInvitation(member, wanted)).rejects.toEqual(reason("permission.missing"));
    await expect(sendInvitation(admin, wanted)).rejects.toEqual(reason("role.ceiling"));
    expect(await countRows(organisation.id)).toEqual(before);
    await sendInvitation(owner, wanted);

    const plain = await ready();
    const may = [...permissionsOf("member"), "member.create"];
    const recruiter = await newHolder(plain.organisation.id, may, "Recruiter");
    await expect(sendInvitation(recruiter, plain.wanted)).rejects.toEqual(reason("permission.missing"));
    await sendInvitation(
      await newHolder(plain.organisation.id, [...may, "notification.read"], "Postmaster"),
      plain.wanted,
    );
    expect(mailsTo(plain.email)).toHaveLength(1);
  });

  it("can't use an SMTP server or an invitation of another organisation", async () => {
    const { owner, organisation, wanted } = await ready();
    const theirs = await ready();
    const before = [await countRows(organisation.id), await countRows(theirs.organisation.id)];
    await expect(sendInvitation(owner, { ...wanted, provider: theirs.wanted.provider })).rejects.toMatchObject({
      code: "NOT_FOUND",
      reason: "provider.unknown",
    });
    await expect(sendInvitation(owner, { ...wanted, invitation: theirs.wanted.invitation })).rejects.toEqual(
      reason("unknown"),
    );
    expect([await countRows(organisation.id), await countRows(theirs.organisation.id)]).toEqual(before);
    expect(mailsTo(theirs.email)).toEqual([]);
  });

  it("isn't sent if it is no longer pending", async () => {
    const { owner, email, wanted } = await ready();
    await revokeInvitation(owner, { organisation: wanted.organisation, invitation: wanted.invitation });
    await expect(sendInvitation(owner, wanted)).rejects.toEqual(reason("invitation.notPending"));
    expect(mailsTo(email)).toEqual([]);
  });

  it("says why, and leaves nothing behind, if the server refuses it or can't be reached", async () => {
    const { owner, organisation, wanted } = await ready();
    const gone = await startSocket();
    await gone.close();
    const { owner: other, organisation: second, wanted: nowhere } = await ready("member", gone.port);
    const before = [await countRows(organisation.id), await countRows(second.id)];
    refuses = true;
    await expect(sendInvitation(owner, wanted)).rejects.toMatchObject({
      code: "UPSTREAM",
      message: "The SMTP server rejected the mail: 550 No such mailbox",
    });
    refuses = false;
    await expect(sendInvitation(other, nowhere)).rejects.toMatchObject({ reason: "provider.unreachable" });
    expect([await countRows(organisation.id), await countRows(second.id)]).toEqual(before);
  });

  it("counts towards the daily limit of an address, together with what the portal sent", async () => {
    const { owner, organisation, email, wanted } = await ready();
    for (let n = 0; n < 28; n++)
      await resendInvitation(owner, { organisation: wanted.organisation, invitation: wanted.invitation });
    await sendInvitation(owner, wanted);
    const before = await countRows(organisation.id);
    await expect(sendInvitation(owner, wanted)).rejects.toMatchObject({
      code: "RATE_LIMITED",
      reason: "invitation.often",
    });
    expect(await countRows(organisation.id)).toEqual(before);
    expect(mailsTo(email)).toHaveLength(1);
  });

  it("goes out at most thirty times when sent in parallel, and no outsider can use that up", async () => {
    const { owner, email, wanted } = await ready();
    const outsider = (await newOrganisation()).owner;
    for (let n = 0; n < 31; n++) await expect(sendInvitation(outsider, wanted)).rejects.toEqual(reason("unknown"));
    const tries = await Promise.allSettled(Array.from({ length: 40 }, () => sendInvitation(owner, wanted)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(30);
    for (const each of tries)
      if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "RATE_LIMITED" });
    expect(mailsTo(email)).toHaveLength(30);
  });
});
