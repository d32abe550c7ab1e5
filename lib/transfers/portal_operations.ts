import { randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import { countOwned } from "@/db/queries/organisations";
import {
  endTransfer,
  findLastTransfer,
  findOrganisationId,
  findReceiver,
  findTransfer,
  insertTransfer,
  listDueTransfers,
  lockOwned,
} from "@/db/queries/transfers";
import { findName, lockUser } from "@/db/queries/users";
import { canMail } from "@/lib/env";
import { AppError, fieldError, type Reason } from "@/lib/errors";
import { portalCommand, portalQuery } from "@/lib/kernel/portal_kinds";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { transferHours } from "@/lib/limits";
import { notify } from "@/lib/notifications/notify";
import { ownedLimitOf } from "@/lib/organisations/may_create";
import { inOrganisation, nothing } from "@/lib/organisations/schema";
import { handOver, requirePending } from "@/lib/transfers/hand_over";
import { beginTransferInput, dueTransfer } from "@/lib/transfers/schema";
import { toTransfer } from "@/lib/transfers/view";

/** The pending transfer of any organisation, or how its last one ended; null if there never was one. */
export const readOrganisationTransfer = portalQuery("organisation.readTransfer", {
  input: inOrganisation,
  async run({ trx }, { organisation: reference }) {
    const id = await findOrganisationId(trx, reference);
    if (!id) throw new AppError("unknown");
    const row = await findLastTransfer(trx, id);
    return row ? toTransfer(row) : null;
  },
});

/**
 * Begins to make a member the owner, for an organisation whose owner is gone. The owner is told and can object for three days;
 * then `completeTransfer` does it.
 */
export const beginTransfer = portalCommand("organisation.beginTransfer", {
  did: "began the transfer to",
  event: null,
  input: beginTransferInput,
  fresh: true,
  async run({ trx, actor, audit, enqueue }, { organisation: reference, userId, reason }) {
    const organisationId = await findOrganisationId(trx, reference);
    if (!organisationId) throw new AppError("unknown");
    const found = await findReceiver(trx, organisationId, userId);
    if (!found) throw fieldError("transfer.noMember", "userId");
    await lockUser(trx, found.id);
    const organisation = await lockOwned(trx, organisationId);
    // Whoever was waited for may have removed them.
    const receiver = await findReceiver(trx, organisationId, found.id);
    if (!organisation || !receiver) throw fieldError("transfer.noMember", "userId");
    if (receiver.id === organisation.ownerId) throw fieldError("transfer.owner", "userId");
    const obstacle = await obstacleOf(trx, receiver);
    if (obstacle) throw fieldError(obstacle, "userId");
    const [id, hours] = [randomUUID(), transferHours];
    const parties = {
      ownerId: organisation.ownerId,
      ownerName: (await findName(trx, organisation.ownerId)) ?? "",
      receiverId: receiver.id,
      receiverName: receiver.name,
    };
    if (!(await insertTransfer(trx, { id, organisationId, kind: "portal", reason, ...parties }, hours)))
      throw new AppError("transfer.pending");
    const tools = { trx, enqueue, organisation, actor };
    const news = { kind: "transferPlanned", transferId: id } as const;
    await notify(tools, { ...news, userId: organisation.ownerId, role: "admin" });
    await notify(tools, { ...news, userId: receiver.id, role: "owner" });
    audit({
      within: { organisationId },
      target: { id: receiver.id, name: receiver.name },
      after: { reason, hours },
    });
    const begun = await findTransfer(trx, organisationId, id);
    if (!begun) throw new AppError("unknown");
    return toTransfer(begun);
  },
});

/** Why somebody can't own one more organisation now. Their account must be locked, and the scope the portal. */
async function obstacleOf(
  trx: Trx,
  { id, disabledAt, emailVerifiedAt }: { id: string; disabledAt: Date | null; emailVerifiedAt: Date | null },
): Promise<Reason | null> {
  if (disabledAt) return "transfer.disabled";
  if (canMail() && !emailVerifiedAt) return "transfer.unverified";
  return (await countOwned(trx, id)) >= (await ownedLimitOf(trx, id)) ? "transfer.receiverLimit" : null;
}

/** Cancels a transfer that the portal's administration has begun. An offer is the owner's to cancel. */
export const cancelBegunTransfer = portalCommand("organisation.cancelTransfer", {
  did: "cancelled the transfer to",
  event: null,
  input: inOrganisation,
  async run({ trx, actor, audit, enqueue }, { organisation: reference }) {
    const organisation = await lockOwned(trx, reference);
    if (!organisation) throw new AppError("unknown");
    const transfer = await findLastTransfer(trx, organisation.id);
    if (transfer?.state !== "pending" || transfer.kind !== "portal") throw new AppError("transfer.none");
    if (!(await endTransfer(trx, transfer, "cancelled"))) throw new AppError("transfer.ended");
    const { id, ownerId, receiverId, receiverName } = transfer;
    for (const userId of [ownerId, receiverId])
      if (userId)
        await notify({ trx, enqueue, organisation, actor }, { kind: "transferCancelled", userId, transferId: id });
    audit({
      within: { organisationId: organisation.id },
      target: { id: receiverId ?? id, name: receiverName },
    });
    return { id, state: "cancelled" as const };
  },
});

/** The portal's transfers whose waiting time is over. */
export const dueTransfers = systemCommand("transfer.due", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "it only reads" },
  event: null,
  run: ({ trx }) => listDueTransfers(trx),
});

const administration = { name: "The portal’s administration" };

/** Does what was begun, if nobody objected: once, however many processes try. */
export const completeTransfer = systemCommand("transfer.complete", {
  did: ({ after }) => (after?.problem ? "couldn’t complete the transfer to" : "completed the transfer to"),
  event: (after) => (after.problem ? null : "organisation.transferred"),
  input: dueTransfer,
  scope: () => ({ portal: true }),
  async run({ trx, audit, enqueue }, { transfer: id, organisationId }) {
    const found = await findTransfer(trx, organisationId, id);
    const receiver = found?.receiverId ? await lockUser(trx, found.receiverId) : undefined;
    const organisation = await lockOwned(trx, organisationId);
    const transfer = await findTransfer(trx, organisationId, id);
    const isDue = transfer?.state === "pending" && transfer.kind === "portal" && transfer.endsAt <= new Date();
    if (!receiver || !organisation || !isDue) return audit(null);
    requirePending(transfer, organisation);
    const problem = await obstacleOf(trx, receiver);
    if (!(await endTransfer(trx, transfer, problem ? "failed" : "done"))) return audit(null);
    const tools = { trx, enqueue, organisation, actor: administration };
    if (!problem) await handOver(tools, transfer);
    else
      for (const userId of [transfer.ownerId, transfer.receiverId])
        await notify(tools, { kind: "transferCancelled", userId, transferId: id });
    audit({
      within: { organisationId },
      target: { id: receiver.id, name: receiver.name },
      before: { owner: transfer.ownerName },
      after: problem ? { problem: new AppError(problem).message } : { owner: receiver.name },
    });
  },
});
