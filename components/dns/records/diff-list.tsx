import type { z } from "zod";
import { shownTtl } from "@/lib/dns/content/ttl";
import type { diffShape } from "@/lib/zones/records/shape";

type ZoneDifference = z.output<typeof diffShape>;

interface DiffListProps {
  /** "Changes in this version". */
  label: string;
  diff: ZoneDifference;
}

/** Removed and added records, RRset by RRset, marked with a sign and a word as well as by colour. */
export function DiffList({ label, diff }: DiffListProps) {
  if (diff.removed + diff.added === 0) return <p className="text-control text-ink-soft">No records differ.</p>;
  const lines = diff.sets.flatMap(({ label: name, type, removed, added }) => [
    ...removed.map((record) => ({ name, type, ...record, word: "Removed" as const, sign: "−" })),
    ...added.map((record) => ({ name, type, ...record, word: "Added" as const, sign: "+" })),
  ]);
  const left = diff.removed + diff.added - lines.length;
  return (
    <div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll sideways, by keyboard too */}
      <ul aria-label={label} tabIndex={0} className={look}>
        {lines.map(({ name, type, ttl, content, word, sign }) => (
          <li
            key={`${word} ${name} ${type} ${content}`}
            className={`col-span-full grid grid-cols-subgrid px-2 ${
              word === "Added" ? "bg-good-soft text-good" : "bg-bad-soft text-bad"
            }`}
          >
            <span>
              <span className="sr-only">{word} </span>
              {sign}
            </span>
            <span>{name}</span>
            <span>{type}</span>
            <span>{shownTtl(ttl)}</span>
            <span className="whitespace-pre">{content}</span>
          </li>
        ))}
      </ul>
      {left > 0 && <p className="mt-1.5 text-sm text-ink-soft">and {left.toLocaleString("en-GB")} more lines</p>}
    </div>
  );
}

const look =
  "grid max-h-[28rem] grid-cols-[auto_auto_auto_auto_1fr] gap-x-[1.5ch] overflow-auto rounded-control bg-sunken py-1 font-mono text-xs leading-5 forced-colors:border";
