import { z } from "zod";
import { id, mutation, type Procedure, query, text } from "@/lib/doors/procedures/procedure";
import { createProject, deleteProject, listProjects, readProject, updateProject } from "@/lib/projects/operations";

const named = z.object({ projectId: id });

/** A project with the fields that clients of that ecosystem expect. */
const bareOutput = z
  .object({
    projectId: z.uuid(),
    organizationId: z.uuid(),
    name: z.string(),
    description: z.string().nullable(),
    /** Environment variables belong to servers, so a project has none. */
    env: z.literal(""),
    createdAt: z.date(),
  })
  .meta({ id: "ProjectRecord" });

const nothing = z.array(z.unknown()).max(0);
const kinds = {
  applications: nothing,
  compose: nothing,
  libsql: nothing,
  mariadb: nothing,
  mongo: nothing,
  mysql: nothing,
  postgres: nothing,
  redis: nothing,
};

/** Each project has exactly one, with the project’s id, because projects aren't divided further here. */
const environmentOutput = z
  .object({
    environmentId: z.uuid(),
    projectId: z.uuid(),
    name: z.literal("production"),
    description: z.null(),
    env: z.literal(""),
    isDefault: z.literal(true),
    createdAt: z.date(),
    ...kinds,
  })
  .meta({ id: "EnvironmentRecord" });
const output = bareOutput
  .extend({ environments: z.array(environmentOutput), projectTags: nothing })
  .meta({ id: "WholeProjectRecord" });

interface ProjectLike {
  id: string;
  organisationId: string;
  name: string;
  description: string | null;
  createdAt: Date;
}

function bareRecord({ id: projectId, organisationId, name, description, createdAt }: ProjectLike) {
  return { projectId, organizationId: organisationId, name, description, env: "" as const, createdAt };
}

function environmentRecord({ id: projectId, createdAt }: ProjectLike) {
  const empty = {
    applications: [],
    compose: [],
    libsql: [],
    mariadb: [],
    mongo: [],
    mysql: [],
    postgres: [],
    redis: [],
  };
  const said = { name: "production" as const, description: null, env: "" as const, isDefault: true as const };
  return { environmentId: projectId, projectId, ...said, createdAt, ...empty };
}

const record = (project: ProjectLike) => ({
  ...bareRecord(project),
  environments: [environmentRecord(project)],
  projectTags: [],
});
const names = { project: "projectId" };

/** The procedures about projects. */
export const projects: Record<string, Procedure> = {
  "project.create": mutation(createProject, {
    input: z.object({ name: text, description: text.nullish() }),
    output: z.object({ project: bareOutput, environment: environmentOutput }),
    to: ({ name, description }, organisation) => ({ organisation, name, description }),
    from: (project) => ({ project: bareRecord(project), environment: environmentRecord(project) }),
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
    names,
  }),
  "project.update": mutation(updateProject, {
    input: named.extend({ name: text.optional(), description: text.nullish() }),
    output,
    to: ({ projectId, name, description }, organisation) => ({ organisation, project: projectId, name, description }),
    from: record,
    names,
  }),
  "project.remove": mutation(deleteProject, {
    input: named,
    output,
    to: ({ projectId }, organisation) => ({ organisation, project: projectId }),
    from: record,
    names,
  }),
};
