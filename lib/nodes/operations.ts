import { randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import {
  countForeign,
  deleteNodeRow,
  findNode,
  findNodeNamed,
  insertNode,
  listAllNodes,
  listOwnersOn,
  listUsableNodes,
  lockNode,
  type NodeChange,
  updateNodeRow,
} from "@/db/queries/nodes";
import { lockOrganisation } from "@/db/queries/organisations";
import { AppError, fieldError } from "@/lib/errors";
import { organisationQuery } from "@/lib/kernel/kinds";
import { portalCommand, portalQuery } from "@/lib/kernel/portal_kinds";
import type { CommandTools } from "@/lib/kernel/trace";
import { askEngine, sealCredentials } from "@/lib/nodes/engine";
import { assignNodeInput, oneNode, registerNodeInput, updateNodeInput } from "@/lib/nodes/schema";
import { toNode, toUsableNode } from "@/lib/nodes/view";
import { notify } from "@/lib/notifications/notify";
import { inOrganisation, nothing } from "@/lib/organisations/schema";

async function mustFind(trx: Trx, id: string) {
  const node = await findNode(trx, id);
  if (!node) throw new AppError("unknown");
  return node;
}

async function mustLock(trx: Trx, id: string) {
  const node = await lockNode(trx, id);
  if (!node) throw new AppError("unknown");
  return node;
}

const target = ({ id, name }: { id: string; name: string }) => ({ id, name });

/** Every node, by name. */
export const listNodes = portalQuery("node.list", {
  input: nothing,
  run: async ({ trx }) => (await listAllNodes(trx)).map(toNode),
});

export const readNode = portalQuery("node.read", {
  input: oneNode,
  run: async ({ trx }, { node }) => toNode(await mustFind(trx, node)),
});

/** Registers a node, once its engine has answered. */
export const registerNode = portalCommand("node.register", {
  did: "registered the node",
  event: null,
  input: registerNodeInput,
  prepare: ({ endpoint, credentials }) => askEngine({ endpoint, credentials: credentials ?? null }),
  async run({ trx, audit, prepared }, { credentials, ...facts }) {
    const id = randomUUID();
    const row = { ...facts, id, credentials: sealCredentials(id, credentials), engineVersion: prepared.version };
    if (!(await insertNode(trx, row))) throw fieldError("node.taken", "name");
    audit({ target: { id, name: facts.name }, after: described(facts) });
    return toNode(await mustFind(trx, id));
  },
});

/** Edits a node. Setting less than is allocated takes nothing away from its servers; the node then accepts no new ones. */
export const updateNode = portalCommand("node.update", {
  did: "changed the node",
  event: null,
  input: updateNodeInput,
  prepare: async ({ endpoint, credentials }) =>
    endpoint ? askEngine({ endpoint, credentials: credentials ?? null }) : null,
  async run({ trx, audit, prepared }, { node: id, credentials, ...change }) {
    if (credentials && !change.endpoint) throw fieldError("node.endpoint", "endpoint");
    const before = await mustLock(trx, id);
    const { firstPort = before.firstPort, lastPort = before.lastPort, name } = change;
    if (firstPort > lastPort)
      throw fieldError("input.invalid", "lastPort", "The last port must not be below the first.");
    const other = name === undefined ? undefined : await findNodeNamed(trx, name);
    if (other && other.id !== id) throw fieldError("node.taken", "name");
    const found: NodeChange = prepared
      ? {
          credentials: sealCredentials(id, credentials),
          engineVersion: prepared.version,
          healthy: true,
          misses: 0,
          problem: null,
        }
      : {};
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const was = described(
      Object.fromEntries(Object.keys(given).map((key) => [key, before[key as keyof typeof before]])),
    );
    if (Object.keys(given).length > 0) await updateNodeRow(trx, id, { ...given, ...found });
    const now = described(given);
    const changed = credentials !== undefined || JSON.stringify(was) !== JSON.stringify(now);
    audit(changed ? { target: target(before), before: was, after: now } : null);
    return toNode(await mustFind(trx, id));
  },
});

/** For the log, which never contains certificates. */
function described(facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, Array.isArray(value) ? value.join(", ") : value]),
  );
}

