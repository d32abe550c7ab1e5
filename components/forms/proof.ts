import type { Outcome } from "@/lib/kernel/errors";

/** Asks whoever sits there who they are. @returns whether they proved it */
export type AskForProof = () => Promise<boolean>;
let ask: AskForProof | undefined;

/** For the frame of the signed-in pages, which has the dialog. @returns how to take it away again */
export function proofIsAskedBy(asking: AskForProof): () => void {
  ask = asking;
  return () => {
    if (ask === asking) ask = undefined;
  };
}

const left = "You didn’t confirm that it is you, so nothing was changed.";

/**
 * Runs an action. If it is refused because the proof of who uses the session is too old, the frame asks for one, and the
 * same action runs once more.
 */
export async function withProof<T>(call: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const outcome = await call();
  if (outcome.ok || outcome.error.code !== "FRESH_PROOF_REQUIRED" || !ask) return outcome;
  return (await ask()) ? call() : { ok: false, error: { ...outcome.error, message: left } };
}
