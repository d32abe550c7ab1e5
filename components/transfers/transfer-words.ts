/** A transfer as its screens need it. */
export interface ShownTransfer {
  id: string;
  kind: "offer" | "portal";
  state: "pending" | "done" | "declined" | "cancelled" | "objected" | "expired" | "ended" | "failed";
  organisation: { id: string; handle: string; name: string; avatar: string | null };
  owner: { name: string };
  receiver: { name: string };
  reason: string | null;
  endsAt: Date;
  endedAt: Date | null;
}

/** How it ended, in one sentence; null while it is pending. */
export function endWords({ kind, state, owner, receiver, organisation }: ShownTransfer): string | null {
  const ends: Record<Exclude<ShownTransfer["state"], "pending">, string> = {
    done: `${receiver.name} became the owner of ${organisation.name}, and ${owner.name} an admin.`,
    declined: `${receiver.name} declined the transfer. ${owner.name} stays the owner.`,
    cancelled: `${kind === "portal" ? "The portal’s administration" : owner.name} cancelled the transfer. ${owner.name} stays the owner.`,
    objected: `${owner.name} objected to the transfer and stays the owner.`,
    expired: `The offer to ${receiver.name} expired without an answer. ${owner.name} stays the owner.`,
    ended: `The transfer to ${receiver.name} ended, because they are no longer a member or an account was disabled.`,
    failed: `The transfer couldn’t be made, because ${receiver.name} can’t own another organisation at present.`,
  };
  return state === "pending" ? null : ends[state];
}
