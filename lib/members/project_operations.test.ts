import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  countRows,
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
import { actorOfApiToken } from "@/lib/accounts/actor";
import { createToken } from "@/lib/api_tokens/operations";
import { listActivity } from "@/lib/audit/operations";
import { acceptInvitation } from "@/lib/invitations/answer_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { mailed } from "@/lib/invitations/testing";
import { addMember, changeRole } from "@/lib/members/change_operations";
import { listMembers, readMember } from "@/lib/members/operations";
import { narrowMember } from "@/lib/members/project_operations";
import { listNotifications } from "@/lib/notifications/operations";
import { readOrganisation } from "@/lib/organisations/operations";
import { createProject, deleteProject, listProjects } from "@/lib/projects/operations";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const as = (who: SignedIn) => ({ userId: who.actor.userId });
const names = (projects: { name: string }[]) => projects.map(({ name }) => name);

/** An organisation with three projects, an admin and a member. */
async function three() {
  const founded = await newEnterprise();
  const { id } = founded.organisation;
  const projects = (await newProjects(id, "Alpha", "Beta", "Gamma")) as [string, string, string];
  const admin = await newMember(id, "admin");
  const member = await newMember(id, "member");
  return { ...founded, admin, member, projects };
}

describe("restricting a member to some projects", () => {
  it("applies from the next request, also to tokens, notifies them, and is logged", async () => {
    const { owner, admin, member, ref, projects } = await three();
    const { token } = await createToken(member, { ...ref, name: "x" });
    const program = { actor: (await actorOfApiToken(token)) as never, address: null };
    const [alpha, beta] = projects;
    expect(await narrowMember(admin, { ...ref, ...as(member), projects: [beta, alpha, beta] })).toEqual({
      ...as(member),
      projects: [
        { id: alpha, name: "Alpha" },
        { id: beta, name: "Beta" },
      ],
    });
    for (const caller of [member, program]) {
      expect(names(await listProjects(caller, ref))).toEqual(["Alpha", "Beta"]);
      expect(await readOrganisation(caller, ref)).toMatchObject({ narrowed: true });
    }
    await narrowMember(owner, { ...ref, ...as(member), projects: [] });
    expect(await listProjects(member, ref)).toHaveLength(3);
    expect(await readOrganisation(member, ref)).toMatchObject({ narrowed: false });
    const { items } = await listNotifications(member, {});
    expect(items).toMatchObject([
      { kind: "widened", actorName: "Olive Owner" },
      { kind: "narrowed", actorName: "Mel Member" },
    ]);
    const log = (await listActivity(owner, ref)).items.filter(({ operation }) => operation === "member.narrow");
    expect(log.map(({ details }) => details)).toEqual([
      { before: { projects: "Alpha, Beta" }, after: { projects: "all" } },
      { before: { projects: "all" }, after: { projects: "Alpha, Beta" } },
    ]);
  });

  it("is visible only to those who manage members and to the member", async () => {
    const { admin, member, organisation, ref, projects } = await three();
    const other = await newMember(organisation.id, "member");
    await narrowMember(admin, { ...ref, ...as(member), projects: [projects[0]] });
    const told = { narrowed: true, projects: [{ id: projects[0], name: "Alpha" }] };
    expect(await readMember(admin, { ...ref, ...as(member) })).toMatchObject({ ...told, mayNarrow: true });
    expect(await readMember(member, { ...ref, ...as(member) })).toMatchObject({ ...told, mayNarrow: false });
    expect(await readMember(other, { ...ref, ...as(member) })).toMatchObject({ narrowed: null, projects: null });
    const listed = async (who: SignedIn) =>
      (await listMembers(who, ref)).items.find(({ userId }) => userId === member.actor.userId);
    for (const who of [admin, member]) expect(await listed(who)).toMatchObject(told);
    expect(await listed(other)).toMatchObject({ narrowed: null, projects: null });
    const [first] = (await listMembers(admin, ref)).items;
    expect(first).toMatchObject({ orgRole: "owner", narrowed: false, projects: null });
  });

  it("is refused with the reason, and nothing is written", async () => {
    const { owner, admin, member, organisation, ref, projects } = await three();
    const peer = await newMember(organisation.id, "admin");
    const theirs = await three();
    const before = await countRows(organisation.id);
    const [alpha] = projects;
    const cases: [SignedIn, SignedIn, string[], string][] = [
      [owner, owner, [alpha], "member.ownLimit"],
      [admin, admin, [], "member.ownLimit"],
      [member, member, [], "permission.missing"],
      [admin, owner, [alpha], "member.owner"],
      [admin, peer, [alpha], "member.ceiling"],
      [owner, admin, [alpha], "member.seesAll"],
      [owner, admin, [], "member.seesAll"],
      [owner, member, [alpha, randomUUID()], "project.unknown"],
      [owner, member, [theirs.projects[0]], "project.unknown"],
      [owner, theirs.member, [alpha], "unknown"],
      [theirs.owner, member, [alpha], "unknown"],
      [await newUser(), member, [alpha], "unknown"],
    ];
    for (const [who, whom, chosen, expected] of cases)
      await expect(narrowMember(who, { ...ref, ...as(whom), projects: chosen }), expected).rejects.toEqual(
        reason(expected),
      );
    await narrowMember(owner, { ...ref, ...as(member), projects: [] });
    expect(await countRows(organisation.id)).toEqual(before);
    await expect(
      narrowMember(owner, { ...ref, ...as(member), projects: Array.from({ length: 10_001 }, () => randomUUID()) }),
    ).rejects.toMatchObject({ code: "INVALID" });
  });

  it("restricting a member to the projects that they already see changes nothing", async () => {
    const { owner, member, organisation, ref, projects } = await three();
    await narrowMember(owner, { ...ref, ...as(member), projects: [projects[0], projects[1]] });
    const before = await countRows(organisation.id);
    await narrowMember(owner, { ...ref, ...as(member), projects: [projects[1], projects[0]] });
    expect(await countRows(organisation.id)).toEqual(before);
    expect((await listNotifications(member, {})).items).toHaveLength(1);
  });

  it("ends when they become an admin, and doesn't return by itself", async () => {
    const { owner, member, organisation, ref, projects } = await three();
    await narrowMember(owner, { ...ref, ...as(member), projects: [projects[0]] });
    await changeRole(owner, { ...ref, ...as(member), orgRole: "admin" });
    expect(await listProjects(member, ref)).toHaveLength(3);
    expect((await countRows(organisation.id))?.narrowings).toBe(0);
    expect((await listActivity(owner, ref)).items[0]?.details).toEqual({
      before: { role: "Member", projects: "some" },
      after: { role: "Admin", projects: "all" },
    });
    await changeRole(owner, { ...ref, ...as(member), orgRole: "member" });
    expect(await listProjects(member, ref)).toHaveLength(3);
    await expect(
      sudo("update members set narrowed = true where organisation_id = $1 and user_id = $2", [
        organisation.id,
        owner.actor.userId,
      ]),
    ).rejects.toThrow("members_narrowed_check");
  });

  it("stays with another role that can be restricted", async () => {
    const { owner, member, organisation, ref, projects } = await three();
    await newHolder(organisation.id, ["project.read"], "Reader");
    await narrowMember(owner, { ...ref, ...as(member), projects: [projects[0]] });
    await changeRole(owner, { ...ref, ...as(member), orgRole: "Reader" });
    expect(names(await listProjects(member, ref))).toEqual(["Alpha"]);
  });
});

