import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import type { Outcome, Problem } from "@/lib/kernel/errors";

/** Shown when no answer came back: the action may have succeeded all the same. */
export const lostAnswer = "No response from the server. Check whether it worked before you try again.";
const outdated = "Guildhall was updated in the meantime. Nothing was changed. Reload the page and try again.";

/** The message for a call that threw. A redirect isn't a failure, so it is thrown on. */
export function failureWords(error: unknown): string {
  unstable_rethrow(error);
  return unstable_isUnrecognizedActionError(error) ? outdated : lostAnswer;
}

/** The outcome of a call: its data, or one sentence for the user. */
export type Answer<T> = { ok: true; data: T } | { ok: false; error: Pick<Problem, "message" | "fields"> };

/** Awaits an action. A lost answer becomes a refusal, too, so that every caller shows it. */
export async function answerOf<T>(call: Promise<Outcome<T>>): Promise<Answer<T>> {
  return call.catch((error) => ({ ok: false as const, error: { message: failureWords(error) } }));
}
