import { beforeEach, describe, expect, it } from "vitest";
import {
  narrowTo,
  newEnterprise,
  newHolder,
  newMember,
  newOrganisation,
  newProjects,
  newUser,
  type SignedIn,
  sudo,
  useDatabase,
} from "@/db/testing";
import { permissionsOf, type Role, roles } from "@/lib/access";
import { actorOfApiToken } from "@/lib/accounts/actor";
import { createToken } from "@/lib/api_tokens/operations";
import { listActivity } from "@/lib/audit/operations";
import { acceptInvitation } from "@/lib/invitations/answer_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { address, mailed } from "@/lib/invitations/testing";
import { portalTierNames } from "@/lib/limits";
import { addMember, changeRole, removeMember } from "@/lib/members/change_operations";
import { countMembers, listMembers, readMember } from "@/lib/members/operations";
import { narrowMember } from "@/lib/members/project_operations";
import { newNode } from "@/lib/nodes/testing";
import { readOrganisation, updateOrganisation } from "@/lib/organisations/operations";
import { listProjects } from "@/lib/projects/operations";
import { listRoles } from "@/lib/roles/operations";
import { createServer } from "@/lib/servers/create_operations";
import { listServers, powerServer } from "@/lib/servers/operations";
import { small } from "@/lib/servers/testing";
import { updateServer } from "@/lib/servers/update_operations";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const as = (who: SignedIn) => ({ userId: who.actor.userId });
const given = roles.filter((role) => role !== "owner");
/** How many members have each role besides the owner, as the list of roles says. */
async function held(who: SignedIn, ref: { organisation: string }) {
  const listed = await listRoles(who, ref);
  return Object.fromEntries(listed.filter(({ name }) => name !== "owner").map(({ name, members }) => [name, members]));
}

beforeEach(async () => {
  // Nodes belong to the whole portal: remove those of other tests.
  await sudo("update nodes set state = 'closed'");
});

describe("the built-in roles", () => {
  it.each(portalTierNames)(
    "are offered by an invitation, joined with, changed and counted at the tier %s",
    async (tier) => {
      const { owner, organisation, ref } = await newOrganisation();
      await sudo("update organisations set portal_tier = $2 where id = $1", [organisation.id, tier]);
      const admin = await newMember(organisation.id, "admin");
      for (const role of ["viewer", "operator"] as const) {
        const guest = await newUser();
        const { id, role: invitedAs } = await inviteMember(admin, {
          ...ref,
          email: guest.actor.email,
          role: role.toUpperCase(),
        });
        expect(invitedAs).toBe(role);
        await acceptInvitation(guest, mailed(id));
        const opened = await readOrganisation(guest, ref);
        expect(opened.orgRole).toBe(role);
        expect(opened.permissions.sort()).toEqual([...permissionsOf(role)].sort());
        expect((await listMembers(owner, { ...ref, role })).items).toMatchObject([{ userId: guest.actor.userId }]);
      }
      expect(await held(owner, ref)).toEqual({ admin: 1, operator: 1, member: 0, viewer: 1 });

      const other = await newUser();
      await addMember(owner, { ...ref, email: other.actor.email, orgRole: "viewer" });
      await changeRole(admin, { ...ref, ...as(other), orgRole: "operator" });
      expect((await listActivity(owner, ref)).items[0]?.details).toEqual({
        before: { role: "Viewer" },
        after: { role: "Operator" },
      });
      expect(await held(owner, ref)).toEqual({ admin: 1, operator: 2, member: 0, viewer: 1 });
      await removeMember(owner, { ...ref, ...as(other) });
      expect(await countMembers(owner, ref)).toEqual({ owner: 1, admin: 1, operator: 1, member: 0, viewer: 1 });
    },
  );

  it("can each be the default role of new invitations, except the owner’s", async () => {
    const { owner, ref } = await newOrganisation();
    for (const role of given) {
      await updateOrganisation(owner, { ...ref, defaultRole: role });
      expect(await inviteMember(owner, { ...ref, email: address() })).toMatchObject({ role });
      expect((await listRoles(owner, ref)).filter(({ isDefault }) => isDefault)).toMatchObject([{ name: role }]);
    }
  });

  it("are given only by those with more permissions", async () => {
    const { owner, organisation, ref } = await newEnterprise();
    const inviter = (role: Role, name: string) =>
      newHolder(organisation.id, [...permissionsOf(role), "member.create", "member.update"], name);
    const token = await createToken(owner, {
      ...ref,
      name: "x",
      permissions: [...permissionsOf("viewer"), "member.create"],
    });
    const program = { actor: (await actorOfApiToken(token.token)) as never, address: null };
    const may: [SignedIn, string[]][] = [
      [owner, ["admin", "operator", "member", "viewer"]],
      [await newMember(organisation.id, "admin"), ["operator", "member", "viewer"]],
      [await inviter("operator", "Leads"), ["operator", "member", "viewer"]],
      [await inviter("member", "Greets"), ["member", "viewer"]],
      [await inviter("viewer", "Looks"), ["viewer"]],
      [program, ["viewer"]],
    ];
    for (const [who, expected] of may)
      for (const role of given) {
        const tried = inviteMember(who, { ...ref, email: address(), role });
        if (expected.includes(role)) await tried;
        else await expect(tried).rejects.toEqual(reason(who === program ? "permission.tokenBelow" : "role.ceiling"));
      }
    // Acting on members goes by the same rule.
    const [, , [leader]] = may as [unknown, unknown, [SignedIn, unknown]];
    const [admin, viewer] = [await newMember(organisation.id, "admin"), await newMember(organisation.id, "viewer")];
    await expect(changeRole(leader, { ...ref, ...as(admin), orgRole: "viewer" })).rejects.toEqual(
      reason("member.ceiling"),
    );
    await changeRole(leader, { ...ref, ...as(viewer), orgRole: "operator" });
    for (const who of [await newMember(organisation.id, "operator"), await newMember(organisation.id, "viewer")])
      await expect(inviteMember(who, { ...ref, email: address(), role: "viewer" })).rejects.toEqual(
        reason("permission.missing"),
      );
  });
});

