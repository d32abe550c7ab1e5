import { describe, expect, it } from "vitest";
import { countRows, newHolder, newMember, newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { listActivity } from "@/lib/audit/operations";
import { acceptInvitation } from "@/lib/invitations/answer_operations";
import { inviteMember, inviteMembers } from "@/lib/invitations/invite_operations";
import {
  copyInvitationLink,
  listInvitations,
  resendInvitation,
  retryInvitationMail,
  revokeInvitation,
} from "@/lib/invitations/operations";
import { address, copied, invited, mailed } from "@/lib/invitations/testing";
import { systemCaller } from "@/lib/kernel/actor";
import { sweep } from "@/lib/portal/operations";
import { linkToken } from "@/lib/tokens";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });

describe("inviting", () => {
  it("allows one pending invitation per address: of twenty in parallel, nineteen get CONFLICT", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const email = address();
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => inviteMember(owner, { ...ref, email: ` ${email.toUpperCase()} ` })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toEqual(reason("invitation.pending"));
    expect(await countRows(organisation.id)).toMatchObject({ invitations: 1, mails: 1, audit: 2 });
  });

  it("is for owners and admins, for roles below their own", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const admin = await newMember(organisation.id, "admin");
    const member = await newMember(organisation.id, "member");
    const before = await countRows(organisation.id);
    await expect(inviteMember(member, { ...ref, email: address() })).rejects.toEqual(reason("permission.missing"));
    await expect(inviteMember(admin, { ...ref, email: address(), role: "admin" })).rejects.toEqual(
      reason("role.ceiling"),
    );
    await expect(inviteMember(owner, { ...ref, email: address(), role: "owner" as never })).rejects.toEqual(
      reason("role.owner"),
    );
    expect(await countRows(organisation.id)).toEqual(before);
    await inviteMember(admin, { ...ref, email: address(), role: "member" });
    await inviteMember(owner, { ...ref, email: address(), role: "admin" });
  });

  it("refuses an existing member, with an error at the field", async () => {
    const { owner, ref } = await newOrganisation();
    const error = await inviteMember(owner, { ...ref, email: owner.actor.email }).catch((refusal) => refusal);
    expect(error).toMatchObject({
      reason: "invitation.member",
      code: "CONFLICT",
      fields: { email: [expect.any(String)] },
    });
  });

  it("stops at the tier's limit of pending ones, also with parallel requests", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    for (let group = 0; group < 3; group++)
      await Promise.allSettled(Array.from({ length: 20 }, () => inviteMember(owner, { ...ref, email: address() })));
    expect(await countRows(organisation.id)).toMatchObject({ invitations: 50 });
    await expect(inviteMember(owner, { ...ref, email: address() })).rejects.toEqual(reason("invitation.limit"));
  });

  it("is never blocked by an expired one", async () => {
    const { owner, ref, email, invitation } = await invited();
    await sudo("update invitations set expires_at = now() - interval '1 second' where id = $1", [invitation.id]);
    await inviteMember(owner, { ...ref, email });
    const { items } = await listInvitations(owner, { ...ref, state: "all" });
    expect(items.map(({ state }) => state)).toEqual(["pending", "expired"]);
  });
});

describe("the list of invitations", () => {
  it("comes in pages, shows the delivery, and shows no token", async () => {
    const { owner, ref } = await newOrganisation();
    for (let each = 0; each < 3; each++) await inviteMember(owner, { ...ref, email: address() });
    const first = await listInvitations(owner, { ...ref, limit: 2 });
    const second = await listInvitations(owner, { ...ref, limit: 2, cursor: first.after ?? "" });
    expect([first.items.length, second.items.length, second.after]).toEqual([2, 1, null]);
    expect(first.items[0]).toMatchObject({ delivery: { state: "held" }, inviterName: "Olive Owner" });
    const text = JSON.stringify([first, second]);
    for (const { id } of [...first.items, ...second.items])
      for (const { token } of [mailed(id), copied(id)]) expect(text).not.toContain(token);
  });
});

