import { z } from "zod";
import { AppError } from "@/lib/errors";
import { cursor, pageSize } from "@/lib/text";

/** One page of a list and the mark of the next one, null at the end. */
export interface Page<T> {
  items: T[];
  after: string | null;
}

/** The end of a page: the sort value, and a tie-breaker. */
export interface Place<V = Date> {
  at: V;
  id: string;
}

/** The form of a list's marks. A mark of one order isn't valid for another. */
export interface Order<V> {
  /** Left out for the list's default order. */
  name?: string;
  value: z.ZodType<V>;
}

export const time: z.ZodType<Date> = z.iso.datetime().transform((text) => new Date(text));
/** Text that a column can hold: the database accepts neither half a character nor a control character. */
export const text: z.ZodType<string> = z
  .string()
  .max(100, { abort: true })
  .refine((words) => !/[\p{Cc}\p{Cs}]/u.test(words));

export const count: z.ZodType<number> = z.int().min(0);

export function toCursor<V>({ at, id }: Place<V>, order = ""): string {
  return Buffer.from(JSON.stringify([at, id, ...(order ? [order] : [])])).toString("base64url");
}

/**
 * @throws INVALID for a mark that isn't from a page of this order; `id` must match `pattern`, as the query compares it
 */
export function fromCursor(cursor: string | undefined, pattern: RegExp): Place | undefined;
export function fromCursor<V>(cursor: string | undefined, pattern: RegExp, order: Order<V>): Place<V> | undefined;
export function fromCursor(cursor: string | undefined, pattern: RegExp, order: Order<unknown> = { value: time }) {
  if (cursor === undefined) return undefined;
  try {
    const shape = z.tuple([order.value, z.string().max(64), ...(order.name ? [z.literal(order.name)] : [])]);
    const [at, id] = shape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString())) as unknown as [
      unknown,
      string,
    ];
    if (pattern.test(id)) return { at, id };
  } catch {
    // falls through: a malformed mark and one with a foreign id are the same to a person
  }
  const message = "This page mark isn’t valid. Start from the first page.";
  throw new AppError("input.invalid", { message, fields: { cursor: [message] } });
}

/** Cuts the rows (one more than a page) to a page. */
export function toPage<T, V = Date>(rows: T[], limit: number, placeOf: (row: T) => Place<V>, order?: string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, after: rows.length > limit && last ? toCursor(placeOf(last), order) : null };
}

/** The parameters for a page of a complete list. */
export const pageInput = z.strictObject({ limit: pageSize, cursor });
const place = { name: "whole", value: z.number().int().min(0) } satisfies Order<number>;

/**
 * Cuts a page out of a complete list. If the last entry of the previous page is gone, its position says where to
 * continue.
 */
export function pageOf<T>(
  items: T[],
  { limit, cursor }: z.output<typeof pageInput>,
  nameOf: (item: T) => string,
): Page<T> {
  const last = fromCursor(cursor, /./, place);
  const met = last ? items.findIndex((item) => nameOf(item) === last.id) : -1;
  const begin = met >= 0 ? met + 1 : (last?.at ?? 0);
  const numbered = items.slice(begin, begin + limit + 1).map((item, count) => ({ item, at: begin + count }));
  const page = toPage(numbered, limit, ({ item, at }) => ({ at, id: nameOf(item) }), place.name);
  return { items: page.items.map(({ item }) => item), after: page.after };
}

export const idPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
export const numberPattern = /^\d{1,18}$/;
