import { actorOf } from "@/lib/accounts/actor";
import { closeSession } from "@/lib/sessions/operations";

/** Signs out: the token stops working. */
export async function signOut(token: string, address: string | null = null): Promise<void> {
  const actor = await actorOf(token, address);
  if (actor) await closeSession({ actor, address }, {});
}
