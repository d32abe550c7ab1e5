import { headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import type { z } from "zod";
import { currentCaller } from "@/lib/doors/http/caller";
import { Refusal } from "@/lib/kernel/errors";
import type { Operation } from "@/lib/kernel/operation";

/**
 * A page reads through an operation. A stranger goes to sign-in and comes back; what doesn't exist, or is somebody else's,
 * is a 404; a right that a member lacks is a 403; anything else is for the nearest error page.
 */
export async function read<I extends z.ZodType, O>(operation: Operation<I, O>, input: z.input<I>): Promise<O> {
  const caller = await currentCaller();
  try {
    return await operation(caller, input);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "UNAUTHENTICATED") redirect(`/sign-in?next=${encodeURIComponent(await currentPath())}`);
    if (error.code === "SECOND_FACTOR_REQUIRED") redirect("/second-factor");
    // An address that can't be understood leads nowhere.
    if (error.code === "NOT_FOUND" || error.code === "INVALID") notFound();
    if (error.code === "FORBIDDEN") forbidden();
    throw error;
  }
}

/** For a page that shows a refusal as one of its states: the result, or the refusal. A fault is thrown. */
export async function attempt<I extends z.ZodType, O>(
  operation: Operation<I, O>,
  input: z.input<I>,
): Promise<{ data: O; refusal?: undefined } | { data?: undefined; refusal: Refusal }> {
  try {
    return { data: await operation(await currentCaller(), input) };
  } catch (error) {
    if (error instanceof Refusal && error.code !== "UNAVAILABLE") return { refusal: error };
    throw error;
  }
}

/**
 * The same for what another machine may refuse: whoever may not see it at all is told so as by `read`, and what is wrong with what they asked for
 * is a state of the page.
 */
export async function refusable<I extends z.ZodType, O>(operation: Operation<I, O>, input: z.input<I>) {
  const outcome = await attempt(operation, input);
  if (outcome.refusal?.reason === "permission.missing") forbidden();
  if (outcome.refusal?.reason === "unknown") notFound();
  return outcome;
}

/** What is wrong, in words: of what was asked for, where that can be said. */
export function refusalWords({ message, fields }: Refusal): string {
  return Object.values(fields ?? {}).flat()[0] ?? message;
}

/** proxy.ts writes it: a server component isn't told its own address. */
export async function currentPath(): Promise<string> {
  return (await headers()).get("x-guildhall-path") ?? "/dashboard";
}
