/** What a page is given of the address after the question mark. */
export type Search = Promise<Record<string, string | string[] | undefined>>;

/** One word of it: given twice, the first counts. */
export function word(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** The same page with other words; an empty one is left out. */
export function withWords(path: string, words: Record<string, string | undefined>): string {
  const given = Object.entries(words).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}