describe("a manager who is restricted themselves", () => {
  /** Somebody who manages members and sees Alpha and Beta; besides, a reader who isn't restricted. */
  async function keeper() {
    const world = await three();
    const rights = ["member.read", "member.create", "member.update", "project.read", "role.read"];
    const who = await newHolder(world.organisation.id, rights, "Keeper");
    await narrowTo(world.organisation.id, who, world.projects[0], world.projects[1]);
    const reader = await newHolder(world.organisation.id, ["project.read"], "Reader");
    return { ...world, keeper: who, reader };
  }

  it("chooses among the projects that they see; a member's other projects stay, and remain hidden from them", async () => {
    const { keeper: who, reader, organisation, ref, projects } = await keeper();
    const [alpha, beta, gamma] = projects;
    await narrowTo(organisation.id, reader, alpha, gamma);
    expect(await readMember(who, { ...ref, ...as(reader) })).toMatchObject({
      projects: [{ name: "Alpha" }],
      mayNarrow: true,
    });
    expect((await narrowMember(who, { ...ref, ...as(reader), projects: [beta] })).projects).toEqual([
      { id: beta, name: "Beta" },
    ]);
    expect(names(await listProjects(reader, ref))).toEqual(["Beta", "Gamma"]);
  });

  it("can't grant more than they see, or take away what they don't see", async () => {
    const { keeper: who, reader, organisation, ref, projects } = await keeper();
    const [alpha, , gamma] = projects;
    expect(await readMember(who, { ...ref, ...as(reader) })).toMatchObject({ mayNarrow: false });
    const before = await countRows(organisation.id);
    await expect(narrowMember(who, { ...ref, ...as(reader), projects: [alpha] })).rejects.toEqual(
      reason("member.wider"),
    );
    await narrowTo(organisation.id, reader, alpha);
    const unknown = await narrowMember(who, { ...ref, ...as(reader), projects: [randomUUID()] }).catch((e) => e);
    expect(unknown).toEqual(reason("project.unknown"));
    await expect(narrowMember(who, { ...ref, ...as(reader), projects: [gamma] })).rejects.toEqual(unknown);
    await expect(narrowMember(who, { ...ref, ...as(reader), projects: [] })).rejects.toEqual(reason("member.wider"));
    expect(await countRows(organisation.id)).toEqual({ ...before, narrowings: (before?.narrowings ?? 0) + 1 });
  });

  it("can only bring in people who see no more than they do", async () => {
    const { owner, keeper: who, ref, projects } = await keeper();
    const added = await newUser();
    const invited = await newUser();
    await addMember(who, { ...ref, email: added.actor.email, orgRole: "Reader" });
    const { id } = await inviteMember(who, { ...ref, email: invited.actor.email, role: "Reader" });
    // What the inviter sees at acceptance counts.
    await narrowMember(owner, { ...ref, ...as(who), projects: [projects[1]] });
    await acceptInvitation(invited, mailed(id));
    expect(names(await listProjects(added, ref))).toEqual(["Alpha", "Beta"]);
    expect(names(await listProjects(invited, ref))).toEqual(["Beta"]);
    await deleteProject(owner, { ...ref, project: projects[1] });
    const third = await newUser();
    await addMember(who, { ...ref, email: third.actor.email, orgRole: "Reader" });
    expect(await listProjects(third, ref)).toEqual([]);
  });
});

