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
  sudo,
  useDatabase,
} from "@/db/testing";
import { countActivity, listActivity } from "@/lib/audit/operations";
import { firstLimits } from "@/lib/limits";
import { createProject, deleteProject, listProjects, readProject, updateProject } from "@/lib/projects/operations";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const names = (projects: { name: string }[]) => projects.map(({ name }) => name);

/** An organisation with three projects, and a member who sees only the first. */
async function three() {
  const founded = await newOrganisation();
  const projects = await newProjects(founded.organisation.id, "Alpha", "Beta", "Gamma");
  const member = await newMember(founded.organisation.id, "member");
  await narrowTo(founded.organisation.id, member, projects[0] ?? "");
  return { ...founded, member, projects: projects as [string, string, string] };
}

describe("a project", () => {
  it("is created, listed by name, read, edited and deleted, and each is logged", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const made = await createProject(owner, { ...ref, name: " Website ", description: "Shop and pages" });
    expect(made).toMatchObject({
      name: "Website",
      description: "Shop and pages",
      narrowed: 0,
      organisationId: organisation.id,
    });
    const { id } = made;
    await createProject(owner, { ...ref, name: "Ärger", description: "" });
    expect(await listProjects(owner, ref)).toMatchObject([{ name: "Ärger", description: null }, made]);
    expect(names(await listProjects(owner, { ...ref, q: "ARG" }))).toEqual(["Ärger"]);
    expect(await readProject(owner, { ...ref, project: id })).toEqual(made);
    const changed = { ...made, name: "Pages" };
    expect(await updateProject(owner, { ...ref, project: id, name: "Pages" })).toEqual(changed);
    expect(await updateProject(owner, { ...ref, project: id, description: "" })).toMatchObject({ description: null });
    await updateProject(owner, { ...ref, project: id, name: "Pages" });
    await deleteProject(owner, { ...ref, project: id });
    await expect(readProject(owner, { ...ref, project: id })).rejects.toEqual(reason("unknown"));
    const { items } = await listActivity(owner, ref);
    expect(items.map(({ operation, targetName }) => [operation, targetName])).toEqual([
      ["project.delete", "Pages"],
      ["project.update", "Pages"],
      ["project.update", "Pages"],
      ["project.create", "Ärger"],
      ["project.create", "Website"],
      ["organisation.create", "Apex Gaming"],
    ]);
    expect(items[2]?.details).toEqual({
      before: { name: "Website", description: "Shop and pages" },
      after: { name: "Pages", description: "Shop and pages" },
    });
  });

  it("has a unique name, however it is written", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    await createProject(owner, { ...ref, name: "Éclair" });
    const { id } = await createProject(owner, { ...ref, name: "Other" });
    const before = await countRows(organisation.id);
    for (const name of ["éclair", "ECLAIR"]) {
      await expect(createProject(owner, { ...ref, name })).rejects.toMatchObject({
        reason: "project.taken",
        fields: { name: [expect.any(String)] },
      });
      await expect(updateProject(owner, { ...ref, project: id, name })).rejects.toEqual(reason("project.taken"));
    }
    for (const name of ["", " ", "a\nb", "x".repeat(101), "\u202ex"])
      await expect(createProject(owner, { ...ref, name })).rejects.toMatchObject({ code: "INVALID" });
    await expect(createProject(owner, { ...ref, name: "X", description: "x".repeat(501) })).rejects.toMatchObject({
      code: "INVALID",
    });
    expect(await countRows(organisation.id)).toEqual(before);
    expect(await updateProject(owner, { ...ref, project: id, name: "OTHER" })).toMatchObject({ name: "OTHER" });
    const theirs = await newOrganisation();
    expect(await createProject(theirs.owner, { ...theirs.ref, name: "Éclair" })).toMatchObject({ name: "Éclair" });
  });

  it("is read by members, and created, edited and deleted only by those whose role allows it", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const { id } = await createProject(owner, { ...ref, name: "One" });
    const admin = await newMember(organisation.id, "admin");
    const member = await newMember(organisation.id, "member");
    const before = await countRows(organisation.id);
    // Only those who manage restrictions see how many members have one.
    expect(await listProjects(member, ref)).toMatchObject([{ id, narrowed: null }]);
    const one = { ...ref, project: id };
    for (const [who, expected] of [
      [member, "permission.missing"],
      [await newUser(), "unknown"],
    ] as const) {
      await expect(createProject(who, { ...ref, name: "Two" })).rejects.toEqual(reason(expected));
      await expect(updateProject(who, { ...one, name: "Two" })).rejects.toEqual(reason(expected));
      await expect(deleteProject(who, one)).rejects.toEqual(reason(expected));
    }
    expect(await countRows(organisation.id)).toEqual(before);
    await updateProject(admin, { ...ref, project: id, name: "Two" });
    await deleteProject(admin, { ...ref, project: id });
  });

  it("is one of at most a hundred: of twenty created in parallel for the last place, one succeeds", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const { projects } = firstLimits.free;
    await newProjects(organisation.id, ...Array.from({ length: projects - 1 }, (_, n) => `Project ${n}`));
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => createProject(owner, { ...ref, name: `Last ${n}` })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const each of tries)
      if (each.status === "rejected")
        expect(each.reason).toMatchObject({ code: "LIMIT_REACHED", reason: "project.limit" });
    expect((await countRows(organisation.id))?.projects).toBe(projects);
    const [first] = await listProjects(owner, ref);
    await deleteProject(owner, { ...ref, project: first?.id ?? "" });
    await createProject(owner, { ...ref, name: "In its place" });
  });
});

