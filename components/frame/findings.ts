import type { ReactNode } from "react";

/** One entry of the palette: a page or a command. */
export interface Finding {
  id: string;
  group: string;
  label: string;
  /** Shown beside the label, muted; searched as well. */
  about?: string;
  /** Synonyms that people may type. */
  words?: string;
  picture?: ReactNode;
  href?: string;
  run?: () => void;
}

const strokes: Record<string, string> = { ø: "o", ł: "l", đ: "d", ð: "d", ı: "i" };

/** Without accents and strokes, in lower case. */
const folded = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[øłđðı]/g, (letter) => strokes[letter] ?? letter);

/** The entries that contain every word; within each group, those whose label begins with the typed words come first. */
export function findAmong(findings: Finding[], typed: string): Finding[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return findings;
  const groups = [...new Set(findings.map(({ group }) => group))];
  return findings
    .map((finding) => ({ finding, rank: rankOf(finding, words) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => groups.indexOf(a.finding.group) - groups.indexOf(b.finding.group) || a.rank - b.rank)
    .map(({ finding }) => finding);
}

function rankOf({ label, about = "", words: more = "" }: Finding, words: string[]): number {
  const title = folded(label);
  const all = `${title} ${folded(about)} ${folded(more)}`;
  if (!words.every((word) => all.includes(word))) return Number.POSITIVE_INFINITY;
  const [first = ""] = words;
  if (title.startsWith(first)) return 0;
  return title.includes(` ${first}`) ? 1 : title.includes(first) ? 2 : 3;
}

/** The label in pieces; every second piece is a typed word. */
export function markedParts(label: string, typed: string): string[] {
  const wanted = typed.trim().toLowerCase();
  const at = wanted ? label.toLowerCase().indexOf(wanted) : -1;
  if (at < 0) return [label];
  return [label.slice(0, at), label.slice(at, at + wanted.length), label.slice(at + wanted.length)];
}
