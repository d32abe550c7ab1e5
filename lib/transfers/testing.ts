import { newOrganisation, type SignedIn, sudo } from "@/db/testing";

/** Makes somebody own this many organisations. */
export async function fillOwned(owner: SignedIn, wanted: number): Promise<void> {
  const [row] = await sudo<{ owned: number }>(
    "select count(*)::int as owned from members where user_id = $1 and role = 'owner'",
    [owner.actor.userId],
  );
  for (let owned = row?.owned ?? 0; owned < wanted; owned++) await newOrganisation(owner);
}
