import { type DeletedRow, reclaimZone, removeDeletion } from "@/db/queries/deletions";
import { activateZone } from "@/db/queries/zone_names";
import { AppError } from "@/lib/errors";
import type { CommandTools } from "@/lib/kernel/trace";
import { claimDays } from "@/lib/limits";

/** @throws organisation.purging, when it is too late to restore it */
export function requireRestorable({ purgeAt, purgeStartedAt }: Pick<DeletedRow, "purgeAt" | "purgeStartedAt">): void {
  if (purgeStartedAt || purgeAt <= new Date()) throw new AppError("organisation.purging");
}

/**
 * Restores a deleted organisation whose lock the caller holds. Its servers stay stopped. Its zones are served again, except those whose
 * names somebody else proved meanwhile: they have to be verified again.
 */
export async function bringBack({ trx, audit }: CommandTools, { organisationId, name, handle, deletedAt }: DeletedRow) {
  const lostZones: string[] = [];
  for (const zone of await removeDeletion(trx, organisationId)) {
    if ((await activateZone(trx, zone)) === null) continue;
    await reclaimZone(trx, zone, claimDays);
    lostZones.push(zone.name);
  }
  audit({
    within: { organisationId },
    target: { id: organisationId, name },
    before: { deletedAt: deletedAt.toISOString() },
    ...(lostZones.length > 0 && { after: { lostZones } }),
  });
  return { id: organisationId, handle, lostZones };
}
