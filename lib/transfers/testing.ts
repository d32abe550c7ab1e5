import { newMember, newOrganisation, type SignedIn, sudo } from "@/db/testing";
import { listNotifications } from "@/lib/notifications/operations";
import { offerTransfer } from "@/lib/transfers/operations";

export const as = (who: SignedIn) => ({ userId: who.actor.userId });

/** The reason of a refusal; "done" if there was none. */
export const refused = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => error.reason ?? error,
  );

/** Each member's role, by the user's id. */
export async function rolesIn(organisationId: string) {
  const rows = await sudo<{ id: string; role: string }>(
    "select user_id as id, role from members where organisation_id = $1",
    [organisationId],
  );
  return Object.fromEntries(rows.map(({ id, role }) => [id, role]));
}

/** The kinds of somebody's notifications, newest first. */
export const newsOf = async (who: SignedIn) => (await listNotifications(who, {})).items.map(({ kind }) => kind);

export const passTime = (transfer: string) =>
  sudo("update transfers set ends_at = now() - interval '1 second' where id = $1", [transfer]);

/** An organisation with a member who was offered it. */
export async function offered(role: "admin" | "member" = "member") {
  const founded = await newOrganisation();
  const receiver = await newMember(founded.organisation.id, role, { name: "Rita Receiver" });
  const { id: transfer } = await offerTransfer(founded.owner, { ...founded.ref, ...as(receiver) });
  return { ...founded, receiver, transfer };
}

/** Makes somebody own this many organisations. */
export async function fillOwned(owner: SignedIn, wanted: number): Promise<void> {
  const [row] = await sudo<{ owned: number }>(
    "select count(*)::int as owned from members where user_id = $1 and role = 'owner'",
    [owner.actor.userId],
  );
  for (let owned = row?.owned ?? 0; owned < wanted; owned++) await newOrganisation(owner);
}
