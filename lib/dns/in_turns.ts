import { setImmediate } from "node:timers/promises";
import type { Steps } from "@/lib/dns/steps";

/** Does the work step by step, and between two steps lets the event loop have its turn. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await setImmediate();
  }
}