describe("for a member restricted to one project", () => {
  it("the others don't exist: no list has them, and requests about one answer as for an unknown id", async () => {
    const { organisation, ref, projects } = await three();
    const keeper = await newHolder(
      organisation.id,
      ["project.read", "project.update", "project.delete", "member.update"],
      "Keeper",
    );
    await narrowTo(organisation.id, keeper, projects[0]);
    const before = await countRows(organisation.id);
    expect(names(await listProjects(keeper, ref))).toEqual(["Alpha"]);
    expect(await listProjects(keeper, { ...ref, q: "beta" })).toEqual([]);
    const asked = (project: string) =>
      Promise.all(
        [
          readProject(keeper, { ...ref, project }),
          updateProject(keeper, { ...ref, project, name: "Mine" }),
          deleteProject(keeper, { ...ref, project }),
        ].map((work) => work.catch((error) => error)),
      );
    const unknown = await asked(randomUUID());
    expect(unknown).toEqual([reason("unknown"), reason("unknown"), reason("unknown")]);
    for (const project of [projects[1], projects[2]]) expect(await asked(project)).toEqual(unknown);
    expect(await countRows(organisation.id)).toEqual(before);
    expect(await readProject(keeper, { ...ref, project: projects[0] })).toMatchObject({ name: "Alpha", narrowed: 2 });
    expect(await updateProject(keeper, { ...ref, project: projects[0], name: "Alef" })).toMatchObject({ name: "Alef" });
  });

  it("a project that they create is visible", async () => {
    const { owner, organisation, ref, projects } = await three();
    const maker = await newHolder(organisation.id, ["project.read", "project.create"], "Maker");
    await narrowTo(organisation.id, maker, projects[2]);
    const made = await createProject(maker, { ...ref, name: "Delta" });
    expect(names(await listProjects(maker, ref))).toEqual(["Delta", "Gamma"]);
    expect(await readProject(maker, { ...ref, project: made.id })).toEqual(made);
    expect(await listProjects(owner, ref)).toHaveLength(4);
    // The name of a hidden project is still taken: it is unique in the organisation.
    await expect(createProject(maker, { ...ref, name: "Alpha" })).rejects.toEqual(reason("project.taken"));
  });

  it("nothing is left once it is deleted, never everything", async () => {
    const { owner, member, organisation, ref, projects } = await three();
    await deleteProject(owner, { ...ref, project: projects[0] });
    expect(await listProjects(member, ref)).toEqual([]);
    await expect(readProject(member, { ...ref, project: projects[1] })).rejects.toEqual(reason("unknown"));
    const [row] = await sudo<{ narrowed: boolean }>(
      "select narrowed from members where organisation_id = $1 and user_id = $2",
      [organisation.id, member.actor.userId],
    );
    expect(row).toEqual({ narrowed: true });
    expect((await listActivity(owner, ref)).items[0]?.details).toEqual({ before: { membersLimitedToIt: 1 } });
  });

  it("the log mentions neither the others nor anybody else's restrictions", async () => {
    const { owner, organisation, ref } = await newEnterprise();
    const seen = await createProject(owner, { ...ref, name: "Seen" });
    const hidden = await createProject(owner, { ...ref, name: "Hidden" });
    await updateProject(owner, { ...ref, project: hidden.id, name: "Still hidden" });
    const gone = await createProject(owner, { ...ref, name: "Gone" });
    await deleteProject(owner, { ...ref, project: gone.id });
    const reader = await newHolder(organisation.id, ["auditLog.read"], "Reader");
    await narrowTo(organisation.id, reader, seen.id);
    const { items } = await listActivity(reader, ref);
    expect(items.map(({ operation, targetName }) => [operation, targetName])).toEqual([
      ["project.create", "Seen"],
      ["organisation.create", "Apex Gaming"],
    ]);
    expect(await countActivity(reader, ref)).toMatchObject({ total: 2 });
    expect(await countActivity(owner, ref)).toMatchObject({ total: 6 });
  });
});