describe("a viewer and an operator", () => {
  it("can be restricted to projects, stay restricted as each other, and see everything as an admin", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const [alpha = ""] = await newProjects(organisation.id, "Alpha", "Beta");
    const who = await newMember(organisation.id, "viewer");
    expect(await readMember(owner, { ...ref, ...as(who) })).toMatchObject({ mayNarrow: true });
    await narrowMember(owner, { ...ref, ...as(who), projects: [alpha] });
    for (const orgRole of ["operator", "member", "viewer"] as const) {
      await changeRole(owner, { ...ref, ...as(who), orgRole });
      expect(await listProjects(who, ref)).toMatchObject([{ name: "Alpha" }]);
    }
    await changeRole(owner, { ...ref, ...as(who), orgRole: "admin" });
    expect(await listProjects(who, ref)).toHaveLength(2);
  });

  it("differ with servers: one only sees them, the other creates, edits and starts those in its projects", async () => {
    await newNode();
    const { owner, organisation, ref } = await newOrganisation();
    const [alpha = "", beta = ""] = await newProjects(organisation.id, "Alpha", "Beta");
    const [viewer, operator] = [
      await newMember(organisation.id, "viewer"),
      await newMember(organisation.id, "operator"),
    ];
    await narrowTo(organisation.id, operator, alpha);
    const made = await createServer(operator, { ...ref, ...small({ name: "Lobby" }), projectId: alpha });
    await sudo("update servers set state = 'running' where id = $1", [made.id]);
    await updateServer(operator, { ...ref, server: made.id, name: "Hall" });
    await powerServer(operator, { ...ref, server: made.id, action: "stop" });
    for (const projectId of [beta, undefined])
      await expect(createServer(operator, { ...ref, ...small({ name: "Other" }), projectId })).rejects.toMatchObject({
        fields: { projectId: [expect.any(String)] },
      });
    expect((await listServers(viewer, ref)).items).toMatchObject([{ name: "Hall" }]);
    for (const refused of [
      () => createServer(viewer, { ...ref, ...small({ name: "Mine" }) }),
      () => updateServer(viewer, { ...ref, server: made.id, name: "Mine" }),
      () => powerServer(viewer, { ...ref, server: made.id, action: "start" }),
    ])
      await expect(refused()).rejects.toEqual(reason("permission.missing"));
    expect((await listServers(owner, ref)).items).toHaveLength(1);
  });
});
