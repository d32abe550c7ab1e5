import { describe, expect, it } from "vitest";
import {
  countRows,
  newEnterprise,
  newHolder,
  newMember,
  newOrganisation,
  newUser,
  sudo,
  useDatabase,
} from "@/db/testing";
import { grantable, permissionsOf } from "@/lib/access";
import { listActivity } from "@/lib/audit/operations";
import { acceptInvitation } from "@/lib/invitations/answer_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { resendInvitation } from "@/lib/invitations/operations";
import { address, mailed } from "@/lib/invitations/testing";
import { changeRole } from "@/lib/members/change_operations";
import { listMembers } from "@/lib/members/operations";
import { listOrganisations, readOrganisation } from "@/lib/organisations/operations";
import { createRole, deleteRole, listRoles, updateRole } from "@/lib/roles/operations";
import { linkToken } from "@/lib/tokens";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const reader = ["member.read", "role.read"];

describe("a custom role", () => {
  it("is created, listed with its number of members, edited for all of them, and logged", async () => {
    const { owner, organisation, ref } = await newEnterprise();
    const made = await createRole(owner, { ...ref, name: " Moderator ", permissions: [...reader, "member.create"] });
    expect(made).toMatchObject({ name: "Moderator", custom: true, members: 0 });
    const holder = await newMember(organisation.id, "member");
    await changeRole(owner, { ...ref, userId: holder.actor.userId, orgRole: "moderator" });
    expect(await listRoles(holder, ref)).toMatchObject([
      { name: "owner", members: 1 },
      { name: "admin", members: 0 },
      { name: "operator", members: 0 },
      { name: "member", members: 0, isDefault: true },
      { name: "viewer", members: 0 },
      { name: "Moderator", members: 1, permissions: ["member.read", "member.create", "role.read"] },
    ]);
    expect(await readOrganisation(holder, ref)).toMatchObject({ orgRole: "Moderator" });
    expect(await listOrganisations(holder, {})).toMatchObject([
      { orgRole: "Moderator", permissions: made.permissions },
    ]);
    await inviteMember(holder, { ...ref, email: address(), role: "Moderator" }).catch((error) =>
      expect(error).toEqual(reason("role.ceiling")),
    );
    await updateRole(owner, { ...ref, role: "Moderator", name: "Warden", permissions: reader });
    await expect(inviteMember(holder, { ...ref, email: address() })).rejects.toEqual(reason("permission.missing"));
    expect(await readOrganisation(holder, ref)).toMatchObject({ orgRole: "Warden" });
    const { items } = await listActivity(owner, ref);
    expect(items.map(({ operation }) => operation)).toEqual([
      "role.update",
      "member.changeRole",
      "role.create",
      "organisation.create",
    ]);
    expect(items[1]?.details).toEqual({ before: { role: "Member" }, after: { role: "Moderator" } });
  });

  it("needs the enterprise tier to be created, edited or assigned, and keeps working after a downgrade", async () => {
    const free = await newOrganisation();
    await expect(createRole(free.owner, { ...free.ref, name: "X", permissions: reader })).rejects.toEqual(
      reason("role.tier"),
    );
    const { owner, organisation, ref } = await newEnterprise();
    const holder = await newHolder(organisation.id, reader, "Reader");
    const other = await newMember(organisation.id, "member");
    const guest = await newUser();
    const { id } = await inviteMember(owner, { ...ref, email: guest.actor.email, role: "Reader" });
    await sudo("update organisations set portal_tier = 'paid' where id = $1", [organisation.id]);
    expect((await listMembers(holder, ref)).items).toHaveLength(3);
    const give = { ...ref, userId: other.actor.userId, orgRole: "Reader" };
    await expect(changeRole(owner, give)).rejects.toEqual(reason("role.tier"));
    await expect(updateRole(owner, { ...ref, role: "Reader", name: "Y" })).rejects.toEqual(reason("role.tier"));
    await expect(inviteMember(owner, { ...ref, email: address(), role: "Reader" })).rejects.toEqual(
      reason("role.tier"),
    );
    await expect(acceptInvitation(guest, mailed(id))).rejects.toEqual(reason("invitation.roleTier"));
  });

  it("has a unique name, however it is written, and not a built-in one", async () => {
    const { owner, ref } = await newEnterprise();
    await createRole(owner, { ...ref, name: "Éclair", permissions: [] });
    for (const name of ["éclair", "ECLAIR"])
      await expect(createRole(owner, { ...ref, name, permissions: [] })).rejects.toEqual(reason("role.taken"));
    const alike = [
      "ađmin",
      "Øwner",
      "admın",
      "custøm",
      "Vïewer",
      "operatør",
      "ad\u200dmin",
      "Owner\u{e0061}",
      "..",
      "a/b",
    ];
    for (const name of ["Owner", "ADMIN", "Operator", "member", "VIEWER", "custom", "ádmin", ...alike])
      await expect(createRole(owner, { ...ref, name, permissions: [] })).rejects.toMatchObject({ code: "INVALID" });
    for (const permissions of [["organisation.delete"], ["member.fly"], ["member.read", "organisation.update"]])
      await expect(createRole(owner, { ...ref, name: "X", permissions })).rejects.toMatchObject({ code: "INVALID" });
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => createRole(owner, { ...ref, name: "Same", permissions: [] })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const more = await Promise.allSettled(
      Array.from({ length: 25 }, (_, n) => createRole(owner, { ...ref, name: `Role ${n}`, permissions: [] })),
    );
    expect(more.filter(({ status }) => status === "fulfilled")).toHaveLength(18);
  });

  it("can't be deleted while a member has it, nor by a race between assigning and deleting", async () => {
    const { owner, organisation, ref } = await newEnterprise();
    const holder = await newHolder(organisation.id, reader, "Held");
    await expect(deleteRole(owner, { ...ref, role: "Held" })).rejects.toMatchObject({
      reason: "role.held",
      message: "One member has this role. Change their role first.",
    });
    await changeRole(owner, { ...ref, userId: holder.actor.userId, orgRole: "member" });
    const [given, deleted] = await Promise.allSettled([
      changeRole(owner, { ...ref, userId: holder.actor.userId, orgRole: "Held" }),
      deleteRole(owner, { ...ref, role: "held" }),
    ]);
    expect([given.status, deleted.status].sort()).toEqual(["fulfilled", "rejected"]);
    for (const name of ["admin", "OWNER", "Viewer", "operator"])
      await expect(deleteRole(owner, { ...ref, role: name })).rejects.toEqual(reason("role.builtIn"));
  });

  it("can be deleted while an invitation has it; the invitation is then refused, with the reason", async () => {
    const { owner, ref } = await newEnterprise();
    await createRole(owner, { ...ref, name: "Short lived", permissions: reader });
    const guest = await newUser();
    const { id } = await inviteMember(owner, { ...ref, email: guest.actor.email, role: "short lived" });
    await deleteRole(owner, { ...ref, role: "Short lived" });
    await expect(acceptInvitation(guest, mailed(id))).rejects.toEqual(reason("invitation.roleGone"));
  });

  it("is what an accepted invitation gives, in its version by then", async () => {
    const { owner, ref } = await newEnterprise();
    await createRole(owner, { ...ref, name: "Reader", permissions: reader });
    const guest = await newUser();
    const { id, role } = await inviteMember(owner, { ...ref, email: guest.actor.email, role: "READER" });
    expect(role).toBe("Reader");
    await updateRole(owner, { ...ref, role: "Reader", permissions: [...reader, "auditLog.read"] });
    await acceptInvitation(guest, mailed(id));
    expect((await readOrganisation(guest, ref)).permissions.sort()).toEqual([
      "auditLog.read",
      "member.read",
      "role.read",
    ]);
  });
});

