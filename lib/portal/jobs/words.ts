import { isReason } from "@/lib/errors";
import type { QueueName } from "@/lib/queues";

/** Each queue as people read it. */
export const queueWords: Record<QueueName, string> = {
  mail: "Mails",
  server: "Servers",
  backup: "Backups",
  restore: "Restores from backups",
  import: "Zone file imports",
  tunnel: "First connections of tunnel devices",
  claims: "Verification of zones",
  logo: "Logos",
  sweep: "Removal of what has expired",
};

/** What the queue keeps of an error. */
interface Output {
  name?: unknown;
  message?: unknown;
  reason?: unknown;
  value?: { message?: unknown };
}

/**
 * Why the last attempt of a job failed. Only our own words are shown: other errors may quote an address, a file or a
 * secret. The log has them, with the job's id.
 */
export function problemWords(output: unknown): string | null {
  if (!output || typeof output !== "object") return null;
  const { name, message, reason, value } = output as Output;
  if (/timeout/.test(String(value?.message))) return "The worker was stopped in the middle of it, or it took too long.";
  const ours = name === "JobProblem" || (typeof reason === "string" && isReason(reason));
  if (ours && typeof message === "string" && message) return message;
  return "Something unexpected went wrong. The portal’s log has the details.";
}
