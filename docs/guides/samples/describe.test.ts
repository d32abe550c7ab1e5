import { describe, expect, it } from "vitest";
import { countRows, newMember, newOrganisation, newProjects, useDatabase } from "@/db/testing";
import { describeProject } from "@/docs/guides/samples/describe_operation";
import { listActivity } from "@/lib/audit/operations";

useDatabase();

describe("describing a project", () => {
  it("changes its description and leaves a row in the log", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const [project = ""] = await newProjects(organisation.id, "Website");
    const described = await describeProject(owner, { ...ref, project, description: "Shop and pages" });
    expect(described).toMatchObject({ name: "Website", description: "Shop and pages" });
    const { items } = await listActivity(owner, ref);
    expect(items[0]).toMatchObject({ operation: "project.describe", targetName: "Website" });
  });

  it("is refused to a member, and then nothing is written", async () => {
    const { organisation, ref } = await newOrganisation();
    const [project = ""] = await newProjects(organisation.id, "Website");
    const member = await newMember(organisation.id, "member");
    const before = await countRows(organisation.id);
    const refused = describeProject(member, { ...ref, project, description: "Mine" });
    await expect(refused).rejects.toMatchObject({ code: "FORBIDDEN", reason: "permission.missing" });
    expect(await countRows(organisation.id)).toEqual(before);
  });

  it("refuses a description of two lines at its field", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const [project = ""] = await newProjects(organisation.id, "Website");
    const refused = describeProject(owner, { ...ref, project, description: "One\nTwo" });
    await expect(refused).rejects.toMatchObject({ code: "INVALID", fields: { description: [expect.any(String)] } });
  });
});
