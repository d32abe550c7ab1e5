/** A number of a limit: null for no limit, `tier` for the same as the portal tier's. */
type Most = number | null | "tier";

const logged = (most: Most) => (most === null ? "unlimited" : most === "tier" ? "same as tier" : most);

/** Which of these numbers change, and their values before and after as the log has them. */
export function changesOf<Part extends string>(
  parts: readonly Part[],
  wanted: Partial<Record<Part, Most>>,
  had: (part: Part) => Most,
) {
  const changed = parts.filter((part) => wanted[part] !== undefined && wanted[part] !== had(part));
  const of = (value: (part: Part) => Most) => Object.fromEntries(changed.map((part) => [part, logged(value(part))]));
  return { changed, before: of(had), after: of((part) => wanted[part] ?? null) };
}
