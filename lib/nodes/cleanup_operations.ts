import type { Trx } from "@/db/client";
import { type CleanupRow, listCleanupsOf, putCleanup } from "@/db/queries/cleanups";
import { AppError } from "@/lib/errors";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { portalCommand, portalQuery } from "@/lib/kernel/portal_kinds";
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
  // The organisation sets the policy of its dedicated node.
  if (organisationId === null && found.dedicated) throw new AppError("node.cleanup");
  if (found.policy === policy) audit(null);
  else {
    // The first run is due now, so that the user sees the result soon.
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

/** The clean-up policies of the organisation's dedicated nodes. */
export const listCleanups = organisationQuery("node.listCleanups", {
  input: inOrganisation,
  feature: "servers",
  token: "organisation",
  permission: "node.read",
  run: async ({ trx, organisation }) => (await listCleanupsOf(trx, organisation.id)).map(toCleanup),
});

/** Sets the clean-up policy of a dedicated node. */
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

/** The clean-up policies of all nodes. */
export const listAllCleanups = portalQuery("node.listAllCleanups", {
  input: nothing,
  run: async ({ trx }) => (await listCleanupsOf(trx, null)).map(toCleanup),
});

/** Sets the clean-up policy of a shared node. */
export const setSharedCleanup = portalCommand("node.setSharedCleanup", {
  did: "changed the image clean-up of",
  event: null,
  input: setSharedCleanupInput,
  run: (tools, { node, policy }) => set(tools, null, node, policy),
});
