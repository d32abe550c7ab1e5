"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { ListedServer } from "@/components/servers/actions";

export interface LogLine {
  /** Unique on this page only: log lines have no ids. */
  key: number;
  at: string;
  source: "out" | "err" | "mine" | "note";
  text: string;
}
export interface Sample {
  at: number;
  cores: number | null;
  memoryMb: number;
}

/** How many lines and samples a page keeps; the samples cover five minutes. */
const most = { lines: 1_000, samples: 300 };
/** After a temporary failure the stream is opened again. */
const againMs = 5_000;
const passing = ["UNAVAILABLE", "INTERNAL", "RATE_LIMITED"];

export type Link = "connecting" | "live" | "lost" | "ended";

/**
 * Follows a server while the page is open. When its state changes the page is refreshed, because the head shows the state too.
 * @param shown the server as the page was rendered
 */
export function useServerEvents(url: string, shown: ListedServer) {
  const router = useRouter();
  const [link, setLink] = useState<Link>("connecting");
  /** Why the stream is silent: the engine’s problem, or the refusal. */
  const [problem, setProblem] = useState<string | null>(null);
  const [lines, setLines] = useState<LogLine[]>([]);
  const [samples, setSamples] = useState<Sample[]>([]);
  const [open, setOpen] = useState(true);
  const key = useRef(0);
  const known = useRef("");
  known.current = JSON.stringify(shown);

  const add = (more: Omit<LogLine, "key">[]) =>
    setLines((before) => [...before, ...more.map((line) => ({ ...line, key: key.current++ }))].slice(-most.lines));

  // biome-ignore lint/correctness/useExhaustiveDependencies: one stream per server
  useEffect(() => {
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listen = () => {
      source = new EventSource(url);
      const on = (name: string, act: (data: never) => void) =>
        source.addEventListener(name, (event) => act(JSON.parse((event as MessageEvent<string>).data) as never));
      source.onopen = () => setLink("live");
      source.onerror = () => {
        setLink("lost");
        // The browser reconnects by itself unless it was refused.
        if (source.readyState === EventSource.CLOSED) timer = setTimeout(listen, againMs);
      };
      on("state", (server: ListedServer) => {
        if (JSON.stringify(server) !== known.current) router.refresh();
      });
      on("engine", (engine: { problem: string | null }) => setProblem(engine.problem));
      on("console", (console: { open: boolean }) => {
        setOpen(console.open);
        if (!console.open) setLines([]);
      });
      on("log", ({ lines: more, dropped }: { lines: Omit<LogLine, "key">[]; dropped: number }) =>
        add([...(dropped > 0 ? [noteOf(dropped)] : []), ...more]),
      );
      on("stats", (sample: Sample) => setSamples((before) => [...before, sample].slice(-most.samples)));
      on("end", ({ code, message }: { code: string; message: string }) => {
        source.close();
        setProblem(message);
        if (passing.includes(code)) {
          setLink("lost");
          timer = setTimeout(listen, againMs);
          return;
        }
        setLink("ended");
        setLines([]);
        router.refresh();
      });
    };
    listen();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [url]);

  return { link, problem, lines, samples, open, add };
}

const noteOf = (dropped: number): Omit<LogLine, "key"> => ({
  at: "",
  source: "note",
  text: `Too much output: at least ${dropped.toLocaleString("en-GB")} lines were skipped.`,
});
