import type { z } from "zod";
import { type FieldErrors, KernelRefusal } from "@/lib/kernel/errors";
import "@/lib/kernel/wording";

/** More values, and deeper nesting, than any form or program sends at once. */
const mostValues = 5_000;
const deepest = 32;

/**
 * How many values are left after counting all in this one; negative if there are too many, or if they are nested too deeply.
 * Files and functions count as one.
 */
function left(value: unknown, values: number, depth: number): number {
  let rest = values - 1;
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return rest;
  if (depth === 0) return -1;
  const within = Array.isArray(value) ? value : plain(value) ? Object.values(value) : [];
  if (within.length > rest) return -1;
  for (const each of within) {
    rest = left(each, rest, depth - 1);
    if (rest < 0) return rest;
  }
  return rest;
}

const plain = (value: object) => [Object.prototype, null].includes(Object.getPrototypeOf(value));

/** Parses raw input with the schema, or throws INVALID with the schema's message at each field. */
export function parse<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  // Validating each would block other requests for too long.
  if (left(raw, mostValues, deepest) < 0) throw new KernelRefusal("input.many");
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields: FieldErrors = {};
  // A page of invalid fields is enough.
  for (const { path, message } of parsed.error.issues.slice(0, 50)) {
    const field = path.join(".");
    fields[field] = [...(fields[field] ?? []), message];
  }
  throw new KernelRefusal("input.invalid", { fields });
}
