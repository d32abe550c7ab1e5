import { findServer, lockServer, moveServerRow } from "@/db/queries/servers";
import { AppError } from "@/lib/errors";
import { organisationCommand } from "@/lib/kernel/kinds";
import { requireProject } from "@/lib/projects/require";
import { sightOf } from "@/lib/projects/sight";
import { moveServerInput } from "@/lib/servers/schema";
import { toServer } from "@/lib/servers/view";

/**
 * Moves a server to another project of its organisation, or to none. It keeps running. The user must see both projects, so that nobody
 * who is restricted to projects can move a server out of their own sight.
 */
export const moveServer = organisationCommand("server.move", {
  did: "moved to another project the server",
  event: "server.changed",
  input: moveServerInput,
  feature: "servers",
  token: "organisation",
  permission: "server.update",
  async run({ trx, organisation, actor, audit }, { server: id, projectId }) {
    const sight = sightOf(organisation, actor);
    const before = await lockServer(trx, sight, id);
    if (!before) throw new AppError("unknown");
    const project = await requireProject(trx, sight, projectId);
    if (before.projectId === projectId) audit(null);
    else {
      await moveServerRow(trx, organisation.id, id, projectId);
      const names = { before: { project: before.projectName ?? "none" }, after: { project: project?.name ?? "none" } };
      audit({ target: { id, name: before.name }, ...names });
    }
    const moved = await findServer(trx, sight, id);
    if (!moved) throw new AppError("unknown");
    return toServer(moved);
  },
});
