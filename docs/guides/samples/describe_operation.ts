import { findProject } from "@/db/queries/projects";
import { describeProjectRow } from "@/docs/guides/samples/describe_query";
import { AppError } from "@/lib/errors";
import { organisationCommand } from "@/lib/kernel/kinds";
import { oneProject } from "@/lib/projects/schema";
import { sightOf } from "@/lib/projects/sight";
import { line } from "@/lib/text";

/** For lib/projects/schema.ts: strict, and every text is bounded. */
export const describeProjectInput = oneProject.extend({ description: line("a description", 500) });

/** Describes a project in one line. */
export const describeProject = organisationCommand("project.describe", {
  did: "described the project",
  event: "project.changed",
  input: describeProjectInput,
  token: "organisation",
  permission: "project.update",
  async run({ trx, organisation, actor, audit }, { project: id, description }) {
    const project = await findProject(trx, sightOf(organisation, actor), id);
    if (!project) throw new AppError("unknown");
    const { name, description: before } = project;
    if (before !== description) await describeProjectRow(trx, organisation.id, id, description);
    audit(
      before === description ? null : { target: { id, name }, before: { description: before }, after: { description } },
    );
    return { id, name, description };
  },
});