it("a custom role recreated under its name is used by a resent invitation", async () => {
  const { owner, ref } = await newEnterprise();
  await createRole(owner, { ...ref, name: "Helper", permissions: reader });
  const guest = await newUser();
  const { id } = await inviteMember(owner, { ...ref, email: guest.actor.email, role: "Helper" });
  await deleteRole(owner, { ...ref, role: "Helper" });
  await createRole(owner, { ...ref, name: "Helper", permissions: ["member.read"] });
  await resendInvitation(owner, { ...ref, invitation: id });
  await acceptInvitation(guest, { token: linkToken("invitation.mail", id, 2) });
  expect(await readOrganisation(guest, ref)).toMatchObject({ orgRole: "Helper", permissions: ["member.read"] });
});

describe("the ceiling over roles", () => {
  const everything = grantable as string[];
  it("keeps an admin from creating, editing or deleting roles that aren't below an admin", async () => {
    const { owner, organisation, ref } = await newEnterprise();
    const admin = await newMember(organisation.id, "admin");
    await createRole(owner, { ...ref, name: "Full", permissions: everything });
    await createRole(owner, { ...ref, name: "Less", permissions: reader });
    const before = await countRows(organisation.id);
    await expect(createRole(admin, { ...ref, name: "Same", permissions: everything })).rejects.toEqual(
      reason("role.ceiling"),
    );
    await expect(updateRole(admin, { ...ref, role: "Full", name: "Mine" })).rejects.toEqual(reason("role.ceiling"));
    await expect(updateRole(admin, { ...ref, role: "Less", permissions: everything })).rejects.toEqual(
      reason("role.ceiling"),
    );
    await expect(deleteRole(admin, { ...ref, role: "Full" })).rejects.toEqual(reason("role.ceiling"));
    expect(await countRows(organisation.id)).toEqual(before);
    await updateRole(admin, { ...ref, role: "Less", permissions: ["member.read"] });
  });

  it("keeps a member with a custom role from creating one with a permission that it lacks, and from editing their own", async () => {
    const { organisation, ref } = await newEnterprise();
    const own = [
      "member.read",
      "role.read",
      "role.create",
      "role.update",
      "role.delete",
      "member.create",
      "member.update",
    ];
    const keeper = await newHolder(organisation.id, own, "Keeper");
    await expect(createRole(keeper, { ...ref, name: "A", permissions: ["dns.read"] })).rejects.toEqual(
      reason("role.ceiling"),
    );
    await expect(updateRole(keeper, { ...ref, role: "Keeper", permissions: ["member.read"] })).rejects.toEqual(
      reason("role.ceiling"),
    );
    await expect(inviteMember(keeper, { ...ref, email: address(), role: "admin" })).rejects.toEqual(
      reason("role.ceiling"),
    );
    // A plain member may power servers, which the keeper may not.
    expect(permissionsOf("member").has("server.power")).toBe(true);
    await expect(inviteMember(keeper, { ...ref, email: address(), role: "member" })).rejects.toEqual(
      reason("role.ceiling"),
    );
    // Nor may a viewer be invited by somebody who doesn't see what a viewer sees.
    await expect(inviteMember(keeper, { ...ref, email: address(), role: "viewer" })).rejects.toEqual(
      reason("role.ceiling"),
    );
    await createRole(keeper, { ...ref, name: "Below", permissions: ["member.read"] });
    await inviteMember(keeper, { ...ref, email: address(), role: "Below" });
  });
});

it("a role of another organisation doesn't exist here", async () => {
  const mine = await newEnterprise();
  const theirs = await newEnterprise();
  await createRole(theirs.owner, { ...theirs.ref, name: "Theirs", permissions: reader });
  const member = await newMember(mine.organisation.id, "member");
  await expect(deleteRole(mine.owner, { ...mine.ref, role: "Theirs" })).rejects.toEqual(reason("unknown"));
  await expect(changeRole(mine.owner, { ...mine.ref, userId: member.actor.userId, orgRole: "Theirs" })).rejects.toEqual(
    reason("role.unknown"),
  );
  await expect(
    sudo(
      `update members set role = 'custom', custom_role_id = (select id from roles where organisation_id = $1)
        where organisation_id = $2 and user_id = $3`,
      [theirs.organisation.id, mine.organisation.id, member.actor.userId],
    ),
  ).rejects.toThrow("members_custom_role");
});
