import type Docker from "dockerode";
import { framesOf } from "@/lib/docker/frames";

/** A line of a container's log. */
export interface LogLine {
  /** The engine's timestamp in nanoseconds: identifies the line, and where to continue. */
  at: string;
  source: "out" | "err";
  text: string;
}

/** Longer lines are truncated. */
const longestLine = 4_096;

export const isLogPlace = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/.test(text);

/** The engine expects seconds since 1970, with nanoseconds. */
const secondsOf = (at: string) => `${Date.parse(`${at.slice(0, 19)}Z`) / 1000}.${at.slice(20, 29)}`;

/**
 * The log of a container: the lines after a given one, or the last `tail`, and then new ones until the container ends.
 * @throws if the engine is lost, or when `signal` aborts
 */
export async function* followLog(
  container: Docker.Container,
  { after, tail, signal }: { after?: string; tail: number; signal: AbortSignal },
): AsyncGenerator<LogLine> {
  const wanted = after ? { since: secondsOf(after) as unknown as number } : {};
  const options = { follow: true as const, stdout: true, stderr: true, timestamps: true, tail };
  const stream = (await container.logs({ ...options, ...wanted })) as NodeJS.ReadableStream & { destroy(): void };
  const end = () => stream.destroy();
  signal.addEventListener("abort", end, { once: true });
  try {
    signal.throwIfAborted();
    for await (const { source, bytes } of framesOf(stream as AsyncIterable<Buffer>)) {
      const line = lineOf(source, bytes.toString("utf8"));
      if (line && !(after && line.at <= after)) yield line;
    }
  } finally {
    signal.removeEventListener("abort", end);
    stream.destroy();
  }
}

function lineOf(source: LogLine["source"], frame: string): LogLine | null {
  const space = frame.indexOf(" ");
  const at = frame.slice(0, space);
  if (!isLogPlace(at)) return null;
  const text = frame.slice(space + 1).replace(/\r?\n$/, "");
  return { at, source, text: text.length > longestLine ? `${text.slice(0, longestLine)}…` : text };
}
