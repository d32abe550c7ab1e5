import type { z } from "zod";
import type { Trx } from "@/db/client";
import { openScope } from "@/db/opening";
import { type Declaration, type Noted, type Operation, operation, type Written } from "@/lib/kernel/operation";
import type { CommandTools, Traced } from "@/lib/kernel/trace";

interface ForHolders<I extends z.ZodType> {
  /** The hash of a secret in the input: the rows that have it are found by it, and no others. */
  secret?(input: z.output<I>): Buffer;
}

function forAnybody<I extends z.ZodType, O>(
  kind: "publicQuery" | "publicCommand",
  name: string,
  declared: Declaration<I> &
    ForHolders<I> &
    Noted<I, unknown> &
    Partial<Written> & {
      check?(context: { trx: Trx }, input: z.output<I>): Promise<unknown>;
      prepare?(input: z.output<I>, checked: unknown): Promise<unknown>;
      run(context: Traced & { prepared: unknown }, input: z.output<I>): Promise<O>;
    },
): Operation<I, O> {
  const writes = kind === "publicCommand";
  return operation<I, unknown, object, O>({
    ...declared,
    about: { name, kind, permission: "anybody", token: "organisation", public: true },
    writes,
    identify: () => {},
    open: (_caller, input) => openScope({ secret: declared.secret?.(input) }, !writes),
    admit: () => ({}),
    scope: () => ({}),
  });
}

/** A query for everybody. `prepare` does slow work (a password's hash) before the transaction. */
export const publicQuery = <I extends z.ZodType, O, P = undefined, C = undefined>(
  name: string,
  declared: Declaration<I> &
    ForHolders<I> & {
      check?(context: { trx: Trx }, input: z.output<I>): Promise<C>;
      prepare?(input: z.output<I>, checked: C): Promise<P>;
      run(context: { trx: Trx; prepared: P }, input: z.output<I>): Promise<O>;
    },
) => forAnybody("publicQuery", name, declared as Parameters<typeof forAnybody<I, O>>[2]);

/**
 * A command for everybody; the audit entry names its own scope and, where an account is created or verified, the user
 * who acted.
 */
export const publicCommand = <I extends z.ZodType, O, P = undefined, C = undefined>(
  name: string,
  declared: Declaration<I> &
    ForHolders<I> &
    Written &
    Noted<I, P> & {
      check?(context: { trx: Trx }, input: z.output<I>): Promise<C>;
      prepare?(input: z.output<I>, checked: C): Promise<P>;
      run(context: CommandTools & { prepared: P }, input: z.output<I>): Promise<O>;
    },
) => forAnybody("publicCommand", name, declared as Parameters<typeof forAnybody<I, O>>[2]);
