import { describe, expect, it } from "vitest";
import { newOrganisation, newUser, stranger, sudo, useDatabase } from "@/db/testing";
import { requestPasswordReset, resetPassword } from "@/lib/accounts/operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { listMails, revealLink } from "@/lib/mails/operations";
import { linkToken } from "@/lib/tokens";

// A portal without SMTP: links are passed on by hand.
useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const mailOf = async (recipient: string) =>
  (await sudo<{ id: string }>("select id from mails where recipient = $1", [recipient]))[0]?.id ?? "";

describe("the outgoing mail of a portal without SMTP", () => {
  it("is only for portal administrators, shows no link, and logs revealing one", async () => {
    const user = await newUser();
    const administrator = await newUser({ portalAdmin: true });
    await requestPasswordReset(stranger, { email: user.actor.email });
    const mail = await mailOf(user.actor.email);
    await expect(revealLink(user, { mail })).rejects.toEqual(reason("permission.portal"));
    const { items } = await listMails(administrator, {});
    expect(items[0]).toMatchObject({ kind: "reset", state: "held", canReveal: true, revealedAt: null });
    expect(JSON.stringify(items)).not.toContain("token=");
    const { link } = await revealLink(administrator, { mail });
    const token = new URL(link).searchParams.get("token") ?? "";
    await resetPassword(stranger, { token, password: "correct horse battery" });
    const rows = await sudo("select actor_id, chain, target_name from audit where operation = 'mail.revealLink'");
    expect(rows).toEqual([{ actor_id: administrator.actor.userId, chain: "portal", target_name: user.actor.email }]);
    await expect(revealLink(administrator, { mail })).rejects.toEqual(reason("link.expired"));
  });

  it("reveals an invitation's copied link, never the one that verifies an address", async () => {
    const administrator = await newUser({ portalAdmin: true });
    const { owner, ref } = await newOrganisation();
    const { id } = await inviteMember(owner, { ...ref, email: "by-hand@example.org" });
    const { link } = await revealLink(administrator, { mail: await mailOf("by-hand@example.org") });
    expect(link).toContain(linkToken("invitation.copy", id));
    expect(link).not.toContain(linkToken("invitation.mail", id));
  });

  it("pages", async () => {
    const administrator = await newUser({ portalAdmin: true });
    const first = await listMails(administrator, { limit: 1 });
    const second = await listMails(administrator, { limit: 1, cursor: first.after ?? "" });
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
  });
});
