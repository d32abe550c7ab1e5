import { describe, expect, it } from "vitest";
import {
  countRows,
  newEnterprise,
  newHolder,
  newMember,
  newOrganisation,
  newUser,
  type SignedIn,
  signIn,
  sudo,
  useDatabase,
} from "@/db/testing";
import { actorOfApiToken } from "@/lib/accounts/actor";
import { createToken } from "@/lib/api_tokens/operations";
import { listActivity } from "@/lib/audit/operations";
import { acceptInvitation } from "@/lib/invitations/answer_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { mailed } from "@/lib/invitations/testing";
import { addMember, changeRole, leaveOrganisation, removeMember } from "@/lib/members/change_operations";
import { listMembers, readMember } from "@/lib/members/operations";
import { activeOrganisation, makeDefault, readOrganisation, selectOrganisation } from "@/lib/organisations/operations";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const as = (who: SignedIn) => ({ userId: who.actor.userId });

/** An organisation with an admin and a member. */
async function trio() {
  const founded = await newOrganisation();
  const admin = await newMember(founded.organisation.id, "admin");
  const member = await newMember(founded.organisation.id, "member");
  return { ...founded, admin, member };
}

describe("changing a role", () => {
  it("takes effect from the next request, also for tokens, and is logged with before and after", async () => {
    const { owner, admin, ref } = await trio();
    const { token } = await createToken(admin, { ...ref, name: "x" });
    await changeRole(owner, { ...ref, ...as(admin), orgRole: "member" });
    const program = { actor: (await actorOfApiToken(token)) as never, address: null };
    for (const caller of [admin, program])
      await expect(listActivity(caller, ref)).rejects.toEqual(reason("permission.missing"));
    const [latest] = (await listActivity(owner, ref)).items;
    expect(latest).toMatchObject({
      operation: "member.changeRole",
      targetName: "Mel Member",
      details: { before: { role: "Admin" }, after: { role: "Member" } },
    });
  });

  it("is refused with the reason, and nothing is written", async () => {
    const { owner, admin, member, organisation, ref } = await trio();
    const other = await newMember(organisation.id, "admin");
    const before = await countRows(organisation.id);
    const cases: [SignedIn, SignedIn, string, string][] = [
      [owner, owner, "admin", "member.ownRole"],
      [admin, admin, "member", "member.ownRole"],
      [admin, owner, "member", "member.owner"],
      [owner, admin, "owner", "member.owner"],
      [owner, admin, "OWNER", "member.owner"],
      [admin, other, "member", "member.ceiling"],
      [admin, member, "admin", "role.ceiling"],
      [member, admin, "member", "permission.missing"],
      [owner, member, "wizard", "role.unknown"],
      [owner, await newUser(), "member", "unknown"],
      [await newUser(), member, "admin", "unknown"],
    ];
    for (const [who, whom, orgRole, expected] of cases)
      await expect(changeRole(who, { ...ref, ...as(whom), orgRole }), expected).rejects.toEqual(reason(expected));
    expect(await countRows(organisation.id)).toEqual(before);
  });

  it("changing a role with a token is limited to the token's permissions", async () => {
    const { owner, member, ref } = await trio();
    const narrow = await createToken(owner, { ...ref, name: "n", permissions: ["member.update", "member.read"] });
    const program = { actor: (await actorOfApiToken(narrow.token)) as never, address: null };
    await expect(changeRole(program, { ...ref, ...as(member), orgRole: "member" })).rejects.toEqual(
      reason("permission.tokenBelow"),
    );
    const full = {
      actor: (await actorOfApiToken((await createToken(owner, { ...ref, name: "f" })).token)) as never,
      address: null,
    };
    expect(await changeRole(full, { ...ref, ...as(member), orgRole: "admin" })).toMatchObject({ orgRole: "admin" });
  });

  it("changing a role to the same role changes nothing", async () => {
    const { owner, member, organisation, ref } = await trio();
    const before = await countRows(organisation.id);
    await changeRole(owner, { ...ref, ...as(member), orgRole: "member" });
    expect(await countRows(organisation.id)).toEqual(before);
  });
});