describe("the list of invitations, filtered", () => {
  it("shows one state at a time, with expired ones among the expired, and searches addresses within it", async () => {
    const { owner, ref } = await newOrganisation();
    const sent: string[] = [];
    for (const name of ["waits", "accepted", "rejected", "revoked", "expired", "ran-out"]) {
      const email = `${name}.${address()}`;
      const { id } = await inviteMember(owner, { ...ref, email });
      if (["accepted", "rejected", "revoked", "expired"].includes(name))
        await sudo("update invitations set state = $2, answered_at = now() where id = $1", [id, name]);
      if (name === "ran-out")
        await sudo("update invitations set expires_at = now() - interval '1 second' where id = $1", [id]);
      sent.push(email);
    }
    const listed = async (filter: object) =>
      (await listInvitations(owner, { ...ref, ...filter })).items.map(({ email }) => email.split(".")[0]);
    expect(await listed({})).toEqual(["waits"]);
    for (const state of ["accepted", "rejected", "revoked"]) expect(await listed({ state })).toEqual([state]);
    expect(await listed({ state: "expired" })).toEqual(["ran-out", "expired"]);
    expect(await listed({ state: "all" })).toHaveLength(6);
    expect(await listed({ state: "all", q: "RAN-" })).toEqual(["ran-out"]);
    expect(await listed({ q: "accepted" })).toEqual([]);
    const first = await listInvitations(owner, { ...ref, state: "expired", limit: 1 });
    expect(await listed({ state: "expired", limit: 1, cursor: first.after ?? "" })).toEqual(["expired"]);
    await expect(listInvitations(owner, { ...ref, state: "lost" as never })).rejects.toMatchObject({ code: "INVALID" });
    // Expiry is noted every hour, without any visible difference.
    await sweep(systemCaller("sweep"), {});
    expect(await sudo("select email from invitations where state = 'pending'")).toEqual(
      expect.not.arrayContaining([{ email: sent.at(-1) }]),
    );
    expect(await listed({})).toEqual(["waits"]);
    expect(await listed({ state: "expired" })).toEqual(["ran-out", "expired"]);
  });
});

describe("revoking", () => {
  it("ends a pending one, and answers CONFLICT for any other", async () => {
    const { owner, ref, invitation } = await invited();
    const one = { ...ref, invitation: invitation.id };
    await revokeInvitation(owner, one);
    await expect(revokeInvitation(owner, one)).rejects.toEqual(reason("invitation.notPending"));
    await expect(copyInvitationLink(owner, one)).rejects.toEqual(reason("invitation.notPending"));
  });
});

describe("the copied link", () => {
  it("is the one that verifies nothing, and copying it is logged", async () => {
    const { owner, organisation, ref, invitation } = await invited();
    const { link } = await copyInvitationLink(owner, { ...ref, invitation: invitation.id });
    expect(link).toMatch(new RegExp(`/invitations/${copied(invitation.id).token}$`));
    expect(
      await sudo("select from audit where organisation_id = $1 and operation = 'member.copyInvitationLink'", [
        organisation.id,
      ]),
    ).toHaveLength(1);
  });
});

describe("retrying an e-mail", () => {
  it("is refused while the portal can't send", async () => {
    const { owner, ref, invitation } = await invited();
    await expect(retryInvitationMail(owner, { ...ref, invitation: invitation.id })).rejects.toEqual(
      reason("mail.notFailed"),
    );
  });
});

describe("resending an invitation", () => {
  it("invalidates the previous links, restarts the time, and makes the sender the inviter", async () => {
    const { owner, organisation, ref, email, invitation } = await invited();
    const admin = await newMember(organisation.id, "admin");
    await sudo("update invitations set expires_at = now() - interval '1 hour' where id = $1", [invitation.id]);
    const again = await resendInvitation(admin, { ...ref, invitation: invitation.id });
    expect(again).toMatchObject({ state: "pending", inviterId: admin.actor.userId, email });
    expect(again.expiresAt.getTime()).toBeGreaterThan(Date.now() + 47 * 3_600_000);
    const guest = await newUser({ email });
    for (const old of [mailed(invitation.id), copied(invitation.id)])
      await expect(acceptInvitation(guest, old)).rejects.toEqual(reason("unknown"));
    await acceptInvitation(guest, { token: linkToken("invitation.mail", invitation.id, 2) });
    await expect(resendInvitation(owner, { ...ref, invitation: invitation.id })).rejects.toEqual(
      reason("invitation.notPending"),
    );
  });

  it("is refused beside another pending one, and above the sender's own role", async () => {
    const { owner, organisation, ref, email, invitation } = await invited("admin");
    const admin = await newMember(organisation.id, "admin");
    await expect(resendInvitation(admin, { ...ref, invitation: invitation.id })).rejects.toEqual(
      reason("role.ceiling"),
    );
    await sudo("update invitations set expires_at = now() - interval '1 hour' where id = $1", [invitation.id]);
    await inviteMember(owner, { ...ref, email });
    await expect(resendInvitation(owner, { ...ref, invitation: invitation.id })).rejects.toEqual(
      reason("invitation.pending"),
    );
  });
});

