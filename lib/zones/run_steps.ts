import { setImmediate } from "node:timers/promises";
import type { Steps } from "@/lib/dns/steps";

/** After so many milliseconds others have their turn, as soon as the step that is under way ends. */
const turnMs = 10;

/** Does the work step by step. How much a step takes is told by the clock alone: of what comes in, a few may take as long as thousands. */
export async function runSteps<T>(steps: Steps<T>): Promise<T> {
  for (let begun = performance.now(); ; ) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - begun < turnMs) continue;
    await setImmediate();
    begun = performance.now();
  }
}
