/**
 * The addresses in a pasted text: separated by anything, with names or without ("Nora <nora@example.org>"), each once.
 * Invalid ones stay in, so that they can be reported.
 */
export function addressesIn(text: string): string[] {
  // A name is either quoted, or words before the bracket that aren't addresses themselves.
  const bare = text
    .replace(/"[^"\n]*"(?=\s*<)/g, " ")
    .replace(/(?:(?<![^\s,;])[^\s<>,;@]+[ \t]+)*<([^<>\s]+)>/g, " $1 ");
  const words = bare
    .split(/[\s,;|]+/)
    .map((word) => word.replace(/^(mailto:|["'(<[])+|["')>\].:]+$/gi, ""))
    .filter(Boolean);
  return [...new Map(words.map((word) => [word.toLowerCase(), word])).values()];
}
