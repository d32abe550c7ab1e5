import { memo } from "react";
import { type Piece, piecesOf } from "@/components/servers/console/ansi";
import type { LogLine } from "@/components/servers/use-server-events";
import { classNames } from "@/components/ui/layout/class-names";

const sources: Record<LogLine["source"], string> = {
  out: "",
  err: "text-warn",
  mine: "text-accent",
  note: "font-sans text-ink-soft",
};

/** Colours that are readable on the page’s background in both themes. */
const colours: Record<NonNullable<Piece["colour"]>, string> = {
  black: "text-ink-soft",
  white: "text-ink",
  red: "text-bad",
  green: "text-good",
  yellow: "text-warn",
  blue: "text-note",
  magenta: "text-accent",
  cyan: "text-note",
};

/** One log line, always rendered as text and never as markup. */
export const ConsoleLine = memo(function ConsoleLine({ line: { at, source, text } }: { line: LogLine }) {
  const pieces = piecesOf(text);
  return (
    <li className={classNames("grid grid-cols-[4.75rem_minmax(0,1fr)] max-[40rem]:block", sources[source])}>
      <time dateTime={at || undefined} className="text-ink-faint max-[40rem]:mr-2">
        {at && clockOf(at)}
      </time>
      <span className="wrap-anywhere whitespace-pre-wrap">
        {source === "mine" && <span className="sr-only">You typed: </span>}
        {source === "mine" && <span aria-hidden>&gt; </span>}
        {pieces.map(({ text, colour, bold }, place) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces keep their places
            key={place}
            className={classNames(colour && colours[colour], bold && "font-semibold") || undefined}
          >
            {text}
          </span>
        ))}
      </span>
    </li>
  );
});

/** In the reader’s local time. */
const clockOf = (at: string) => new Date(at.replace(/(\.\d{3})\d*Z$/, "$1Z")).toTimeString().slice(0, 8);
