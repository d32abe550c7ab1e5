import { refresh } from "next/cache";
import type { z } from "zod";
import { currentCaller } from "@/lib/doors/http/caller";
import { AppError } from "@/lib/errors";
import { type Outcome, Refusal, toProblem } from "@/lib/kernel/errors";
import { toRefusal } from "@/lib/kernel/faults";
import type { Operation } from "@/lib/kernel/operation";
import { log } from "@/lib/log";

/** The fields of a form as our pages post it; any other value has none. */
export const fieldsOf = (form: unknown): FormData => (form instanceof FormData ? form : new FormData());

/**
 * A server action that only passes raw input to an operation. On success the page is refreshed, unless the action is
 * quiet: then the caller shows the outcome itself.
 */
export function toAction<I extends z.ZodType, O>(
  operation: Operation<I, O>,
  { quiet = false } = {},
): (input: z.input<I>) => Promise<Outcome<O>> {
  return async (input) => {
    try {
      const data = await operation(await currentCaller(), input);
      if (operation.about.kind.endsWith("Command") && !quiet) refresh();
      return { ok: true, data };
    } catch (thrown) {
      // The caller is looked up before the operation begins, and the database may be unavailable then, too.
      const error = toRefusal(thrown);
      if (error instanceof Refusal) return { ok: false, error: toProblem(error) };
      log().error({ err: error, operation: operation.about.name }, "an operation failed");
      return { ok: false, error: toProblem(new AppError("internal")) };
    }
  };
}