describe("parallel changes", () => {
  it("(restricting, making an admin, deleting the project) never leave a restricted admin or lift a restriction", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    for (let round = 0; round < 20; round++) {
      const member = await newMember(organisation.id, "member");
      const bystander = await newMember(organisation.id, "member");
      const [one = "", two = ""] = await newProjects(organisation.id, `One ${round}`, `Two ${round}`);
      await narrowTo(organisation.id, bystander, one);
      const results = await Promise.allSettled([
        narrowMember(owner, { ...ref, ...as(member), projects: [one] }),
        changeRole(owner, { ...ref, ...as(member), orgRole: "admin" }),
        narrowMember(owner, { ...ref, ...as(member), projects: [one, two] }),
        deleteProject(owner, { ...ref, project: one }),
        createProject(owner, { ...ref, name: `Three ${round}` }),
      ]);
      for (const each of results)
        if (each.status === "rejected") expect(["member.seesAll", "project.unknown"]).toContain(each.reason.reason);
      expect([results[1].status, results[3].status]).toEqual(["fulfilled", "fulfilled"]);
      expect(await readOrganisation(member, ref)).toMatchObject({ orgRole: "admin", narrowed: false });
      expect(await listProjects(bystander, ref)).toEqual([]);
    }
    expect((await countRows(organisation.id))?.narrowings).toBe(0);
  }, 60_000);

  it("(restricting to a single project, deleting it) leave the member no project, in either order", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    for (let round = 0; round < 20; round++) {
      const member = await newMember(organisation.id, "member");
      const [one = ""] = await newProjects(organisation.id, `One ${round}`, `Two ${round}`);
      const [narrowed] = await Promise.allSettled([
        narrowMember(owner, { ...ref, ...as(member), projects: [one] }),
        deleteProject(owner, { ...ref, project: one }),
      ]);
      const seen = await listProjects(member, ref);
      if (narrowed.status === "fulfilled") expect(seen).toEqual([]);
      else expect(narrowed.reason).toEqual(reason("project.unknown"));
    }
  }, 60_000);
});
