import type { Trx } from "@/db/client";
import { findProject } from "@/db/queries/projects";
import type { Sight } from "@/db/queries/sight";
import { fieldError } from "@/lib/errors";

/**
 * The project to put a server into; null: none. A restricted user doesn't see servers without a project, so they must choose one of
 * their projects.
 */
export async function requireProject(trx: Trx, sight: Sight, id: string | null) {
  if (id === null) {
    if (sight.narrowedTo !== null) throw fieldError("server.project", "projectId");
    return null;
  }
  const project = await findProject(trx, sight, id);
  if (!project) throw fieldError("project.unknown", "projectId");
  return project;
}
