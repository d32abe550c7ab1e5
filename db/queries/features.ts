import type { Trx } from "@/db/client";

/** What the portal has decided of its features; those that it never touched have no row. */
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
