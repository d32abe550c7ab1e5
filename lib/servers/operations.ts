import type { Trx } from "@/db/client";
import { findProject } from "@/db/queries/projects";
import { findServer, listServersOf, lockServer, setWanted } from "@/db/queries/servers";
import type { Sight } from "@/db/queries/sight";
import { AppError } from "@/lib/errors";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { fromCursor, idPattern, text, toPage } from "@/lib/paging";
import { sightOf } from "@/lib/projects/sight";
import { isFull } from "@/lib/servers/disk";
import { listServersInput, oneServer, powerInput } from "@/lib/servers/schema";
import { toServer } from "@/lib/servers/view";

const byName = { name: "name", value: text };

/** The servers visible to the user, by name. */
export const listServers = organisationQuery("server.list", {
  input: listServersInput,
  feature: "servers",
  token: "organisation",
  permission: "server.read",
  async run({ trx, organisation, actor }, { q, state, project, limit, cursor }) {
    const sight = sightOf(organisation, actor);
    if (project !== undefined && !(await findProject(trx, sight, project))) throw new AppError("unknown");
    const rows = await listServersOf(trx, sight, {
      words: q,
      state,
      projectId: project,
      after: fromCursor<string>(cursor, idPattern, byName),
      limit: limit + 1,
    });
    const page = toPage(rows, limit, ({ nameKey, id }) => ({ at: nameKey, id }), byName.name);
    return { ...page, items: page.items.map(toServer) };
  },
});

/** One server. */
export const readServer = organisationQuery("server.read", {
  input: oneServer,
  feature: "servers",
  token: "organisation",
  permission: "server.read",
  async run({ trx, organisation, actor }, { server: id }) {
    const server = await findServer(trx, sightOf(organisation, actor), id);
    if (!server) throw new AppError("unknown");
    return toServer(server);
  },
});

async function mustLock(trx: Trx, sight: Sight, id: string) {
  const server = await lockServer(trx, sight, id);
  if (!server) throw new AppError("unknown");
  return server;
}

async function mustFind(trx: Trx, sight: Sight, id: string) {
  const server = await findServer(trx, sight, id);
  if (!server) throw new AppError("unknown");
  return toServer(server);
}

const wantedBy = {
  start: { wanted: "running" },
  stop: { wanted: "stopped" },
  restart: { wanted: "running", kick: "restart" },
  kill: { wanted: "stopped", kick: "kill" },
} as const;

/** Refused while files are being restored, and starting also while its files exceed its disk. */
function requireStartable(
  action: string,
  server: { restoring: boolean; volumeBytes: number | null; diskMb: number },
): void {
  if (server.restoring) throw new AppError("server.restoring");
  if ((action === "start" || action === "restart") && isFull(server)) throw new AppError("server.full");
}

/** Starts, stops, restarts or kills a server; starting one that failed tries again. A job talks to the engine. */
export const powerServer = organisationCommand("server.power", {
  did: "switched the server",
  event: "server.switched",
  input: powerInput,
  feature: "servers",
  token: "organisation",
  permission: "server.power",
  lock: "none",
  limits: [{ points: 120, seconds: 60, by: "actor" }],
  async run({ trx, organisation, actor, audit, enqueue }, { server: id, action }) {
    const sight = sightOf(organisation, actor);
    const { name, state, wanted, ...rest } = await mustLock(trx, sight, id);
    if (state === "deleting") throw new AppError("server.deleting");
    requireStartable(action, rest);
    if (state !== "running" && state !== "stopped" && state !== "failed") throw new AppError("server.unfinished");
    const there = { start: "running", stop: "stopped", kill: "stopped", restart: "" }[action];
    if (state === there && wanted === there) audit(null);
    else {
      await setWanted(trx, organisation.id, id, {
        ...wantedBy[action],
        ...(state === "failed" && { state: "queued" }),
      });
      enqueue("server", { server: id, organisationId: organisation.id });
      audit({ target: { id, name }, after: { action } });
    }
    return mustFind(trx, sight, id);
  },
});

/** Deletes a server: first the container and its files, then the row. While its node is offline the server stays. */
export const deleteServer = organisationCommand("server.delete", {
  did: "began to delete the server",
  event: null,
  input: oneServer,
  feature: "servers",
  token: "organisation",
  permission: "server.delete",
  async run({ trx, organisation, actor, audit, enqueue }, { server: id }) {
    const sight = sightOf(organisation, actor);
    const { name, state, image, nodeName } = await mustLock(trx, sight, id);
    if (state === "deleting") audit(null);
    else {
      await setWanted(trx, organisation.id, id, { wanted: "gone", state: "deleting" });
      enqueue("server", { server: id, organisationId: organisation.id });
      audit({ target: { id, name }, before: { image, node: nodeName } });
    }
    return mustFind(trx, sight, id);
  },
});
