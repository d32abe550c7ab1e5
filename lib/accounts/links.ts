import { randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import { lockUser } from "@/db/queries/users";
import { findToken, insertToken, type TokenPurpose, useToken } from "@/db/queries/verification_tokens";
import { AppError } from "@/lib/errors";
import type { CommandTools } from "@/lib/kernel/trace";
import { sendMail } from "@/lib/mails/send";
import { hashToken, linkToken } from "@/lib/tokens";

const lifetimeMinutes: Record<TokenPurpose, number> = {
  verify: 24 * 60,
  reset: 60,
  provisioned: 7 * 24 * 60,
};

/** Sends a user a link of one purpose. The transaction must be scoped to that user, or to the portal. @returns the mail's id */
export async function sendLink(
  tools: Pick<CommandTools, "trx" | "enqueue">,
  purpose: TokenPurpose,
  user: { id: string; email: string },
): Promise<string> {
  await lockUser(tools.trx, user.id);
  const id = randomUUID();
  const tokenHash = hashToken(linkToken(purpose, id));
  await insertToken(tools.trx, { id, userId: user.id, purpose, tokenHash, minutes: lifetimeMinutes[purpose] });
  return sendMail(tools, { kind: purpose, recipient: user.email, userId: user.id, verificationTokenId: id });
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
