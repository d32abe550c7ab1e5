import { log } from "@/lib/log";

/**
 * Repeats something: at once, and then this long after each run ends. A failure is logged and retried next time.
 * @returns a function that stops it, and waits for the current run
 */
export function every(milliseconds: number, work: () => Promise<void>): () => Promise<void> {
  let stopped = false;
  let wake = () => {};
  const loop = (async () => {
    while (!stopped) {
      await work().catch((error: Error) => log().warn({ error: error.message }, "work that repeats failed"));
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return () => {
    stopped = true;
    wake();
    return loop;
  };
}
