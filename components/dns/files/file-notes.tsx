import type { FileNote } from "@/components/dns/files/import-actions";
import { Notice } from "@/components/ui/message/notice";

interface FileNotesProps {
  tone: "bad" | "warn";
  title: string;
  notes: FileNote[];
  /** There are more notes than these. */
  more?: boolean;
  /** Moves to a line of the text. */
  goTo?: (line: number) => void;
}

/** Errors or warnings about lines of a zone file. */
export function FileNotes({ tone, title, notes, more, goTo }: FileNotesProps) {
  if (notes.length === 0) return null;
  return (
    <Notice tone={tone} title={title} role={tone === "bad" ? "alert" : undefined}>
      <ul className="grid max-h-64 gap-1 overflow-y-auto">
        {notes.map(({ line, column, message }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: notes keep their places
          <li key={place}>
            {line !== null && (
              <button
                type="button"
                onClick={() => goTo?.(line)}
                className="mr-2 text-ink underline underline-offset-[0.2em] tabular-nums"
              >
                Line {line}
                {column !== null && column > 1 && `, column ${column}`}
              </button>
            )}
            {message}
          </li>
        ))}
      </ul>
      {more && <p>There are more.</p>}
    </Notice>
  );
}
