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

/** Lines and characters of a log that wait for a reader; what is more than that is dropped, the oldest first. */
const most = { lines: 500, characters: 262_144 };

/**
 * What waits for a reader who may be slower than what happens: of states the last alone, of samples the last few, of the log the newest
 * lines with the number of those that were left out. So a reader who never reads costs no more than this.
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
    /** Lines were left out before they came here; how many nobody knows. */
    skip() {
      dropped++;
    },
    /** The log is this reader's no more. */
    forgetLines() {
      lines = [];
      characters = dropped = 0;
    },
    /** Waits until there is something, or so many milliseconds have passed. */
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
    /** All that waits, in an order in which a reader can take it: how it is, then what happened, the end last. */
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
