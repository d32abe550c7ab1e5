import type Docker from "dockerode";

/** A container's usage at one moment. */
export interface Sample {
  /** Milliseconds since 1970. */
  at: number;
  /** Cores in use, for example 0.25; null in the first sample, which has no previous one. */
  cores: number | null;
  /** MiB, without reclaimable file cache. */
  memoryMb: number;
}

/** Far longer than a sample, which has a few thousand characters. */
const longest = 1_048_576;

interface Stats {
  read: string;
  cpu_stats: { cpu_usage: { total_usage: number } };
  memory_stats: { usage?: number; stats?: Record<string, number> };
}

/**
 * One sample per second, until the container ends.
 * @throws if the engine is lost, or when `signal` aborts
 */
export async function* followStats(container: Docker.Container, signal: AbortSignal): AsyncGenerator<Sample> {
  const stream = (await container.stats({ stream: true })) as unknown as AsyncIterable<Buffer> & { destroy(): void };
  const end = () => stream.destroy();
  signal.addEventListener("abort", end, { once: true });
  let before: { at: number; used: number } | undefined;
  let text = "";
  try {
    signal.throwIfAborted();
    for await (const chunk of stream) {
      text += chunk.toString();
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      if (text.length > longest) throw new Error("The engine sent something that isn't statistics.");
      for (const line of lines) {
        const { read, cpu_stats, memory_stats } = JSON.parse(line) as Stats;
        // An empty sample means that the container has stopped.
        if (memory_stats.usage === undefined) return;
        const now = { at: Date.parse(read), used: cpu_stats.cpu_usage.total_usage };
        const cores = before && now.at > before.at ? (now.used - before.used) / ((now.at - before.at) * 1e6) : null;
        before = now;
        yield {
          at: now.at,
          cores: cores === null ? null : Math.max(0, round(cores)),
          memoryMb: round(memoryOf(memory_stats)),
        };
      }
    }
  } finally {
    signal.removeEventListener("abort", end);
    stream.destroy();
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000;

function memoryOf({ usage = 0, stats = {} }: Stats["memory_stats"]): number {
  const files = stats.total_inactive_file ?? stats.inactive_file ?? 0;
  return Math.max(0, usage - files) / 1_048_576;
}
