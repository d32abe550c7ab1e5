import type { Trx } from "@/db/client";
import { compiledOnce } from "@/db/compiled";

const columns = [
  "deletionGraceDays",
  "auditKeptDays",
  "organisationCreation",
  "administratorsNeedSecondFactor",
  "baseZone",
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
    baseZone?: string | null;
    baseZoneId?: string | null;
  },
): Promise<void> {
  await trx.updateTable("portalSettings").set(change).execute();
}

/** The active zone of a name, whoever has it; it stays until the transaction ends. For the portal's scope. */
export async function findBaseZone(trx: Trx, name: string) {
  return trx
    .selectFrom("zones")
    .select("id")
    .where("name", "=", name)
    .where("state", "=", "active")
    .where("served", "=", true)
    .forKeyShare()
    .executeTakeFirst();
}

/** Whether the chosen base zone is answered; true without one. For the portal's scope. */
export async function isBaseZoneServed(trx: Trx): Promise<boolean> {
  const row = await trx
    .selectFrom("portalSettings")
    .leftJoin("zones", "zones.id", "portalSettings.baseZoneId")
    .select(["portalSettings.baseZone", "zones.served"])
    .executeTakeFirstOrThrow();
  return row.baseZone === null || row.served === true;
}
