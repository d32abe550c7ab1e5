import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import type { Outcome, Problem } from "@/lib/kernel/errors";

/** Said when nothing came back: it may have been done all the same. */
export const lostAnswer = "The answer didn’t arrive. Look whether it was done before you try again.";
const outdated = "Guildhall was updated in the meantime. Nothing was changed. Reload the page and try again.";

/** What to say of a call that was thrown back. A redirect isn't a failure, so it goes on. */
export function failureWords(error: unknown): string {
  unstable_rethrow(error);
  return unstable_isUnrecognizedActionError(error) ? outdated : lostAnswer;
}

/** What became of a call: its data, or one sentence for a person. */
export type Answer<T> = { ok: true; data: T } | { ok: false; error: Pick<Problem, "message" | "fields"> };

/** Waits for an action. A lost answer becomes a refusal, too, so that every caller shows it. */
export async function answerOf<T>(call: Promise<Outcome<T>>): Promise<Answer<T>> {
  return call.catch((error) => ({ ok: false as const, error: { message: failureWords(error) } }));
}
