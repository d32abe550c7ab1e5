import { describe, expect, it } from "vitest";
import { countRows, newUser, signIn, stranger, sudo, useDatabase } from "@/db/testing";
import { signUpInvited } from "@/lib/accounts/sign_up_operations";
import {
  acceptInvitation,
  listMyInvitations,
  readInvitation,
  rejectInvitation,
} from "@/lib/invitations/answer_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { revokeInvitation } from "@/lib/invitations/operations";
import { copied, demote, invited, mailed } from "@/lib/invitations/testing";
import { listMembers } from "@/lib/members/operations";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });

describe("the two links of an invitation", () => {
  it("let the address's account join once, with exactly the role", async () => {
    const { owner, organisation, ref, email, invitation } = await invited("admin");
    const guest = await newUser({ email });
    expect(await readInvitation(guest, copied(invitation.id))).toMatchObject({
      problem: null,
      isMine: true,
      role: "admin",
      provesAddress: false,
    });
    await acceptInvitation(guest, copied(invitation.id));
    const { items } = await listMembers(owner, ref);
    expect(items).toMatchObject([{ orgRole: "owner" }, { orgRole: "admin", userId: guest.actor.userId }]);
    await expect(acceptInvitation(guest, copied(invitation.id))).rejects.toEqual(reason("invitation.accepted"));
    const [row] = await sudo(
      "select actor_id, details from audit where organisation_id = $1 and operation = 'invitation.accept'",
      [organisation.id],
    );
    expect(row).toEqual({ actor_id: guest.actor.userId, details: { after: { role: "Admin", joined: true } } });
  });

  it("make one membership when accepted twenty times in parallel", async () => {
    const { owner, ref, email, organisation, invitation } = await invited();
    const guest = await newUser({ email });
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => acceptInvitation(guest, mailed(invitation.id))),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toEqual(reason("invitation.accepted"));
    expect(await countRows(organisation.id)).toMatchObject({ members: 2 });
    expect((await listMembers(owner, ref)).items).toHaveLength(2);
  });

  it("differ: the mailed one verifies the address, the copied one doesn't", async () => {
    for (const [link, verified] of [
      [mailed, true],
      [copied, false],
    ] as const) {
      const { email, invitation } = await invited();
      const guest = await newUser({ email, verified: false });
      await acceptInvitation(guest, link(invitation.id));
      expect((await signIn(guest.actor.userId)).actor.verified).toBe(verified);
    }
  });

  it("remove the old password and other sessions when the mailed one verifies an address for the first time", async () => {
    const { email, invitation } = await invited();
    const guest = await newUser({ email, verified: false });
    const elsewhere = await signIn(guest.actor.userId);
    await sudo("update users set password_hash = 'chosen by somebody' where id = $1", [guest.actor.userId]);
    expect(await acceptInvitation(guest, mailed(invitation.id))).toMatchObject({ passwordDropped: true });
    const sessions = await sudo<{ id: string }>("select id from sessions where user_id = $1", [guest.actor.userId]);
    expect(sessions).toEqual([{ id: guest.actor.sessionId }]);
    expect(sessions).not.toContainEqual({ id: elsewhere.actor.sessionId });
    expect(await sudo("select password_hash from users where id = $1", [guest.actor.userId])).toEqual([
      { password_hash: null },
    ]);
  });

  it("work only for the invited address", async () => {
    const { organisation, invitation } = await invited();
    const other = await newUser();
    const before = await countRows(organisation.id);
    expect(await readInvitation(other, mailed(invitation.id))).toMatchObject({ isMine: false });
    await expect(acceptInvitation(other, mailed(invitation.id))).rejects.toEqual(reason("invitation.wrongAddress"));
    expect(await countRows(organisation.id)).toEqual(before);
    // That it ended is said first, whoever opens it.
    await sudo("update invitations set state = 'revoked' where id = $1", [invitation.id]);
    await expect(acceptInvitation(other, mailed(invitation.id))).rejects.toEqual(reason("invitation.revoked"));
  });

  it("can't be derived from the database", async () => {
    const { invitation } = await invited();
    const [row] = await sudo<{ mail: Buffer; copy: Buffer }>(
      "select mail_token_hash as mail, copy_token_hash as copy from invitations where id = $1",
      [invitation.id],
    );
    const guest = await newUser();
    for (const hash of [row?.mail, row?.copy])
      await expect(readInvitation(guest, { token: hash?.toString("base64url") ?? "" })).rejects.toEqual(
        reason("unknown"),
      );
  });
});

