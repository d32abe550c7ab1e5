import { log } from "@/lib/log";

/**
 * Does something again and again, at once and then so long after each end; a failure is logged and tried again next time.
 * @returns how to stop it, which waits for what is being done
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
