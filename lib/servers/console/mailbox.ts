import type { LogLine } from "@/lib/docker/log";
import type { Sample } from "@/lib/docker/stats";
import type { toServer } from "@/lib/servers/view";

export interface EngineNote {
  connected: boolean;
  problem: string | null;
}
export interface EndNote {
  code: string;
  reason: string;
  message: string;
}

export type ServerEvent =
  | { event: "state"; data: ReturnType<typeof toServer> }
  | { event: "log"; id: string; data: { lines: LogLine[]; dropped: number } }
  | { event: "stats"; data: Sample }
  | { event: "engine"; data: EngineNote }
  | { event: "console"; data: { open: boolean } }
  | { event: "end"; data: EndNote };

/** How many log lines and characters wait for a reader; beyond that the oldest are dropped. */
const most = { lines: 500, characters: 262_144 };

/**
 * Buffers events for a reader that may be slower than they arrive: only the last state, the last few samples, and the newest log lines
 * with the number dropped. So a reader that never reads uses bounded memory.
 */
export function makeMailbox() {
  const latest = new Map<ServerEvent["event"], ServerEvent>();
  let samples: Sample[] = [];
  let lines: LogLine[] = [];
  let characters = 0;
  let dropped = 0;
  let wake = () => {};

  const isEmpty = () => latest.size === 0 && samples.length === 0 && lines.length === 0;

  return {
    put(event: Exclude<ServerEvent, { event: "log" | "stats" }>) {
      latest.set(event.event, event);
      wake();
    },
    sample(sample: Sample) {
      samples = [...samples.slice(-9), sample];
      wake();
    },
    line(line: LogLine) {
      lines.push(line);
      characters += line.text.length;
      while (lines.length > most.lines || characters > most.characters) {
        characters -= lines.shift()?.text.length ?? 0;
        dropped++;
      }
      wake();
    },
    /** Lines were dropped before they got here; how many is unknown. */
    skip() {
      dropped++;
    },
    /** The reader may no longer see the log. */
    forgetLines() {
      lines = [];
      characters = dropped = 0;
    },
    /** Waits until there is something to take, or the time has passed. */
    async wait(milliseconds: number): Promise<void> {
      if (!isEmpty()) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      wake = () => {};
    },
    /** Everything that waits, in a useful order: first states, then log and samples, the end last. */
    take(): ServerEvent[] {
      const of = (...names: ServerEvent["event"][]) => names.flatMap((name) => latest.get(name) ?? []);
      const last = lines.at(-1);
      const events: ServerEvent[] = [
        ...of("state", "engine", "console"),
        ...(last ? [{ event: "log" as const, id: last.at, data: { lines, dropped } }] : []),
        ...samples.map((data) => ({ event: "stats" as const, data })),
        ...of("end"),
      ];
      latest.clear();
      samples = [];
      lines = [];
      characters = dropped = 0;
      return events;
    },
  };
}
export type Mailbox = ReturnType<typeof makeMailbox>;
