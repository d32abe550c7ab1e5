import type { Trx } from "@/db/client";
import { findZone, lockZone } from "@/db/queries/zones";

/** A zone by its id or its name; undefined when this organisation has none such. */
export async function findZoneBy(trx: Trx, organisationId: string, reference: string) {
  const name = await nameOf(trx, organisationId, reference);
  return name === undefined ? undefined : findZone(trx, organisationId, name);
}

/** The same, waiting for whoever changes it. */
export async function lockZoneBy(trx: Trx, organisationId: string, reference: string) {
  const name = await nameOf(trx, organisationId, reference);
  return name === undefined ? undefined : lockZone(trx, organisationId, name);
}

const id = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

async function nameOf(trx: Trx, organisationId: string, reference: string): Promise<string | undefined> {
  if (!id.test(reference)) return reference;
  const found = await trx
    .selectFrom("zones")
    .select("name")
    .where("organisationId", "=", organisationId)
    .where("id", "=", reference)
    .executeTakeFirst();
  return found?.name;
}
