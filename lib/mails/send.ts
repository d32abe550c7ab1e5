import { randomUUID } from "node:crypto";
import { insertMail, type MailKind } from "@/db/queries/mails";
import { canMail } from "@/lib/env";
import type { CommandTools } from "@/lib/kernel/trace";
import type { SecurityNews } from "@/lib/mails/security_words";
import type { SignInFacts } from "@/lib/mails/sign_in_words";

type To =
  | { kind: "newDevice"; recipient: string; userId: string; signIn: SignInFacts }
  | { kind: "security"; recipient: string; userId: string; detail: SecurityNews }
  | { kind: "invitation"; recipient: string; organisationId: string; invitationId: string }
  | { kind: "notice" | "transfer"; recipient: string; organisationId: string; notificationId: string }
  | {
      kind: Exclude<MailKind, "invitation" | "notice" | "transfer" | "security" | "newDevice">;
      recipient: string;
      userId: string;
      verificationTokenId?: string;
    };

/**
 * Adds an outgoing e-mail in the transaction of the command that causes it. With SMTP a job sends it; without, it is held
 * until an administrator passes its link on by hand.
 * @returns its id
 */
export function sendMail({ trx, enqueue }: Pick<CommandTools, "trx" | "enqueue">, to: To): string {
  const id = randomUUID();
  const signIn = to.kind === "newDevice" ? JSON.stringify(to.signIn) : undefined;
  insertMail(trx, { id, state: firstState(), ...to, signIn });
  enqueueMail(enqueue, id, to);
  return id;
}

/** The first state of an outgoing e-mail: queued for sending, or held for its link to be passed on. */
export const firstState = () => (canMail() ? ("queued" as const) : ("held" as const));

/** Queues an outgoing e-mail, if the portal can send. */
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
