import type { CommandTools } from "@/lib/kernel/trace";
import type { SecurityNews } from "@/lib/mails/security_words";
import { sendMail } from "@/lib/mails/send";

/** Tells the owner of an account what happened to it, so that nobody else can change it unnoticed. */
export function tellOwner(
  tools: Pick<CommandTools, "trx" | "enqueue">,
  { id, email }: { id: string; email: string },
  detail: SecurityNews,
): void {
  sendMail(tools, { kind: "security", recipient: email, userId: id, detail });
}
