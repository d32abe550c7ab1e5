import { randomUUID } from "node:crypto";
import { countServersOf, findServer, insertServer, reserveNode } from "@/db/queries/servers";
import { AppError, fieldError } from "@/lib/errors";
import { requireImage } from "@/lib/images/registries";
import { organisationCommand } from "@/lib/kernel/kinds";
import { noNodeWords } from "@/lib/nodes/refusal";
import { requirePool } from "@/lib/pools/require";
import { requireProject } from "@/lib/projects/require";
import { sightOf } from "@/lib/projects/sight";
import { createServerInput, type NewServer } from "@/lib/servers/schema";
import { templateOf, variablesFor } from "@/lib/servers/templates/catalogue";
import { toServer } from "@/lib/servers/view";
import { sealEnvironment } from "@/lib/servers/work/environment";
import { requireRoom } from "@/lib/tiers/require";

/** The default disk of a server, in MiB. */
const usualDiskMb = 10_240;

/** The settings for the new server: those given, and the template's for the rest. */
function chosen({ template, environment, ...given }: NewServer) {
  const known = template && templateOf(template);
  const { image = known?.image, memoryMb = known?.memoryMb, cores = known?.cores } = given;
  // The input schema has required them already.
  if (image === undefined || memoryMb === undefined || cores === undefined) throw new AppError("input.invalid");
  const { diskMb = known?.diskMb ?? usualDiskMb, ports = known?.ports ?? [] } = given;
  return {
    image,
    memoryMb,
    cores,
    diskMb,
    ports,
    environment: template ? variablesFor(template, environment) : environment,
  };
}

function noNode(failed: string[], wanted: string | undefined): AppError {
  const known = failed.filter((refusal) => refusal !== "foreign");
  if (wanted && known.length === 0) return fieldError("node.unknown", "nodeId");
  return new AppError("server.noNode", { message: noNodeWords(known) });
}

/**
 * Creates a server. One transaction checks the tier's limit and the organisation's pool, reserves memory, cores, disk and ports on a
 * node, and inserts the row and the job that creates the container.
 */
export const createServer = organisationCommand("server.create", {
  did: "created the server",
  event: "server.created",
  input: createServerInput,
  feature: "servers",
  token: "organisation",
  permission: "server.create",
  limits: [{ points: 300, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, actor, audit, enqueue }, input) {
    const { name, projectId, nodeId, template = null } = input;
    const { image, memoryMb, cores, diskMb, environment, ports: wanted } = chosen(input);
    const sight = sightOf(organisation, actor);
    await requireImage(trx, image);
    // Every server counts, regardless of its creator and state.
    await requireRoom(trx, organisation.id, "servers", await countServersOf(trx, organisation.id));
    await requireProject(trx, sight, projectId ?? null);
    const needs = { memoryMb, cores, diskMb, ports: wanted.length };
    // A container port gets one node port, even when it uses both protocols.
    const inside = [...new Set(wanted.map(({ port }) => port))];
    const { node, hostPorts, failed } = await reserveNode(trx, nodeId ?? null, { ...needs, ports: inside.length });
    // Check the pool before reporting that no node has room: smaller limits don't help while the pool is exhausted too.
    if (node || !nodeId) await requirePool(trx, organisation, node, needs);
    if (!node) throw noNode(failed, nodeId);
    const id = randomUUID();
    const ports = wanted.map((each) => ({ ...each, hostPort: hostPorts[inside.indexOf(each.port)] }));
    const made = await insertServer(trx, {
      ...{ id, organisationId: organisation.id, projectId: projectId ?? null, nodeId: node, name, image, template },
      ...{ memoryMb, cores, diskMb, ports: JSON.stringify(ports), hostPorts },
      environment: sealEnvironment(id, environment),
    });
    if (!made) throw fieldError("server.taken", "name");
    enqueue("server", { server: id, organisationId: organisation.id });
    const server = await findServer(trx, sight, id);
    if (!server) throw new AppError("unknown");
    audit({
      target: { id, name },
      after: { ...(template && { template }), image, node: server.nodeName, memoryMb, cores, diskMb },
    });
    return toServer(server);
  },
});