type State = "open" | "closed" | "draining";

function toState(
  name: string,
  did: string,
  state: State,
  then?: (tools: CommandTools, node: { id: string; name: string }) => Promise<void>,
) {
  return portalCommand(name, {
    did,
    event: null,
    input: oneNode,
    async run({ audit, actor: _, ...tools }, { node: id }) {
      const before = await mustLock(tools.trx, id);
      if (before.state === state) audit(null);
      else {
        await updateNodeRow(tools.trx, id, { state });
        await then?.({ audit, ...tools }, before);
        audit({ target: target(before), before: { state: before.state }, after: { state } });
      }
      return toNode(await mustFind(tools.trx, id));
    },
  });
}

/** Accepts no new servers; running ones keep running. */
export const closeNode = toState("node.close", "closed the node", "closed");
/** Accepts servers again. */
export const reopenNode = toState("node.reopen", "reopened the node", "open");
/** Closes it and asks the owners of what runs on it to move or stop that. */
export const drainNode = toState("node.drain", "began to drain the node", "draining", async (tools, node) => {
  for (const { ownerId, ...organisation } of await listOwnersOn(tools.trx, node.id))
    await notify(
      { ...tools, organisation, actor: { name: "The portal’s administration" } },
      { kind: "draining", userId: ownerId, nodeName: node.name },
    );
});

/** Removes a node that has no servers. */
export const removeNode = portalCommand("node.remove", {
  did: "removed the node",
  event: null,
  input: oneNode,
  async run({ trx, audit }, { node: id }) {
    const node = await mustLock(trx, id);
    if (node.serverCount > 0) {
      const servers = node.serverCount === 1 ? "1 server" : `${node.serverCount} servers`;
      throw new AppError("node.used", { message: `This node has ${servers}. Delete them first, or close the node.` });
    }
    await deleteNodeRow(trx, id);
    audit({ target: target(node), before: { endpoint: node.endpoint } });
    return { id };
  },
});

/** Dedicates a node to one organisation, or makes it shared again. Its servers stay. */
export const assignNode = portalCommand("node.assign", {
  did: "changed who may use the node",
  event: null,
  input: assignNodeInput,
  async run({ trx, audit }, { node: id, organisationId: reference }) {
    const organisation = reference === null ? null : await lockOrganisation(trx, reference);
    if (organisation === undefined) throw fieldError("unknown", "organisationId");
    const node = await mustLock(trx, id);
    if (organisation && organisation.portalTier !== "enterprise") throw fieldError("node.tier", "organisationId");
    const foreign = organisation ? await countForeign(trx, id, organisation.id) : 0;
    if (foreign > 0) {
      const servers = foreign === 1 ? "1 server" : `${foreign} servers`;
      throw new AppError("node.foreign", {
        message: `Other organisations have ${servers} on this node. Delete them first.`,
      });
    }
    if (node.organisationId === (organisation?.id ?? null)) audit(null);
    else {
      await updateNodeRow(trx, id, { dedicatedTo: organisation?.id ?? null });
      const before = { dedicatedTo: node.organisationName ?? "nobody" };
      audit({ target: target(node), before, after: { dedicatedTo: organisation?.name ?? "nobody" } });
    }
    return toNode(await mustFind(trx, id));
  },
});

/** The nodes that an organisation may use, in the order in which they are tried, each with the reason if it accepts no servers. */
export const listUsable = organisationQuery("node.listUsable", {
  input: inOrganisation,
  feature: "servers",
  token: "organisation",
  permission: "node.read",
  run: async ({ trx, organisation }) =>
    (await listUsableNodes(trx, organisation.id, organisation.portalTier)).map(toUsableNode),
});
