import { sql } from "kysely";
import type { Trx } from "@/db/client";

/**
 * Takes a handle for the organisation of this transaction; of any number of parallel attempts exactly one gets it.
 * @returns whether it was free, or held by the organisation itself or for the user whose organisation it was
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
    .set({ heldUntil: null, organisationId, heldFor: null })
    .where("handle", "=", handle)
    .where(({ eb, or, and }) =>
      or([
        eb("organisationId", "=", organisationId),
        and([eb("organisationId", "is", null), eb("heldFor", "=", sql<string>`asking_user()`)]),
      ]),
    )
    .returning("handle")
    .executeTakeFirst();
  return regained !== undefined;
}

/** Holds a handle that was given up: for this time it redirects to its organisation and nobody else can take it. */
export async function holdHandle(trx: Trx, handle: string, organisationId: string, days: number): Promise<void> {
  await trx
    .updateTable("handles")
    .set({ heldUntil: sql`now() + make_interval(days => ${days})` })
    .where("handle", "=", handle)
    .where("organisationId", "=", organisationId)
    .execute();
}

/** How many former handles an organisation holds. Exact while it is locked. */
export async function countHeldHandles(trx: Trx, organisationId: string): Promise<number> {
  const { held } = await trx
    .selectFrom("handles")
    .select(({ fn }) => fn.countAll<string>().as("held"))
    .where("organisationId", "=", organisationId)
    .where("heldUntil", "is not", null)
    .executeTakeFirstOrThrow();
  return Number(held);
}

/** Whether a handle is free, in use, or held by its former organisation. Which ones are taken is public. */
export async function handleState(trx: Trx, handle: string): Promise<"free" | "taken" | "held"> {
  const row = await trx.selectFrom("handles").select("heldUntil").where("handle", "=", handle).executeTakeFirst();
  if (!row) return "free";
  return row.heldUntil ? "held" : "taken";
}

/** The organisation that uses a handle now; this is public. */
export async function organisationOfHandle(trx: Trx, handle: string): Promise<string | null> {
  const row = await trx
    .selectFrom("handles")
    .select("organisationId")
    .where("handle", "=", handle)
    .where("heldUntil", "is", null)
    .executeTakeFirst();
  return row?.organisationId ?? null;
}

/** Releases held handles whose time is over. For the portal's scope. */
export async function releaseHandles(trx: Trx): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom("handles")
    .where("heldUntil", "<=", sql<Date>`now()`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