describe("removing", () => {
  it("ends only this membership and its tokens; sessions and the default move elsewhere", async () => {
    const { admin, member, organisation, ref } = await trio();
    const own = await newOrganisation(member);
    await makeDefault(member, ref);
    await selectOrganisation(member, ref);
    const { token } = await createToken(member, { ...ref, name: "here" });
    const elsewhere = await createToken(member, { ...own.ref, name: "there" });
    expect(await readMember(admin, { ...ref, ...as(member) })).toMatchObject({ organisations: 2, mayRemove: true });
    await removeMember(admin, { ...ref, ...as(member) });
    await expect(readOrganisation(member, ref)).rejects.toEqual(reason("unknown"));
    expect(await actorOfApiToken(token)).toBeNull();
    expect(await actorOfApiToken(elsewhere.token)).not.toBeNull();
    expect(await activeOrganisation(await signIn(member.actor.userId), {})).toMatchObject({ id: own.organisation.id });
    expect((await listMembers(admin, ref)).items.map(({ userId }) => userId)).not.toContain(member.actor.userId);
    const rows = await sudo("select from users where id = $1", [member.actor.userId]);
    expect([rows.length, (await countRows(organisation.id))?.members]).toEqual([1, 2]);
  });

  it("is refused with the reason", async () => {
    const { owner, admin, member, organisation, ref } = await trio();
    const other = await newMember(organisation.id, "admin");
    const cases: [SignedIn, SignedIn, string][] = [
      [admin, owner, "member.owner"],
      [admin, other, "member.ceiling"],
      [admin, admin, "member.self"],
      [member, admin, "permission.missing"],
      [owner, await newUser(), "unknown"],
    ];
    for (const [who, whom, expected] of cases)
      await expect(removeMember(who, { ...ref, ...as(whom) }), expected).rejects.toEqual(reason(expected));
  });

  it("finds a member by the membership's id, too, and nobody of another organisation", async () => {
    const { owner, member, ref } = await trio();
    const theirs = await trio();
    const { id } = await readMember(owner, { ...ref, ...as(member) });
    await expect(removeMember(theirs.owner, { ...theirs.ref, userId: id })).rejects.toEqual(reason("unknown"));
    expect(await removeMember(owner, { ...ref, userId: id })).toMatchObject(as(member));
  });
});

describe("leaving", () => {
  it("is open to everybody except the owner, and needs no permission", async () => {
    const { owner, organisation, ref } = await newEnterprise();
    const bare = await newHolder(organisation.id, [], "Bare");
    await leaveOrganisation(bare, ref);
    await expect(readOrganisation(bare, ref)).rejects.toEqual(reason("unknown"));
    await expect(leaveOrganisation(owner, ref)).rejects.toEqual(reason("member.ownerStays"));
    expect((await listActivity(owner, ref)).items[0]).toMatchObject({ operation: "member.leave" });
  });
});

describe("adding an existing user", () => {
  it("needs the exact address of a verified account, works once, and only for roles below the user's own", async () => {
    const { admin, organisation, ref } = await trio();
    const guest = await newUser();
    expect(await addMember(admin, { ...ref, email: guest.actor.email.toUpperCase() })).toMatchObject({
      orgRole: "member",
    });
    expect(await readOrganisation(guest, ref)).toMatchObject({ orgRole: "member" });
    await expect(addMember(admin, { ...ref, email: guest.actor.email })).rejects.toEqual(reason("member.known"));
    const unproved = await newUser({ verified: false });
    for (const email of [unproved.actor.email, "nobody@example.org"])
      await expect(addMember(admin, { ...ref, email })).rejects.toEqual(reason("member.unknown"));
    await expect(addMember(admin, { ...ref, email: "x@example.org", orgRole: "admin" })).rejects.toEqual(
      reason("role.ceiling"),
    );
    expect((await countRows(organisation.id))?.members).toBe(4);
  });

  it("ends a pending invitation, so that a removed member can't return with it", async () => {
    const { owner, ref } = await trio();
    const guest = await newUser();
    const { id } = await inviteMember(owner, { ...ref, email: guest.actor.email });
    await addMember(owner, { ...ref, email: guest.actor.email });
    await removeMember(owner, { ...ref, ...as(guest) });
    await expect(acceptInvitation(guest, mailed(id))).rejects.toEqual(reason("invitation.accepted"));
  });

  it("can be attempted at most ten times an hour", async () => {
    const { owner, ref } = await trio();
    const tries = await Promise.allSettled(
      Array.from({ length: 15 }, (_, n) => addMember(owner, { ...ref, email: `guess-${n}@example.org` })),
    );
    const limited = tries.filter((each) => each.status === "rejected" && each.reason.code === "RATE_LIMITED");
    expect(limited).toHaveLength(5);
  });
});
