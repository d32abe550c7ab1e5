import type { Trx } from "@/db/client";
import { findZone, lockIdleZone } from "@/db/queries/zones";
import { AppError } from "@/lib/errors";
import type { Organisation } from "@/lib/kernel/entry";

export type Zone = NonNullable<Awaited<ReturnType<typeof findZone>>> & { organisationId: string };

/** @throws NOT_FOUND, whether it doesn’t exist or belongs to another organisation */
export async function requireZone(trx: Trx, { id: organisationId }: Organisation, reference: string): Promise<Zone> {
  const zone = await findZone(trx, organisationId, reference);
  if (!zone) throw new AppError("unknown");
  return { ...zone, organisationId };
}

/** The same, locked for a change: the next edit waits. @throws zone.importing, without waiting for the import */
export async function requireZoneLocked(
  trx: Trx,
  { id: organisationId }: Organisation,
  reference: string,
): Promise<Zone> {
  const zone = await lockIdleZone(trx, organisationId, reference);
  if (!zone) throw new AppError((await findZone(trx, organisationId, reference)) ? "zone.importing" : "unknown");
  return { ...zone, organisationId };
}
