import type { ReactNode } from "react";

/** One line of the palette: somewhere to go, or something to do. */
export interface Finding {
  id: string;
  group: string;
  label: string;
  /** Beside the label, softer; looked through as well. */
  about?: string;
  /** Other words that people may type for it. */
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

/** Those that have every word somewhere; in each group those first whose label begins with what was typed. */
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

/** The label in pieces; every second one is what was typed. */
export function markedParts(label: string, typed: string): string[] {
  const wanted = typed.trim().toLowerCase();
  const at = wanted ? label.toLowerCase().indexOf(wanted) : -1;
  if (at < 0) return [label];
  return [label.slice(0, at), label.slice(at, at + wanted.length), label.slice(at + wanted.length)];
}
