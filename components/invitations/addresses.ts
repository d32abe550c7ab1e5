/**
 * The addresses in what somebody pasted: separated by anything, with names or without ("Nora <nora@example.org>"), each once.
 * What is no address stays in, so that it can be said of it.
 */
export function addressesIn(text: string): string[] {
  // A name is quoted, or words before the bracket that are no addresses themselves.
  const bare = text
    .replace(/"[^"\n]*"(?=\s*<)/g, " ")
    .replace(/(?:(?<![^\s,;])[^\s<>,;@]+[ \t]+)*<([^<>\s]+)>/g, " $1 ");
  const words = bare
    .split(/[\s,;|]+/)
    .map((word) => word.replace(/^(mailto:|["'(<[])+|["')>\].:]+$/gi, ""))
    .filter(Boolean);
  return [...new Map(words.map((word) => [word.toLowerCase(), word])).values()];
}
