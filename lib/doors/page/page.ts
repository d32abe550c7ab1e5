import { headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import type { z } from "zod";
import { currentCaller } from "@/lib/doors/http/caller";
import { Refusal } from "@/lib/kernel/errors";
import type { Operation } from "@/lib/kernel/operation";

/**
 * Reads through an operation for a page. A stranger is sent to sign-in and back; something that doesn't exist, or
 * belongs to somebody else, is a 404; a missing permission is a 403; anything else goes to the nearest error page.
 */
export async function read<I extends z.ZodType, O>(operation: Operation<I, O>, input: z.input<I>): Promise<O> {
  const caller = await currentCaller();
  try {
    return await operation(caller, input);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "UNAUTHENTICATED") redirect(`/sign-in?next=${encodeURIComponent(await currentPath())}`);
    if (error.reason === "organisation.secondFactor") redirect(parkingOf(input, "second-factor-required"));
    if (error.reason === "organisation.ownSignIn") redirect(parkingOf(input, "own-sign-in-required"));
    if (error.reason === "actor.confined") redirect("/dashboard/own-sign-in-required");
    if (error.reason === "portal.secondFactor") redirect("/dashboard/second-factor-required");
    if (error.code === "SECOND_FACTOR_REQUIRED")
      redirect(`/second-factor?next=${encodeURIComponent(await currentPath())}`);
    if (error.reason === "actor.leaving") redirect("/stay");
    // An invalid URL is a 404.
    if (error.code === "NOT_FOUND" || error.code === "INVALID") notFound();
    if (error.code === "FORBIDDEN") forbidden();
    throw error;
  }
}

/** Where somebody lands whose session lacks what the organisation requires. */
function parkingOf(input: unknown, page: string): string {
  const { organisation = "" } = input as { organisation?: string };
  return `/dashboard/${page}?organisation=${encodeURIComponent(organisation)}`;
}

/** For a page that shows a refusal as one of its states: the result, or the refusal. Faults are thrown. */
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
 * The same where another machine may refuse: a missing permission is handled as in `read`, and a problem with the
 * request is a state of the page.
 */
export async function refusable<I extends z.ZodType, O>(operation: Operation<I, O>, input: z.input<I>) {
  const outcome = await attempt(operation, input);
  if (outcome.refusal?.reason === "permission.missing") forbidden();
  if (outcome.refusal?.reason === "unknown") notFound();
  return outcome;
}

/** The problem in words, of the requested value where possible. */
export function refusalWords({ message, fields }: Refusal): string {
  return Object.values(fields ?? {}).flat()[0] ?? message;
}

/** proxy.ts sets it: a server component doesn't know its own URL. */
export async function currentPath(): Promise<string> {
  return (await headers()).get("x-guildhall-path") ?? "/dashboard";
}