describe("inviting many", () => {
  it("gives each address its own result, and logs each invitation that was sent", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const member = await newMember(organisation.id, "member");
    const given = [address(), "no address", member.actor.email, address()];
    const results = await inviteMembers(owner, {
      ...ref,
      invitations: [...given, given[0] ?? ""]
        .map((email) => ({ email }))
        .concat({ email: address(), role: "owner" } as never),
    });
    expect(results.map(({ email, error }) => [email, error?.code ?? null])).toEqual([
      [given[0], null],
      ["no address", "INVALID"],
      [member.actor.email, "CONFLICT"],
      [given[3], null],
      [given[0], "CONFLICT"],
      [expect.any(String), "FORBIDDEN"],
    ]);
    const { items } = await listActivity(owner, ref);
    expect(items.map(({ operation }) => operation)).toEqual(["member.invite", "member.invite", "organisation.create"]);
    expect((await listInvitations(owner, ref)).items).toHaveLength(2);
  });

  it("accepts at most fifty at once", async () => {
    const { owner, ref } = await newOrganisation();
    const fifty = Array.from({ length: 50 }, () => ({ email: address() }));
    const results = await inviteMembers(owner, { ...ref, invitations: fifty });
    expect(results.every(({ error }) => error === null)).toBe(true);
    await expect(inviteMembers(owner, { ...ref, invitations: [...fifty, { email: address() }] })).rejects.toMatchObject(
      {
        code: "INVALID",
      },
    );
    const [over] = await inviteMembers(owner, { ...ref, invitations: [{ email: address() }] });
    expect(over?.error?.code).toBe("LIMIT_REACHED");
  });
});

describe("an invitation above a member's own role", () => {
  it("can't be copied, revoked, resent or retried by them: its link would give that role", async () => {
    const { organisation, ref, invitation } = await invited("admin");
    const recruiter = await newHolder(organisation.id, ["member.create"], "Recruiter");
    const admin = await newMember(organisation.id, "admin");
    const before = await countRows(organisation.id);
    for (const who of [recruiter, admin])
      for (const act of [copyInvitationLink, revokeInvitation, resendInvitation, retryInvitationMail])
        await expect(act(who, { ...ref, invitation: invitation.id })).rejects.toEqual(reason("role.ceiling"));
    expect(await countRows(organisation.id)).toEqual(before);
  });
});

describe("a single address", () => {
  it("is e-mailed at most thirty times a day by an organisation, and nobody outside it can use that up", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const email = address();
    const stranger = await newUser();
    for (let n = 0; n < 31; n++)
      await expect(inviteMember(stranger, { ...ref, email })).rejects.toEqual(reason("unknown"));
    const { id } = await inviteMember(owner, { ...ref, email });
    for (let n = 0; n < 29; n++) await resendInvitation(owner, { ...ref, invitation: id });
    await expect(resendInvitation(owner, { ...ref, invitation: id })).rejects.toEqual(reason("invitation.often"));
    await revokeInvitation(owner, { ...ref, invitation: id });
    const [often, fine] = await inviteMembers(owner, { ...ref, invitations: [{ email }, { email: address() }] });
    expect([often?.error?.code, fine?.error]).toEqual(["RATE_LIMITED", null]);
    expect((await countRows(organisation.id))?.mails).toBe(31);
  });
});
