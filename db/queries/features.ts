import type { Trx } from "@/db/client";

/** The portal's settings of its features; those never changed have no row. */
export async function decidedFeatures(trx: Trx): Promise<Record<string, boolean>> {
  const rows = await trx.selectFrom("features").select(["name", "enabled"]).execute();
  return Object.fromEntries(rows.map(({ name, enabled }) => [name, enabled]));
}

export async function setFeature(trx: Trx, name: string, enabled: boolean): Promise<void> {
  await trx
    .insertInto("features")
    .values({ name, enabled })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ enabled }))
    .execute();
}
