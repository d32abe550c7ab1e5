"use client";

import { useEffect, useRef, useState } from "react";
import type { ServerActions } from "@/components/servers/actions";
import { ConsoleLine } from "@/components/servers/console/console-line";
import { CommandForm } from "@/components/servers/forms/command-form";
import type { Link, LogLine } from "@/components/servers/use-server-events";
import { Button } from "@/components/ui/button/button";

interface ConsoleProps {
  organisation: string;
  server: { id: string; state: string };
  link: Link;
  problem: string | null;
  lines: LogLine[];
  add: (lines: Omit<LogLine, "key">[]) => void;
  /** Left out while it takes no commands. */
  command?: ServerActions["command"];
}

/** How close to the end of the log counts as the end, in pixels. */
const near = 24;

/** A server’s output and its command line. Scrolling up turns auto-scroll off, so that the text being read stays in place. */
export function Console({ organisation, server, link, problem, lines, add, command }: ConsoleProps) {
  const log = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(true);
  const [place, setPlace] = useState(0);
  const last = lines.at(-1)?.key ?? -1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each new line
  useEffect(() => {
    if (follows && log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [follows, last]);
  const unread = follows ? 0 : last - place;
  const stop = () => {
    setFollows(false);
    setPlace(last);
  };
  return (
    <section
      aria-label="Console"
      className="grid min-w-0 grid-rows-[auto_1fr_auto] overflow-hidden rounded-panel bg-ground shadow-[0_0_0_1px_var(--color-hair)] forced-colors:border"
    >
      <div className="flex min-h-10 items-center justify-between gap-2 border-b border-hair py-1.5 pr-1.5 pl-3.5 text-sm text-ink-soft">
        <span role="status">{wordsOf(link, problem)}</span>
        <Button
          variant="quiet"
          size="small"
          aria-pressed={follows}
          onClick={() => (follows ? stop() : setFollows(true))}
          className="aria-pressed:bg-hover aria-pressed:text-ink noscript:hidden"
        >
          {unread > 0 ? `Auto-scroll, ${unread.toLocaleString("en-GB")} new` : "Auto-scroll"}
        </Button>
      </div>
      <div
        ref={log}
        role="log"
        aria-label="Output"
        // With auto-scroll off, screen readers don’t announce new lines.
        aria-live={follows ? "polite" : "off"}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          const atEnd = scrollHeight - scrollTop - clientHeight < near;
          if (atEnd && !follows) setFollows(true);
          if (!atEnd && follows) stop();
        }}
        className="h-[22rem] overflow-auto px-3.5 py-2.5 font-mono text-sm leading-[1.3125rem] focus-visible:-outline-offset-2"
      >
        {lines.length === 0 && (
          <p className="font-sans text-ink-soft">No output yet. The server’s output appears here.</p>
        )}
        <ol>
          {lines.map((line) => (
            <ConsoleLine key={line.key} line={line} />
          ))}
        </ol>
      </div>
      {command && <CommandForm organisation={organisation} server={server} add={add} command={command} />}
    </section>
  );
}

function wordsOf(link: Link, problem: string | null): string {
  if (link === "ended") return problem ?? "The stream has ended.";
  if (problem) return `Node offline: ${problem} Retrying…`;
  return { connecting: "Connecting…", live: "Live", lost: "Connection lost. Reconnecting…" }[link];
}
