import { randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import { findProject } from "@/db/queries/projects";
import { countServersOf, findServer, insertServer, reserveNode } from "@/db/queries/servers";
import type { Sight } from "@/db/queries/sight";
import { AppError, fieldError } from "@/lib/errors";
import { organisationCommand } from "@/lib/kinds";
import { portalTiers } from "@/lib/limits";
import { noNodeWords } from "@/lib/nodes/refusal";
import { sightOf } from "@/lib/projects/sight";
import { sealEnvironment } from "@/lib/servers/environment";
import { createServerInput } from "@/lib/servers/schema";
import { toServer } from "@/lib/servers/view";
import type { Organisation } from "@/lib/standing";

/** The tier's limit counts every server, whoever made it and whatever became of it. Exact while the organisation is locked. */
async function requirePlace(trx: Trx, { id, portalTier }: Organisation): Promise<void> {
  const { maxServers, displayName } = portalTiers[portalTier];
  const count = await countServersOf(trx, id);
  if (maxServers === null || count < maxServers) return;
  const words = `The ${displayName} allows ${maxServers} servers, and this organisation has ${count}.`;
  throw new AppError("server.limit", { message: `${words} Delete one, or ask the portal’s administrator for more.` });
}

/** What is in no project is outside a narrowed sight: whoever has one makes servers in a project of theirs. */
async function requireProject(trx: Trx, sight: Sight, id: string | undefined): Promise<void> {
  if (id === undefined ? sight.narrowedTo !== null : !(await findProject(trx, sight, id)))
    throw fieldError(id === undefined ? "server.project" : "project.unknown", "projectId");
}

function noNode(failed: string[], wanted: string | undefined): AppError {
  const known = failed.filter((refusal) => refusal !== "foreign");
  if (wanted && known.length === 0) return fieldError("node.unknown", "nodeId");
  return new AppError("server.noNode", { message: noNodeWords(known) });
}

/**
 * Makes a server. What decides is one transaction: the tier's limit, the node with memory, cores, disk and ports, the row, and
 * the job that makes the container.
 */
export const createServer = organisationCommand("server.create", {
  input: createServerInput,
  feature: "servers",
  token: "organisation",
  permission: "server.create",
  limits: [{ points: 300, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, actor, audit, enqueue }, input) {
    const { name, image, memoryMb, cores, diskMb, projectId, nodeId, environment } = input;
    const sight = sightOf(organisation, actor);
    await requirePlace(trx, organisation);
    await requireProject(trx, sight, projectId);
    const needs = { memoryMb, cores, diskMb, ports: input.ports.length };
    const { node, hostPorts, failed } = await reserveNode(trx, nodeId ?? null, needs);
    if (!node) throw noNode(failed, nodeId);
    const id = randomUUID();
    const ports = input.ports.map((port, place) => ({ ...port, hostPort: hostPorts[place] }));
    const made = await insertServer(trx, {
      ...{ id, organisationId: organisation.id, projectId: projectId ?? null, nodeId: node, name, image },
      ...{ memoryMb, cores, diskMb, ports: JSON.stringify(ports), hostPorts },
      environment: sealEnvironment(id, environment),
    });
    if (!made) throw fieldError("server.taken", "name");
    enqueue("server", { server: id, organisationId: organisation.id });
    const server = await findServer(trx, sight, id);
    if (!server) throw new AppError("unknown");
    audit({ target: { id, name }, after: { image, node: server.nodeName, memoryMb, cores, diskMb } });
    return toServer(server);
  },
});
