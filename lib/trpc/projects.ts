import { z } from "zod";
import { createProject, deleteProject, listProjects, readProject, updateProject } from "@/lib/projects/operations";
import { mutation, type Procedure, query } from "@/lib/trpc/procedure";

const text = z.string().max(10_000);
const named = z.object({ projectId: text });
const output = z
  .object({
    projectId: z.uuid(),
    organizationId: z.uuid(),
    name: z.string(),
    description: z.string().nullable(),
    createdAt: z.date(),
  })
  .meta({ id: "ProjectRecord" });

interface ProjectLike {
  id: string;
  organisationId: string;
  name: string;
  description: string | null;
  createdAt: Date;
}

function record({ id, organisationId, name, description, createdAt }: ProjectLike) {
  return { projectId: id, organizationId: organisationId, name, description, createdAt };
}

/** The procedures about projects. */
export const projects: Record<string, Procedure> = {
  "project.create": mutation(createProject, {
    input: z.object({ name: text, description: text.nullish() }),
    output,
    to: ({ name, description }, organisation) => ({ organisation, name, description }),
    from: record,
  }),
  "project.all": query(listProjects, {
    input: z.object({}),
    output: z.array(output),
    to: (_given, organisation) => ({ organisation }),
    from: (all) => all.map(record),
  }),
  "project.one": query(readProject, {
    input: named,
    output,
    to: ({ projectId }, organisation) => ({ organisation, project: projectId }),
    from: record,
  }),
  "project.update": mutation(updateProject, {
    input: named.extend({ name: text.optional(), description: text.nullish() }),
    output,
    to: ({ projectId, name, description }, organisation) => ({ organisation, project: projectId, name, description }),
    from: record,
  }),
  "project.remove": mutation(deleteProject, {
    input: named,
    output,
    to: ({ projectId }, organisation) => ({ organisation, project: projectId }),
    from: record,
  }),
};
