import { z } from "zod";
import type { Caller } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import type { About, Operation } from "@/lib/operation";
import { activeOrganisation } from "@/lib/organisations/operations";
import type { Page } from "@/lib/paging";
import { parse } from "@/lib/parse";

/** One line of the map: how a procedure's words become an operation's input, and its result a record. */
export interface Procedure {
  type: "query" | "mutation";
  /** Unknown keys are dropped, never passed on; words of a query string are coerced. */
  input: z.ZodType;
  /** What is answered. A test holds every answer to it. */
  output: z.ZodType;
  /** The operation behind it, for the reference. */
  about: About;
  call(caller: Caller, input: unknown): Promise<unknown>;
}

interface Translation<S extends z.ZodObject, I, O, R> {
  input: S;
  output: z.ZodType<R>;
  /** `organisation` is the one that the call is about: named, the token's, or the session's active one. */
  to(given: z.output<S>, organisation: string, user: string): I;
  from(result: O, organisation: string): NoInfer<R>;
}

function procedure<S extends z.ZodObject, I extends z.ZodType, O, R>(
  type: Procedure["type"],
  operation: Operation<I, O>,
  { input, output, to, from }: Translation<S, z.input<I>, O, R>,
): Procedure {
  const schema = input.extend({ organizationId: z.string().max(64).optional() });
  const named = "organisation" in ((operation.input as unknown as z.ZodObject).shape ?? {});
  return {
    type,
    input: schema,
    output,
    about: operation.about,
    async call(caller, raw) {
      // Before anything is read that a stranger sent.
      if (!operation.about.public && !caller.actor) throw new AppError("actor.none");
      const given = parse(schema, raw ?? {}) as z.output<S> & { organizationId?: string };
      const organisation = named ? (given.organizationId ?? (await activeOf(caller))) : "";
      const user = caller.actor?.kind === "user" ? caller.actor.userId : "";
      return from(await operation(caller, to(given, organisation, user)), organisation);
    },
  };
}

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
  return Object.assign(ask, { about: operation.about, input: operation.input });
}

/** Calls that name no organisation are about the one that the token or the session is in. */
async function activeOf(caller: Caller): Promise<string> {
  const active = await activeOrganisation(caller, {});
  if (!active) throw new AppError("unknown");
  return active.id;
}

export const query = <S extends z.ZodObject, I extends z.ZodType, O, R>(
  operation: Operation<I, O>,
  translation: Translation<S, z.input<I>, O, R>,
) => procedure("query", operation, translation);

export const mutation = <S extends z.ZodObject, I extends z.ZodType, O, R>(
  operation: Operation<I, O>,
  translation: Translation<S, z.input<I>, O, R>,
) => procedure("mutation", operation, translation);
