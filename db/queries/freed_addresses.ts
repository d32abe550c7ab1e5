import type { Trx } from "@/db/client";

/** Which of these addresses an organisation’s servers no longer use, and since when. */
export async function freedAmong(trx: Trx, organisationId: string, addresses: string[]): Promise<Map<string, Date>> {
  if (addresses.length === 0) return new Map();
  const rows = await trx
    .selectFrom("freedAddresses")
    .select(["address", "freedAt"])
    .where("organisationId", "=", organisationId)
    .where("address", "in", addresses)
    .execute();
  return new Map(rows.map(({ address, freedAt }) => [address, freedAt]));
}
