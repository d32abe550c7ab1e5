import { setNarrowing } from "@/db/queries/narrowings";
import { moveOwnership, type TransferRow } from "@/db/queries/transfers";
import { AppError } from "@/lib/errors";
import type { CommandTools } from "@/lib/kernel/trace";
import { notify } from "@/lib/notifications/notify";

type Pending = TransferRow & { ownerId: string; receiverId: string };

/** @throws unless the transfer is pending and its organisation still has the owner that it began with */
export function requirePending(
  transfer: TransferRow | undefined,
  organisation: { ownerId: string },
): asserts transfer is Pending {
  if (!transfer) throw new AppError("unknown");
  if (transfer.state === "expired") throw new AppError("transfer.expired");
  if (transfer.state !== "pending" || !transfer.receiverId || transfer.ownerId !== organisation.ownerId)
    throw new AppError("transfer.ended");
}

/**
 * Makes the receiver the owner and the owner an admin, who sees and may do everything but what is the owner's alone. The
 * receiver's account and the organisation must be locked.
 */
export async function handOver(
  { trx, enqueue, actor }: Pick<CommandTools, "trx" | "enqueue"> & { actor: { name: string } },
  { id, kind, organisationId, name, ownerId, receiverId }: Pending,
): Promise<void> {
  await setNarrowing(trx, organisationId, receiverId, null);
  await moveOwnership(trx, organisationId, ownerId, receiverId);
  const tools = { trx, enqueue, actor, organisation: { id: organisationId, name } };
  const done = kind === "offer" ? "transferAccepted" : "transferDone";
  await notify(tools, { kind: done, userId: ownerId, role: "admin", formerRole: "owner", transferId: id });
  if (kind === "portal") await notify(tools, { kind: done, userId: receiverId, role: "owner", transferId: id });
}
