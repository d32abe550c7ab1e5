import type { Trx } from "@/db/client";

/** The registries that the portal’s administrators added, by name. */
export async function listRegistries(trx: Trx): Promise<string[]> {
  const rows = await trx.selectFrom("imageRegistries").select("name").orderBy("name").execute();
  return rows.map(({ name }) => name);
}

/** For the portal's scope. */
export async function addRegistries(trx: Trx, names: string[]): Promise<void> {
  if (names.length === 0) return;
  await trx
    .insertInto("imageRegistries")
    .values(names.map((name) => ({ name })))
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
}

export async function removeRegistries(trx: Trx, names: string[]): Promise<void> {
  if (names.length > 0) await trx.deleteFrom("imageRegistries").where("name", "in", names).execute();
}
