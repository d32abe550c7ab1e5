import { z } from "zod";

const kinds: Record<string, string> = {
  string: "Give a text.",
  number: "Give a number.",
  int: "Give a whole number.",
  boolean: "Give true or false.",
  array: "Give a list.",
  object: "Give an object.",
  record: "Give an object.",
  date: "Give a date.",
};
const forms: Record<string, string> = {
  uuid: "This isn’t a valid id.",
  url: "Give an address such as https://example.org.",
  email: "Give an address such as name@example.org.",
  datetime: "Give a time such as 2026-01-31T12:00:00Z.",
  date: "Give a date such as 2026-01-31.",
};
const measures: Record<string, (bound: string) => string> = {
  string: (bound) => `Use ${bound} characters.`,
  array: (bound) => `Give ${bound} of these.`,
  set: (bound) => `Give ${bound} of these.`,
};
const bounded = (origin: string, bound: string) => measures[origin]?.(bound) ?? `Give ${bound}.`;

type Found = readonly z.core.$ZodIssue[];
const isOtherKind = (found: Found) =>
  found.some(({ code, path }) => path.length === 0 && (code === "invalid_type" || code === "invalid_value"));

/** Of several ways to write something, what is wrong in the one that was meant: of the right kind the least wrong, else the last. */
function meant(ways: readonly Found[]): string | undefined {
  const likely = ways.filter((found) => !isOtherKind(found));
  const [best] = likely.sort((one, other) => one.length - other.length);
  return (best ?? ways.at(-1))?.[0]?.message;
}

/** What is wrong with a value whose schema has no words of its own: in ours, for the library's are no sentences for people. */
function words(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "This is missing." : (kinds[issue.expected] ?? "This is of the wrong kind.");
    case "too_big":
      return bounded(issue.origin, `at most ${issue.maximum}`);
    case "too_small":
      return bounded(issue.origin, `at least ${issue.minimum}`);
    case "not_multiple_of":
      return `Give a multiple of ${issue.divisor}.`;
    case "invalid_format":
      return forms[issue.format] ?? "This isn’t written as it must be.";
    case "invalid_value":
      return issue.values.length <= 10
        ? `Give one of these: ${issue.values.join(", ")}.`
        : "This isn’t one of those there are.";
    case "unrecognized_keys":
      return `There is no such field here: ${issue.keys.slice(0, 5).join(", ").slice(0, 200)}.`;
    case "invalid_union":
      return meant(issue.errors) ?? "This isn’t as it must be.";
    default:
      return "This isn’t as it must be.";
  }
}

z.config({ customError: words });
