import { toNestErrors } from "@hookform/resolvers";
import type { FieldError, FieldValues, Resolver } from "react-hook-form";
import type { ZodType } from "zod";
import "@/lib/kernel/wording";

/**
 * Judges a form by its operation's schema, in the words that the operation itself would use; what was typed is sent on as it is.
 * The resolver that comes with the library shows what one part of a union says instead of what the union does.
 */
export const resolverOf =
  <Input extends FieldValues, Output>(schema: ZodType<Output, Input>): Resolver<Input, unknown, Input> =>
  async (values, _context, options) => {
    const { error } = await schema.safeParseAsync(values);
    if (!error) return { values, errors: {} };
    const errors: Record<string, FieldError> = {};
    for (const { path, code, message } of error.issues) errors[path.join(".")] ??= { type: code, message };
    return { values: {}, errors: toNestErrors<Input>(errors, options) };
  };

/** Scrolls to a refused field and what is said of it: the foot of a dialog may lie over either. */
export function showWhole(control: Element | null): void {
  if (!control?.hasAttribute("aria-invalid")) return;
  const [error = ""] = control.getAttribute("aria-describedby")?.split(" ") ?? [];
  for (const part of [document.getElementById(error), control]) part?.scrollIntoView({ block: "nearest" });
}
