import { z } from "zod";
import { AppError, type Reason } from "@/lib/errors";
import type { Caller } from "@/lib/kernel/actor";
import { Refusal, toProblem } from "@/lib/kernel/errors";
import type { About, Operation } from "@/lib/kernel/operation";
import { parse } from "@/lib/kernel/parse";
import { activeOrganisation, readOrganisation } from "@/lib/organisations/operations";
import { organisationReference } from "@/lib/organisations/schema";
import type { Page } from "@/lib/paging";
import { uuid } from "@/lib/text";

/** One procedure: how its fields become an operation's input, and the result a record. */
export interface Procedure {
  type: "query" | "mutation";
  /** Unknown keys are dropped, never passed on; values of a query string are coerced. */
  input: z.ZodType;
  /** The response. A test checks every response against it. */
  output: z.ZodType;
  /** The operation behind it, for the reference. */
  about: About;
  /** The operation's input, and the fields with another name here: the operation’s name, then the client’s. */
  inner: { input: z.ZodType; names: Record<string, string> };
  call(caller: Caller, input: unknown): Promise<unknown>;
}

interface Translation<S extends z.ZodObject, I, O, R> {
  input: S;
  output: z.ZodType<R>;
  /** `organisation` is the id of the call's organisation: the given one, the token's, or the session's active one. */
  to(given: z.output<S>, organisation: string, user: string): I;
  from(result: O, organisation: string, user: string): NoInfer<R>;
  /** Fields with another name in the operation: their errors are reported at the client's names. */
  names?: Record<string, string>;
}

/** Text that the operation validates. */
export const text = z.string().max(10_000);

/** An id that no row has. */
const nobodys = "00000000-0000-0000-0000-000000000000";
/** A client's id. A malformed one is treated as unknown: both are NOT_FOUND. */
export const id = text.transform((given) => uuid.safeParse(given.trim()).data ?? nobodys);

function procedure<S extends z.ZodObject, I extends z.ZodType, O, R>(
  type: Procedure["type"],
  operation: Operation<I, O>,
  { input, output, to, from, names = {} }: Translation<S, z.input<I>, O, R>,
): Procedure {
  const schema = input.extend({ organizationId: text.nullish() });
  const named = "organisation" in ((operation.input as unknown as z.ZodObject).shape ?? {});
  const inner = { input: operation.input, names: { organisation: "organizationId", ...names } };
  return {
    type,
    input: schema,
    output,
    about: operation.about,
    inner,
    async call(caller, raw) {
      // Before anything is read that a stranger sent.
      if (!operation.about.public && !caller.actor) throw new AppError("actor.none");
      const { organizationId, ...given } = parse(schema, raw ?? {}) as { organizationId?: string | null };
      const organisation = named ? await organisationOf(caller, organizationId) : "";
      const user = caller.actor?.kind === "user" ? caller.actor.userId : "";
      const wanted = to(given as z.output<S>, organisation, user);
      const result = await operation(caller, wanted).catch((error) => {
        throw renamed(error, inner.names);
      });
      return from(result, organisation, user);
    },
  };
}

/**
 * A procedure that calls several operations, or in another way: with the permissions and the name of a similar
 * operation.
 */
export const like = <I extends z.ZodType, O>(
  { about }: { about: About },
  input: I,
  ask: (caller: Caller, input: z.input<I>) => Promise<O>,
): Operation<I, O> => Object.assign(ask, { about, input });

/** Longer lists come only in pages, over REST. */
const mostRecords = 10_000;

/**
 * Turns an operation with pages into one that returns the whole list: these procedures have no pages, and nothing is
 * left out silently. Each page is requested like the first, with all checks. @throws TOO_LARGE for more than ten
 * thousand entries
 */
export function whole<I extends z.ZodType, T>(operation: Operation<I, Page<T>>): Operation<I, T[]> {
  const ask = async (caller: Caller, input: z.input<I>): Promise<T[]> => {
    const items: T[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      if (items.length >= mostRecords) throw new AppError("list.large");
      const page: Page<T> = await operation(caller, {
        ...(input as object),
        cursor: cursor ?? "",
        limit: 200,
      } as never);
      items.push(...page.items);
      cursor = page.after;
    }
    return items;
  };
  return like(operation, operation.input, ask);
}

/**
 * The id of the call's organisation. It may be given by handle, also a former one, while records carry the id. If it
 * isn't given, it is the token's or the session's organisation.
 */
async function organisationOf(caller: Caller, named: string | null | undefined): Promise<string> {
  if (named != null) {
    const reference = organisationReference.parse(named);
    const known = uuid.safeParse(reference).success;
    return known ? reference : (await readOrganisation(caller, { organisation: reference })).id;
  }
  const active = await activeOrganisation(caller, {});
  if (!active) throw new AppError("unknown");
  return active.id;
}

/** A refusal at the client's fields, by the client's names. */
function renamed(error: unknown, names: Record<string, string>): unknown {
  if (!(error instanceof Refusal) || !error.fields) return error;
  const fields = Object.entries(error.fields).map(([path, messages]) => {
    const [first = "", ...rest] = path.split(".");
    return [[names[first] ?? first, ...rest].join("."), messages];
  });
  return new AppError(error.reason as Reason, {
    ...toProblem(error),
    subject: error.subject,
    fields: Object.fromEntries(fields),
  });
}

export const query = <S extends z.ZodObject, I extends z.ZodType, O, R>(
  operation: Operation<I, O>,
  translation: Translation<S, z.input<I>, O, R>,
) => procedure("query", operation, translation);

export const mutation = <S extends z.ZodObject, I extends z.ZodType, O, R>(
  operation: Operation<I, O>,
  translation: Translation<S, z.input<I>, O, R>,
) => procedure("mutation", operation, translation);
