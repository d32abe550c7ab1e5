import { z } from "zod";

const kinds: Record<string, string> = {
  string: "Enter text.",
  number: "Enter a number.",
  int: "Enter a whole number.",
  boolean: "Enter true or false.",
  array: "Enter a list.",
  object: "Enter an object.",
  record: "Enter an object.",
  date: "Enter a date.",
};
const forms: Record<string, string> = {
  uuid: "This isn’t a valid id.",
  url: "Enter a URL such as https://example.org.",
  email: "Enter an address such as name@example.org.",
  datetime: "Enter a time such as 2026-01-31T12:00:00Z.",
  date: "Enter a date such as 2026-01-31.",
};
const measures: Record<string, (bound: string) => string> = {
  string: (bound) => `Use ${bound} characters.`,
  array: (bound) => `Enter ${bound} of these.`,
  set: (bound) => `Enter ${bound} of these.`,
};
const bounded = (origin: string, bound: string) => measures[origin]?.(bound) ?? `Enter ${bound}.`;

type Found = readonly z.core.$ZodIssue[];
const isOtherKind = (found: Found) =>
  found.some(({ code, path }) => path.length === 0 && (code === "invalid_type" || code === "invalid_value"));

/**
 * The message of the most likely alternative of a union: of the right type the one with the fewest errors, else the
 * last.
 */
function meant(ways: readonly Found[]): string | undefined {
  const likely = ways.filter((found) => !isOtherKind(found));
  const [best] = likely.sort((one, other) => one.length - other.length);
  return (best ?? ways.at(-1))?.[0]?.message;
}

/** The message for a value whose schema has none of its own: the library's are no sentences for people. */
function words(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "This is missing." : (kinds[issue.expected] ?? "This has the wrong type.");
    case "too_big":
      return bounded(issue.origin, `at most ${issue.maximum}`);
    case "too_small":
      return bounded(issue.origin, `at least ${issue.minimum}`);
    case "not_multiple_of":
      return `Enter a multiple of ${issue.divisor}.`;
    case "invalid_format":
      return forms[issue.format] ?? "This has the wrong format.";
    case "invalid_value":
      return issue.values.length <= 10
        ? `Enter one of these: ${issue.values.join(", ")}.`
        : "This isn’t one of the allowed values.";
    case "unrecognized_keys":
      return `Unknown field: ${issue.keys.slice(0, 5).join(", ").slice(0, 200)}.`;
    case "invalid_union":
      return meant(issue.errors) ?? "This isn’t valid.";
    default:
      return "This isn’t valid.";
  }
}

z.config({ customError: words });
