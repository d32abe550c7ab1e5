import type { Trx } from "@/db/client";
import { findLimit } from "@/db/queries/limits";
import type { Organisation } from "@/lib/kernel/entry";
import { atLimit } from "@/lib/tiers/require";

/** Refuses more records than a zone may have. The zone must be locked. A zone above its limit may always get fewer. @throws record.limit */
export async function requireRecords(trx: Trx, { id }: Organisation, before: number, after: number): Promise<void> {
  if (after <= before) return;
  const limit = await findLimit(trx, id, "zoneRecords");
  if (limit.most !== null && after > limit.most) throw atLimit("zoneRecords", after, limit);
}
