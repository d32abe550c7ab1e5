"use client";

import { useEffect } from "react";
import { type Finding, markedParts } from "@/components/frame/findings";

interface PaletteListProps {
  id: string;
  findings: Finding[];
  current: number;
  typed: string;
  choose: (index: number) => void;
  act: (finding: Finding) => void;
}

/** The matches, by group. The focus stays in the field, which says which option is active. */
export function PaletteList({ id, findings, current, typed, choose, act }: PaletteListProps) {
  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: "nearest" });
  }, [id, current]);
  const groups = [...new Set(findings.map(({ group }) => group))];
  return (
    <>
      <div id={id} role="listbox" aria-label="Results" className="min-h-0 overflow-y-auto p-1.5">
        {groups.map((group) => (
          <div key={group} role="group" aria-label={group}>
            <p aria-hidden className="truncate px-2.5 pt-2 pb-1 text-xs text-ink-faint">
              {group}
            </p>
            {findings.map(
              (finding, index) =>
                finding.group === group && (
                  // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the field has the focus and the keys
                  <div
                    key={finding.id}
                    id={`${id}-${index}`}
                    role="option"
                    aria-selected={index === current}
                    data-highlighted={index === current ? "" : undefined}
                    onPointerMove={() => index !== current && choose(index)}
                    onClick={() => act(finding)}
                    className="pop-item min-h-9.5! px-2.5!"
                  >
                    <span className="grid w-5 flex-none place-items-center text-ink-faint">{finding.picture}</span>
                    <span className="min-w-0 flex-1 truncate">
                      {markedParts(finding.label, typed).map((part, place) =>
                        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
                        place % 2 ? <mark key={place}>{part}</mark> : part,
                      )}
                      {finding.about && <span className="ml-2 font-mono text-xs text-ink-soft">{finding.about}</span>}
                    </span>
                    {index === current && <kbd aria-hidden>↵</kbd>}
                  </div>
                ),
            )}
          </div>
        ))}
      </div>
      <p role="status" className={findings.length ? "sr-only" : "px-4 pt-2 pb-6 text-control text-ink-soft"}>
        {typed.trim() && (findings.length ? `${findings.length} results` : `No results for “${typed.trim()}”.`)}
      </p>
    </>
  );
}
