import { z } from "zod";
import { AppError } from "@/lib/errors";

/** One page of a list and the mark that leads to the next, null at the end. */
export interface Page<T> {
  items: T[];
  after: string | null;
}

const place = z.tuple([z.iso.datetime(), z.string().max(64)]);

/** Where a page ended: an instant and what tells apart those of the same instant. */
export interface Place {
  at: Date;
  id: string;
}

export function toCursor({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString("base64url");
}

/** @throws INVALID for a mark that no page gave; `id` must match `pattern`, which is what the query compares it with */
export function fromCursor(cursor: string | undefined, pattern: RegExp): Place | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [at, id] = place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    if (pattern.test(id)) return { at: new Date(at), id };
  } catch {
    // falls through: a malformed mark and one with a foreign id are the same to a person
  }
  const message = "This page mark isn’t valid. Start from the first page.";
  throw new AppError("input.invalid", { message, fields: { cursor: [message] } });
}

/** Cuts what was read (one more than a page) to a page. */
export function toPage<T>(rows: T[], limit: number, placeOf: (row: T) => Place): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, after: rows.length > limit && last ? toCursor(placeOf(last)) : null };
}

export const idPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
export const numberPattern = /^\d{1,18}$/;
