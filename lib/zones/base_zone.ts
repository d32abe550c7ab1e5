import { deleteZoneRow } from "@/db/queries/zones";
import { env } from "@/lib/env";
import type { CommandTools } from "@/lib/kernel/trace";
import { offeredFeatures } from "@/lib/portal/offered_features";
import { makeZone, serveZone } from "@/lib/zones/make";
import { missingSettings } from "@/lib/zones/settings";

/**
 * Gives a new organisation its zone below the portal’s base zone, active at once, in the transaction that creates it. The zone keeps
 * the organisation’s first handle. If the name is taken or DNS isn’t set up, the organisation gets none.
 */
export async function giveBaseZone(
  { trx, audit, caller }: Pick<CommandTools, "trx" | "audit" | "caller">,
  organisation: { id: string; handle: string },
  owner: { id: string; name: string },
): Promise<void> {
  const { DNS_BASE_ZONE: base } = env();
  if (!base || missingSettings().length > 0 || !(await offeredFeatures(trx)).dns) return;
  const name = `${organisation.handle}.${base}`;
  const why = { kind: "create", actorId: null, actorName: "Guildhall" } as const;
  const id = await makeZone(trx, organisation.id, name, why);
  if (!id) return;
  if (await serveZone(trx, { id, organisationId: organisation.id, name }, why)) {
    await deleteZoneRow(trx, organisation.id, id);
    return;
  }
  const within = { organisationId: organisation.id };
  const after = { state: "active", proof: "the portal’s base zone" };
  const actor = caller.actor?.kind === "user" ? undefined : owner;
  audit({ operation: "zone.create", event: "zone.created", within, actor, target: { id, name }, after });
}
