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

/** One line of the map: how a procedure's words become an operation's input, and its result a record. */
export interface Procedure {
  type: "query" | "mutation";
  /** Unknown keys are dropped, never passed on; words of a query string are coerced. */
  input: z.ZodType;
  /** What is answered. A test holds every answer to it. */
  output: z.ZodType;
  /** The operation behind it, for the reference. */
  about: About;
  /** What that takes, and what is called otherwise here: the operation’s name, then the client’s. */
  inner: { input: z.ZodType; names: Record<string, string> };
  call(caller: Caller, input: unknown): Promise<unknown>;
}

interface Translation<S extends z.ZodObject, I, O, R> {
  input: S;
  output: z.ZodType<R>;
  /** `organisation` is the id of the one that the call is about: named, the token's, or the session's active one. */
  to(given: z.output<S>, organisation: string, user: string): I;
  from(result: O, organisation: string, user: string): NoInfer<R>;
  /** Fields that the operation calls otherwise: what is wrong with one is said at the client's own. */
  names?: Record<string, string>;
}

/** Text that the operation behind it judges. */
export const text = z.string().max(10_000);

/** What no row has. */
const nobodys = "00000000-0000-0000-0000-000000000000";
/** An id as a client has it. What can’t be one is like one that nothing has: clients are told NOT_FOUND of both. */
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

/** Something that is asked of more than one operation, or in another way: with the rights and in the name of the one that it is like. */
export const like = <I extends z.ZodType, O>(
  { about }: { about: About },
  input: I,
  ask: (caller: Caller, input: z.input<I>) => Promise<O>,
): Operation<I, O> => Object.assign(ask, { about, input });

/** More than these come page by page alone, over REST. */
const mostRecords = 10_000;

/**
 * An operation whose list comes in pages, as one that gives the whole list: these procedures know no pages, and nothing is left
 * out silently. Each page is asked for like the first, rights and all.
 * @throws TOO_LARGE when there are more than ten thousand
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
 * The id of the organisation that a call is about. It may be named by its handle, a former one too, while records carry the id. One
 * that isn’t named is the one that the token or the session is in.
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

/** A refusal at the fields that the client gave, by its own names. */
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
