import type { Trx } from "@/db/client";
import { compiledOnce } from "@/db/compiled";

const columns = [
  "deletionGraceDays",
  "auditKeptDays",
  "organisationCreation",
  "administratorsNeedSecondFactor",
] as const;

const theOne = compiledOnce((db, _none: object) => db.selectFrom("portalSettings").select(columns));

/** The portal's settings as they are stored: one row. */
export async function findPortalSettings(trx: Trx) {
  const [row] = await theOne(trx, {});
  if (!row) throw new Error("The portal’s settings have no row.");
  return row;
}

/** The same, locked, so that what changed is known exactly. For the portal's scope. */
export async function lockPortalSettings(trx: Trx) {
  return trx.selectFrom("portalSettings").select(columns).forNoKeyUpdate().executeTakeFirstOrThrow();
}

export async function updatePortalSettings(
  trx: Trx,
  change: {
    deletionGraceDays?: number;
    auditKeptDays?: number;
    organisationCreation?: string;
    administratorsNeedSecondFactor?: boolean;
  },
): Promise<void> {
  await trx.updateTable("portalSettings").set(change).execute();
}
