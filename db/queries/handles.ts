import { sql } from "kysely";
import type { Trx } from "@/db/client";

/**
 * Takes a name for an organisation that this transaction stands in; of any number at once exactly one gets it.
 * @returns whether it was free (or its own, held from before)
 */
export async function takeHandle(trx: Trx, handle: string, organisationId: string): Promise<boolean> {
  const inserted = await trx
    .insertInto("handles")
    .values({ handle, organisationId })
    .onConflict((conflict) => conflict.column("handle").doNothing())
    .returning("handle")
    .executeTakeFirst();
  if (inserted) return true;
  const regained = await trx
    .updateTable("handles")
    .set({ heldUntil: null })
    .where("handle", "=", handle)
    .where("organisationId", "=", organisationId)
    .returning("handle")
    .executeTakeFirst();
  return regained !== undefined;
}

/** Keeps a name that was given up: until then it leads to its organisation and nobody else can take it. */
export async function holdHandle(trx: Trx, handle: string, organisationId: string, days: number): Promise<void> {
  await trx
    .updateTable("handles")
    .set({ heldUntil: sql`now() + make_interval(days => ${days})` })
    .where("handle", "=", handle)
    .where("organisationId", "=", organisationId)
    .execute();
}

/** Former names that an organisation holds. Exact while it is locked. */
export async function countHeldHandles(trx: Trx, organisationId: string): Promise<number> {
  const { held } = await trx
    .selectFrom("handles")
    .select(({ fn }) => fn.countAll<string>().as("held"))
    .where("organisationId", "=", organisationId)
    .where("heldUntil", "is not", null)
    .executeTakeFirstOrThrow();
  return Number(held);
}

/** Whether a name is free, in use, or held from before. What is taken is public. */
export async function handleState(trx: Trx, handle: string): Promise<"free" | "taken" | "held"> {
  const row = await trx.selectFrom("handles").select("heldUntil").where("handle", "=", handle).executeTakeFirst();
  if (!row) return "free";
  return row.heldUntil ? "held" : "taken";
}

/** Which organisation uses a handle now; that it does is public. */
export async function organisationOfHandle(trx: Trx, handle: string): Promise<string | null> {
  const row = await trx
    .selectFrom("handles")
    .select("organisationId")
    .where("handle", "=", handle)
    .where("heldUntil", "is", null)
    .executeTakeFirst();
  return row?.organisationId ?? null;
}

/** Lets names go whose time is over. For the portal's scope. */
export async function releaseHandles(trx: Trx): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom("handles")
    .where("heldUntil", "<=", sql<Date>`now()`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
