import { setImmediate } from "node:timers/promises";
import type { Steps } from "@/lib/dns/steps";

/** After this many milliseconds the work yields, as soon as the current step ends. */
const turnMs = 10;

/** Does the work step by step. Only the clock decides when to yield, because one step may take as long as thousands of others. */
export async function runSteps<T>(steps: Steps<T>): Promise<T> {
  for (let begun = performance.now(); ; ) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - begun < turnMs) continue;
    await setImmediate();
    begun = performance.now();
  }
}
