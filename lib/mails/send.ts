import { randomUUID } from "node:crypto";
import { insertMail, type MailKind } from "@/db/queries/mails";
import { canMail } from "@/lib/env";
import type { CommandTools } from "@/lib/kernel/trace";

type To =
  | { kind: "invitation"; recipient: string; organisationId: string; invitationId: string }
  | { kind: "notice"; recipient: string; organisationId: string; notificationId: string }
  | {
      kind: Exclude<MailKind, "invitation" | "notice">;
      recipient: string;
      userId: string;
      verificationTokenId?: string;
    };

/**
 * Puts a mail into the outbox, in the transaction of the command that causes it. With SMTP a job sends it; without, it is
 * held there for somebody to pass its link on by hand.
 */
export function sendMail({ trx, enqueue }: Pick<CommandTools, "trx" | "enqueue">, to: To): void {
  const id = randomUUID();
  insertMail(trx, { id, state: firstState(), ...to });
  enqueueMail(enqueue, id, to);
}

/** What a mail in the outbox waits for: to be sent, or for somebody who passes its link on. */
export const firstState = () => (canMail() ? ("queued" as const) : ("held" as const));

/** Has a mail of the outbox sent, where the portal can send. */
export function enqueueMail(enqueue: CommandTools["enqueue"], id: string, to: Parameters<typeof mailJob>[1]): void {
  if (canMail()) enqueue("mail", mailJob(id, to));
}

/** A job's payload: the scope's id and the row's. */
export function mailJob(
  mail: string,
  to: { organisationId?: string | null; userId?: string | null },
): Record<string, string> {
  return {
    mail,
    ...(to.organisationId && { organisationId: to.organisationId }),
    ...(to.userId && { userId: to.userId }),
  };
}
