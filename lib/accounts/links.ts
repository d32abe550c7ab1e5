import { randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import { undoHours } from "@/db/queries/address_changes";
import { enterUser } from "@/db/queries/scope";
import { findUserByEmail, lockUser } from "@/db/queries/users";
import { findToken, insertToken, type TokenPurpose, useToken } from "@/db/queries/verification_tokens";
import { AppError } from "@/lib/errors";
import type { CommandTools } from "@/lib/kernel/trace";
import { sendMail } from "@/lib/mails/send";
import { hashToken, linkToken } from "@/lib/tokens";

const lifetimeMinutes: Record<TokenPurpose, number> = {
  verify: 24 * 60,
  reset: 60,
  provisioned: 7 * 24 * 60,
  signInLink: 15,
  newAddress: 24 * 60,
  undoAddress: undoHours * 60,
};

/**
 * Sends a user a link of one purpose, at the address given. The transaction must be scoped to that user, or to the portal.
 * @param addressChangeId the change of address that the link confirms or undoes @returns the mail's id
 */
export async function sendLink(
  tools: Pick<CommandTools, "trx" | "enqueue">,
  purpose: TokenPurpose,
  user: { id: string; email: string },
  addressChangeId?: string,
): Promise<string> {
  await lockUser(tools.trx, user.id);
  const { id } = await makeLink(tools.trx, purpose, user.id, addressChangeId);
  return sendMail(tools, { kind: purpose, recipient: user.email, userId: user.id, verificationTokenId: id });
}

/** Sends a link to whoever has the account of an address, if there is one that isn’t disabled. */
export async function sendLinkIfKnown(
  { trx, enqueue, audit }: Pick<CommandTools, "trx" | "enqueue" | "audit">,
  purpose: TokenPurpose,
  email: string,
): Promise<void> {
  const known = await findUserByEmail(trx, email);
  if (!known) return audit(null);
  await enterUser(trx, known.id);
  const user = await lockUser(trx, known.id);
  // Read again with the lock: the account may just have left this address.
  if (!user || user.disabledAt || user.email !== email) return audit(null);
  await sendLink({ trx, enqueue }, purpose, user);
  audit({ within: { userId: user.id }, target: { id: user.id, name: email } });
}

/** A link that is answered instead of sent: to whoever has just proved that the account is theirs, or runs the portal. */
export async function makeLink(
  trx: Trx,
  purpose: TokenPurpose,
  userId: string,
  addressChangeId?: string,
): Promise<{ id: string; token: string }> {
  const id = randomUUID();
  const token = linkToken(purpose, id);
  const minutes = lifetimeMinutes[purpose];
  await insertToken(trx, { id, userId, purpose, tokenHash: hashToken(token), minutes, addressChangeId });
  return { id, token };
}

/** The user of a link that can still be used. @throws NOT_FOUND or GONE, saying why not */
export async function readLink(
  trx: Trx,
  token: string,
  purpose: TokenPurpose,
): Promise<{ id: string; userId: string }> {
  const row = await findToken(trx, hashToken(token), purpose);
  if (!row) throw new AppError("link.invalid");
  if (row.used) throw new AppError("link.used");
  if (row.expired) throw new AppError("link.expired");
  return row;
}

/** Uses a link up: of two uses at the same moment, one is refused. */
export async function useLink(trx: Trx, id: string): Promise<void> {
  if (!(await useToken(trx, id))) throw new AppError("link.used");
}
