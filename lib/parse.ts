import type { z } from "zod";
import { AppError, type FieldErrors } from "@/lib/errors";
import "@/lib/wording";

/** Raw input to what the schema promises, or INVALID with the wording of the schema at each field. */
export function parse<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields: FieldErrors = {};
  // A page of wrong fields is enough to know.
  for (const { path, message } of parsed.error.issues.slice(0, 50)) {
    const field = path.join(".");
    fields[field] = [...(fields[field] ?? []), message];
  }
  throw new AppError("input.invalid", { fields });
}
