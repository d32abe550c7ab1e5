import { toNestErrors } from "@hookform/resolvers";
import type { FieldError, FieldValues, Resolver } from "react-hook-form";
import type { ZodType } from "zod";
import "@/lib/kernel/wording";

/**
 * Validates a form with its operation's schema, in the operation's own words; the values are sent on as typed. The
 * library's own resolver shows the message of one part of a union instead of the union's.
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

/** Scrolls to a refused field and its message: the foot of a dialog may cover either. */
export function showWhole(control: Element | null): void {
  if (!control?.hasAttribute("aria-invalid")) return;
  const [error = ""] = control.getAttribute("aria-describedby")?.split(" ") ?? [];
  for (const part of [document.getElementById(error), control]) part?.scrollIntoView({ block: "nearest" });
}
