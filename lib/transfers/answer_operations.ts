import type { Trx } from "@/db/client";
import { findLimit } from "@/db/queries/limits";
import { countOwned } from "@/db/queries/organisations";
import { findUse } from "@/db/queries/pools";
import { enterOrganisation } from "@/db/queries/scope";
import {
  endTransfer,
  findBelongings,
  findTransfer,
  findTransferOf,
  listTransfersOf,
  lockOwned,
  type TransferRow,
} from "@/db/queries/transfers";
import { canMail } from "@/lib/env";
import { AppError, type Reason } from "@/lib/errors";
import type { UserActor } from "@/lib/kernel/actor";
import type { KernelRefusal } from "@/lib/kernel/errors";
import { accountCommand, accountQuery } from "@/lib/kernel/kinds";
import { ownSignInObstacle, secondFactorObstacle } from "@/lib/kernel/require_user";
import { notify } from "@/lib/notifications/notify";
import { ownedLimitOf } from "@/lib/organisations/may_create";
import { nothing } from "@/lib/organisations/schema";
import { toPool } from "@/lib/pools/require";
import { requireFactorToOwn } from "@/lib/second_factors/require";
import { handOver, requirePending } from "@/lib/transfers/hand_over";
import { oneTransfer } from "@/lib/transfers/schema";
import { toBelongings, toOwnTransfer } from "@/lib/transfers/view";

/** The pending transfers from and to the user. */
export const listMyTransfers = accountQuery("transfer.listMine", {
  input: nothing,
  token: "account",
  whileConfined: true,
  async run({ trx, actor }) {
    const rows = await listTransfersOf(trx, actor.userId);
    const { userId, confinedTo } = actor;
    const seen = confinedTo === null ? rows : rows.filter(({ organisationId }) => organisationId === confinedTo);
    return seen.map((row) => toOwnTransfer(row, userId));
  },
});

/** Why the user can't own another organisation now, or null. */
async function obstacleOf(trx: Trx, actor: UserActor): Promise<Reason | null> {
  if (canMail() && !actor.verified) return "account.unverified";
  return (await countOwned(trx, actor.userId)) >= (await ownedLimitOf(trx, actor.userId)) ? "organisation.limit" : null;
}

/** Whether a session may know of the transfer: one of an organisation's own sign-in knows that organisation only. */
const reaches = ({ confinedTo }: UserActor, { organisationId }: Pick<TransferRow, "organisationId">) =>
  confinedTo === null || confinedTo === organisationId;

type Shut = Pick<TransferRow, "name" | "organisationId" | "secondFactorRequired" | "ownSignInRequired">;

/** Why the session can't open the organisation of a transfer; null if it can. */
function shutFor(actor: UserActor, row: Shut, owns: boolean): KernelRefusal | null {
  const { name, organisationId: id, ownSignInRequired } = row;
  const own = ownSignInObstacle(actor, { id, name, ownSignInRequired, role: owns ? "owner" : "" });
  return own ?? (row.secondFactorRequired ? secondFactorObstacle(actor, name) : null);
}

/**
 * A transfer from or to the user, and while it is pending what comes with the organisation, and why the user can't accept it,
 * if so.
 */
export const readMyTransfer = accountQuery("transfer.readMine", {
  input: oneTransfer,
  token: "account",
  whileConfined: true,
  async run({ trx, actor }, { transfer: id }) {
    const row = await findTransferOf(trx, actor.userId, id);
    if (!row || !reaches(actor, row)) throw new AppError("unknown");
    const transfer = toOwnTransfer(row, actor.userId);
    if (row.state !== "pending") return { ...transfer, belongings: null, problem: null };
    const shut = shutFor(actor, row, row.ownerId === actor.userId);
    const reason = transfer.isReceiver ? await obstacleOf(trx, actor) : null;
    const problem = (transfer.isReceiver && shut) || (reason && new AppError(reason));
    const told = problem && { reason: problem.reason, message: problem.message };
    // What is in there is for those who could open it.
    if (shut) return { ...transfer, belongings: null, problem: told };
    // It is in the user's own list, so they are a member there.
    await enterOrganisation(trx, row.organisationId);
    const { pool } = await findUse(trx, row.organisationId);
    const [servers, zones] = [
      await findLimit(trx, row.organisationId, "servers"),
      await findLimit(trx, row.organisationId, "zones"),
    ];
    const most = { maxServers: servers.most, maxZones: zones.most };
    const belongings = { ...toBelongings(await findBelongings(trx, row.organisationId), most), pool: toPool(pool) };
    return { ...transfer, belongings, problem: told };
  },
});

/** Enters and locks the organisation of a transfer to the user, whose account is locked already; then reads it once more. */
async function lockTransferTo(trx: Trx, actor: UserActor, id: string) {
  const found = await findTransferOf(trx, actor.userId, id);
  if (found?.receiverId !== actor.userId || !reaches(actor, found)) throw new AppError("unknown");
  await enterOrganisation(trx, found.organisationId);
  const organisation = await lockOwned(trx, found.organisationId);
  if (!organisation) throw new AppError("unknown");
  const transfer = await findTransfer(trx, found.organisationId, id);
  requirePending(transfer, organisation);
  return { organisation, transfer };
}

/** Becomes the owner; the former one becomes an admin. Of any number of parallel attempts, one does it. */
export const acceptTransfer = accountCommand("transfer.accept", {
  did: "became the owner of",
  event: "organisation.transferred",
  input: oneTransfer,
  fresh: true,
  token: "account",
  whileConfined: true,
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  lock: "owner",
  async run({ trx, actor, audit, enqueue }, { transfer: id }) {
    const { organisation, transfer } = await lockTransferTo(trx, actor, id);
    if (transfer.kind === "portal") throw new AppError("transfer.waits");
    const shut = ownSignInObstacle(actor, { ...organisation, role: "" });
    if (shut) throw shut;
    if (organisation.secondFactorRequired) await requireFactorToOwn(trx, actor, organisation.name);
    const obstacle = await obstacleOf(trx, actor);
    if (obstacle) throw new AppError(obstacle);
    if (!(await endTransfer(trx, transfer, "done"))) throw new AppError("transfer.ended");
    await handOver({ trx, enqueue, actor }, transfer);
    const { id: organisationId, handle, name } = organisation;
    audit({
      within: { organisationId },
      target: { id: organisationId, name },
      before: { owner: transfer.ownerName },
      after: { owner: actor.name },
    });
    return { id: organisationId, handle, name };
  },
});

/** Declines: an offer, or one that the portal's administration has begun. */
export const declineTransfer = accountCommand("transfer.decline", {
  did: "declined the transfer of",
  event: null,
  input: oneTransfer,
  token: "account",
  whileConfined: true,
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  lock: "owner",
  async run({ trx, actor, audit, enqueue }, { transfer: id }) {
    const { organisation, transfer } = await lockTransferTo(trx, actor, id);
    if (!(await endTransfer(trx, transfer, "declined"))) throw new AppError("transfer.ended");
    const news = { kind: "transferDeclined", userId: transfer.ownerId, transferId: id } as const;
    await notify({ trx, enqueue, organisation, actor }, news);
    audit({
      within: { organisationId: organisation.id },
      target: { id: organisation.id, name: organisation.name },
    });
    return { id, name: organisation.name };
  },
});
