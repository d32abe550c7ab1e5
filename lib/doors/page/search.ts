/** The query parameters that a page gets. */
export type Search = Promise<Record<string, string | string[] | undefined>>;

/** One query parameter; of a repeated one the first counts. */
export function word(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** The same page with other query parameters; empty ones are left out. */
export function withWords(path: string, words: Record<string, string | undefined>): string {
  const given = Object.entries(words).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}
