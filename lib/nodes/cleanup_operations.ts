import type { Trx } from "@/db/client";
import { type CleanupRow, listCleanupsOf, putCleanup } from "@/db/queries/cleanups";
import { AppError } from "@/lib/errors";
import { organisationCommand, organisationQuery, portalCommand, portalQuery } from "@/lib/kernel/kinds";
import type { CommandTools } from "@/lib/kernel/trace";
import { type CleanupPolicy, setCleanupInput, setSharedCleanupInput } from "@/lib/nodes/cleanup_schema";
import { inOrganisation, nothing } from "@/lib/organisations/schema";

function toCleanup({ policy, ...row }: CleanupRow) {
  return { ...row, policy: (policy ?? "off") as CleanupPolicy };
}

async function set(
  { trx, audit }: Pick<CommandTools, "trx" | "audit">,
  organisationId: string | null,
  node: string,
  policy: CleanupPolicy,
) {
  const found = await find(trx, organisationId, node);
  // A node that is dedicated is its organisation's to clean.
  if (organisationId === null && found.dedicated) throw new AppError("node.cleanup");
  if (found.policy === policy) audit(null);
  else {
    // The first time is now, so that whoever turned it on sees what it does.
    await putCleanup(trx, node, policy, policy === "off" ? null : new Date());
    audit({ target: { id: node, name: found.name }, before: { policy: found.policy }, after: { policy } });
  }
  return find(trx, organisationId, node);
}

async function find(trx: Trx, organisationId: string | null, node: string) {
  const row = (await listCleanupsOf(trx, organisationId)).find(({ id }) => id === node);
  if (!row) throw new AppError("unknown");
  return toCleanup(row);
}

/** How the organisation's dedicated nodes are cleaned. */
export const listCleanups = organisationQuery("node.listCleanups", {
  input: inOrganisation,
  feature: "servers",
  token: "organisation",
  permission: "node.read",
  run: async ({ trx, organisation }) => (await listCleanupsOf(trx, organisation.id)).map(toCleanup),
});

/** Says how one of them is cleaned. */
export const setCleanup = organisationCommand("node.setCleanup", {
  did: "changed the image clean-up of",
  event: null,
  input: setCleanupInput,
  feature: "servers",
  token: "organisation",
  permission: "node.update",
  limits: [{ points: 120, seconds: 3600, by: "actor" }],
  run: (tools, { node, policy }) => set(tools, tools.organisation.id, node, policy),
});

/** How every node is cleaned. */
export const listAllCleanups = portalQuery("node.listAllCleanups", {
  input: nothing,
  run: async ({ trx }) => (await listCleanupsOf(trx, null)).map(toCleanup),
});

/** Says how a shared node is cleaned. */
export const setSharedCleanup = portalCommand("node.setSharedCleanup", {
  did: "changed the image clean-up of",
  event: null,
  input: setSharedCleanupInput,
  run: (tools, { node, policy }) => set(tools, null, node, policy),
});
