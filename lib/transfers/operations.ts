import { randomUUID } from "node:crypto";
import { endTransfer, findLastTransfer, findReceiver, insertTransfer } from "@/db/queries/transfers";
import { canMail } from "@/lib/env";
import { AppError, fieldError } from "@/lib/errors";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { transferHours } from "@/lib/limits";
import { notify } from "@/lib/notifications/notify";
import { inOrganisation } from "@/lib/organisations/schema";
import { offerTransferInput } from "@/lib/transfers/schema";
import { toTransfer } from "@/lib/transfers/view";

/** The pending transfer of the organisation, or how the last one ended; null if there never was one. */
export const readTransfer = organisationQuery("transfer.read", {
  input: inOrganisation,
  token: "organisation",
  permission: "organisation.transfer",
  async run({ trx, organisation }) {
    const row = await findLastTransfer(trx, organisation.id);
    return row ? toTransfer(row) : null;
  },
});

/** Offers the organisation to a member, who has three days to accept. Until then nothing changes. */
export const offerTransfer = organisationCommand("transfer.offer", {
  did: "offered the organisation to",
  event: null,
  input: offerTransferInput,
  fresh: true,
  token: "organisation",
  permission: "organisation.transfer",
  whileSuspended: true,
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, actor, audit, enqueue }, { userId: reference }) {
    const receiver = await findReceiver(trx, organisation.id, reference);
    if (!receiver) throw fieldError("transfer.noMember", "userId");
    if (receiver.id === organisation.ownerId) throw fieldError("transfer.owner", "userId");
    if (receiver.disabledAt) throw fieldError("transfer.disabled", "userId");
    if (canMail() && !receiver.emailVerifiedAt) throw fieldError("transfer.unverified", "userId");
    const [id, hours] = [randomUUID(), transferHours];
    const row = {
      id,
      organisationId: organisation.id,
      kind: "offer",
      // A token with the permission is the owner's: nobody else has it.
      ownerId: actor.userId,
      ownerName: actor.name,
      receiverId: receiver.id,
      receiverName: receiver.name,
      reason: null,
    } as const;
    if (!(await insertTransfer(trx, row, hours))) throw new AppError("transfer.pending");
    const news = { kind: "transferOffered", userId: receiver.id, transferId: id } as const;
    await notify({ trx, enqueue, organisation, actor }, news);
    audit({ target: { id: receiver.id, name: receiver.name }, after: { hours } });
    const begun = await findLastTransfer(trx, organisation.id);
    if (!begun) throw new AppError("unknown");
    return toTransfer(begun);
  },
});

/** The owner cancels an offer, or objects to a transfer that the portal's administration has begun. */
export const cancelTransfer = organisationCommand("transfer.cancel", {
  did: ({ after }) => (after?.state === "objected" ? "objected to the transfer to" : "cancelled the transfer to"),
  event: null,
  input: inOrganisation,
  token: "organisation",
  permission: "organisation.transfer",
  whileSuspended: true,
  async run({ trx, organisation, actor, audit, enqueue }) {
    const transfer = await findLastTransfer(trx, organisation.id);
    if (transfer?.state !== "pending") throw new AppError("transfer.none");
    const { id, kind, receiverId, receiverName } = transfer;
    const state = kind === "portal" ? ("objected" as const) : ("cancelled" as const);
    if (!(await endTransfer(trx, transfer, state))) throw new AppError("transfer.ended");
    const news = kind === "portal" ? "transferObjected" : "transferCancelled";
    const tools = { trx, enqueue, organisation, actor };
    if (receiverId) await notify(tools, { kind: news, userId: receiverId, transferId: id });
    audit({ target: { id: receiverId ?? id, name: receiverName }, after: { state } });
    return { id, state };
  },
});