describe("an invitation that can't be used", () => {
  type Invited = Awaited<ReturnType<typeof invited>>;
  const cases: [string, (given: Invited) => Promise<unknown>, string][] = [
    [
      "expired",
      ({ invitation }) =>
        sudo("update invitations set expires_at = now() - interval '1 second' where id = $1", [invitation.id]),
      "invitation.expired",
    ],
    [
      "revoked",
      ({ owner, ref, invitation }) => revokeInvitation(owner, { ...ref, invitation: invitation.id }),
      "invitation.revoked",
    ],
    [
      "declined",
      ({ invitation }) => rejectInvitation({ actor: null, address: null }, mailed(invitation.id)),
      "invitation.rejected",
    ],
    [
      "whose inviter was demoted",
      ({ owner, organisation }) => demote(organisation.id, owner.actor.userId),
      "invitation.inviterGone",
    ],
    [
      "whose inviter's account is disabled",
      ({ owner }) => sudo("update users set disabled_at = now() where id = $1", [owner.actor.userId]),
      "invitation.inviterGone",
    ],
  ];

  it.each(cases)("%s says why on its page, and can't be accepted", async (_name, end, expected) => {
    const given = await invited();
    await end(given);
    const guest = await newUser({ email: given.email });
    const before = await countRows(given.organisation.id);
    expect(await readInvitation(guest, mailed(given.invitation.id))).toMatchObject({ problem: { reason: expected } });
    await expect(acceptInvitation(guest, mailed(given.invitation.id))).rejects.toEqual(reason(expected));
    expect(await countRows(given.organisation.id)).toEqual(before);
  });

  it("is deleted with its organisation", async () => {
    const { organisation, email, invitation } = await invited();
    await sudo("delete from organisations where id = $1", [organisation.id]);
    await expect(readInvitation(await newUser({ email }), mailed(invitation.id))).rejects.toEqual(reason("unknown"));
  });
});

describe("signing up and accepting at the same time", () => {
  it("causes no deadlock and no error", async () => {
    const { owner, ref, invitation } = await invited();
    const guest = await newUser({ verified: false });
    const second = await inviteMember(owner, { ...ref, email: guest.actor.email });
    const signUps = Array.from({ length: 15 }, () =>
      signUpInvited(stranger, { name: "Guest", password: "correct horse battery", ...mailed(second.id) }),
    );
    const accepts = Array.from({ length: 25 }, () => acceptInvitation(guest, mailed(second.id)));
    const others = Array.from({ length: 5 }, () => rejectInvitation(stranger, mailed(invitation.id)));
    const results = await Promise.allSettled([...signUps, ...accepts, ...others]);
    const refusals = results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
    expect([...new Set(refusals)].filter((code) => !["CONFLICT", "GONE"].includes(code))).toEqual([]);
  });

  it("creates no account when the inviter may no longer invite", async () => {
    const { organisation, owner, email, invitation } = await invited();
    await demote(organisation.id, owner.actor.userId);
    const guest = { name: "Guest", password: "correct horse battery", ...mailed(invitation.id) };
    await expect(signUpInvited(stranger, guest)).rejects.toEqual(reason("invitation.inviterGone"));
    expect(await sudo("select from users where email = $1", [email])).toHaveLength(0);
  });
});

describe("the list of one's own invitations", () => {
  it("shows the pending ones of a verified address, which can be answered there", async () => {
    const { email, organisation, invitation } = await invited();
    const guest = await newUser({ email });
    expect(await listMyInvitations(guest, {})).toMatchObject([
      { id: invitation.id, name: organisation.name, inviterName: "Olive Owner" },
    ]);
    await acceptInvitation(guest, { invitation: invitation.id });
    expect(await listMyInvitations(guest, {})).toEqual([]);
  });

  it("is empty, and nothing can be answered, until the address is verified", async () => {
    const { email, invitation } = await invited();
    const guest = await newUser({ email, verified: false });
    expect(await listMyInvitations(guest, {})).toEqual([]);
    await expect(acceptInvitation(guest, { invitation: invitation.id })).rejects.toEqual(
      reason("invitation.unverified"),
    );
  });
});
