import type { z } from "zod";
import { type FieldErrors, KernelRefusal } from "@/lib/kernel/errors";
import "@/lib/kernel/wording";

/** More values than any form or program sends at once, and deeper within each other. */
const mostValues = 5_000;
const deepest = 32;

/** How many of these values are left when all within this one are counted; below zero: too many, or too deep. Files and functions are one each. */
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

/** Raw input to what the schema promises, or INVALID with the wording of the schema at each field. */
export function parse<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  // Judging each would take longer than others should wait.
  if (left(raw, mostValues, deepest) < 0) throw new KernelRefusal("input.many");
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields: FieldErrors = {};
  // A page of wrong fields is enough to know.
  for (const { path, message } of parsed.error.issues.slice(0, 50)) {
    const field = path.join(".");
    fields[field] = [...(fields[field] ?? []), message];
  }
  throw new KernelRefusal("input.invalid", { fields });
}
