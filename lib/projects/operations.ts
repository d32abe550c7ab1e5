import { randomUUID } from "node:crypto";
import { widenNarrowing } from "@/db/queries/narrowings";
import {
  countProjectsOf,
  deleteProjectRow,
  findProject,
  findProjectNamed,
  insertProject,
  listProjectsOf,
  lockProject,
  updateProjectRow,
} from "@/db/queries/projects";
import { whatWouldEnd } from "@/db/queries/server_ends";
import { AppError, fieldError } from "@/lib/errors";
import { type Organisation, requirePermission } from "@/lib/kernel/entry";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import {
  createProjectInput,
  deleteProjectInput,
  listProjectsInput,
  oneProject,
  updateProjectInput,
} from "@/lib/projects/schema";
import { sightOf } from "@/lib/projects/sight";
import { tearDown } from "@/lib/servers/removal";
import type { ServerState } from "@/lib/servers/schema";
import { requireRoom } from "@/lib/tiers/require";

interface Row {
  id: string;
  name: string;
  description: string | null;
  createdAt: Date;
  narrowed: string | null;
  servers: string | null;
}

/** Only users who manage restrictions see them. */
const shown = (
  { id: organisationId, permissions }: Organisation,
  { id, name, description, createdAt, narrowed, servers }: Row,
) => ({
  id,
  organisationId,
  name,
  description,
  createdAt,
  narrowed: permissions.has("member.update") ? Number(narrowed) : null,
  servers: permissions.has("server.read") ? Number(servers) : null,
});

/** The projects that the user may see, by name. Few enough to be read whole. */
export const listProjects = organisationQuery("project.list", {
  input: listProjectsInput,
  token: "organisation",
  permission: "project.read",
  async run({ trx, organisation, actor }, { q }) {
    const rows = await listProjectsOf(trx, sightOf(organisation, actor), q);
    return rows.map((row) => shown(organisation, row));
  },
});

/** One of them. */
export const readProject = organisationQuery("project.read", {
  input: oneProject,
  token: "organisation",
  permission: "project.read",
  async run({ trx, organisation, actor }, { project: id }) {
    const project = await findProject(trx, sightOf(organisation, actor), id);
    if (!project) throw new AppError("unknown");
    return shown(organisation, project);
  },
});

/** Creates a project. A restricted creator sees it, too, so that it doesn't vanish before their eyes. */
export const createProject = organisationCommand("project.create", {
  did: "created the project",
  event: "project.created",
  input: createProjectInput,
  token: "organisation",
  permission: "project.create",
  async run({ trx, organisation, actor, audit }, { name, description = null }) {
    await requireRoom(trx, organisation.id, "projects", await countProjectsOf(trx, organisation.id));
    const id = randomUUID();
    const made = await insertProject(trx, { id, organisationId: organisation.id, name, description });
    if (!made) throw fieldError("project.taken", "name");
    if (organisation.narrowed) await widenNarrowing(trx, organisation.id, actor.userId, id);
    audit({ target: { id, name }, ...(description && { after: { description } }) });
    const narrowed = organisation.narrowed ? "1" : "0";
    return shown(organisation, { id, name, description, createdAt: made.createdAt, narrowed, servers: "0" });
  },
});

/** Changes a project's name and description. */
export const updateProject = organisationCommand("project.update", {
  did: "changed the project",
  event: "project.changed",
  input: updateProjectInput,
  token: "organisation",
  permission: "project.update",
  async run({ trx, organisation, actor, audit }, input) {
    const project = await findProject(trx, sightOf(organisation, actor), input.project);
    if (!project) throw new AppError("unknown");
    const { id } = project;
    const before = { name: project.name, description: project.description };
    const { name = before.name, description = before.description } = input;
    const other = await findProjectNamed(trx, organisation.id, name);
    if (other && other.id !== id) throw fieldError("project.taken", "name");
    const changed = before.name !== name || before.description !== description;
    if (changed) await updateProjectRow(trx, organisation.id, id, { name, description });
    audit(changed ? { target: { id, name }, before, after: { name, description } } : null);
    return shown(organisation, { ...project, name, description });
  },
});

/** What would be deleted with a project, for the dialog that asks. */
export const readProjectContents = organisationQuery("project.contents", {
  input: oneProject,
  token: "organisation",
  permission: "server.read",
  async run({ trx, organisation, actor }, { project: id }) {
    const project = await findProject(trx, sightOf(organisation, actor), id);
    if (!project) throw new AppError("unknown");
    const { servers, ...counted } = await whatWouldEnd(trx, { organisationId: organisation.id, projectId: id }, 50);
    return { servers: servers.map(({ state, ...server }) => ({ ...server, state: state as ServerState })), ...counted };
  },
});

/**
 * Deletes a project and its servers with all their files. The project goes at once; each server stays visible, in no project, until its
 * node has removed it. Members restricted to only this project see none until their restriction changes.
 * @throws project.servers · project.changed
 */
export const deleteProject = organisationCommand("project.delete", {
  did: "deleted the project",
  event: "project.deleted",
  input: deleteProjectInput,
  token: "organisation",
  permission: "project.delete",
  async run({ organisation, actor, ...tools }, { project: id, mark }) {
    const { trx, audit } = tools;
    const project = await lockProject(trx, sightOf(organisation, actor), id);
    if (!project) throw new AppError("unknown");
    const ending = { organisationId: organisation.id, projectId: id };
    const found = await whatWouldEnd(trx, ending, 0);
    if (found.serverCount > 0) requirePermission(organisation, "server.delete", () => new AppError("project.servers"));
    if (mark !== undefined && mark !== found.mark) throw new AppError("project.changed");
    const servers = await tearDown(tools, ending);
    await deleteProjectRow(trx, organisation.id, id);
    const { name, description, narrowed } = project;
    const told = { ...(description && { description }), membersLimitedToIt: Number(narrowed) };
    audit({ target: { id, name }, before: { ...told, ...(servers.length > 0 && { servers: servers.length }) } });
    return shown(organisation, project);
  },
});
