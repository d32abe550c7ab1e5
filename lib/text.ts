import { z } from "zod";
import "@/lib/kernel/wording";

/**
 * Control characters, line breaks, and characters that reverse text, hide it or are invisible, except joiners of
 * letters and emoji.
 */
const unseen =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u2800\u061c\ufff9-\ufffb]|(?!\u200c|\u200d|\ufe0e|\ufe0f|[\u{e0020}-\u{e007f}])\p{DI}/u;

/**
 * Text with a limit that is checked first: normalising, lower-casing or searching a very long text takes seconds, which
 * blocks other requests. The limit has some room, because trimming and composing shorten a text; check the length again
 * after that.
 */
export const typed = (longest: number, missing?: string, tooLong = `Use at most ${longest} characters.`) =>
  z
    .string(missing)
    .max(4 * longest, { error: tooLong, abort: true })
    .meta({ maxLength: longest });

/** One line of text for people, trimmed and in composed form. */
export function line(what: string, longest: number) {
  return typed(longest, `Enter ${what}.`)
    .transform((text) => text.normalize("NFC").trim())
    .pipe(
      z
        .string()
        .min(1, `Enter ${what}.`)
        .max(longest, { error: `Use at most ${longest} characters.`, abort: true })
        .refine((text) => !unseen.test(text), "Remove line breaks and invisible characters.")
        .refine((text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text), "Use visible characters."),
    );
}

/**
 * Like folded() in the database: the form in which names are compared, without accents, strokes and capitals. A text of
 * nothing but accents stays as it is.
 */
export function folded(text: string): string {
  const strokes: Record<string, string> = { Ø: "o", ø: "o", Ł: "l", ł: "l", Đ: "d", đ: "d", Ð: "d", ð: "d", ı: "i" };
  const plain = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  if (/^ *$/.test(plain)) return text.toLowerCase();
  return plain.replace(/[ØøŁłĐđÐðı]/g, (letter) => strokes[letter] ?? letter).toLowerCase();
}

/** Search words, without control characters. */
export const searchWords = z
  .string()
  .max(100, { error: "Use at most 100 characters.", abort: true })
  .transform((text) => text.replace(/\p{Cc}/gu, "").trim());

/** A cursor of a list: `after` of the previous page. Opaque, bounded; empty for the first page. */
export const cursor = z
  .union([
    z.literal("").transform(() => undefined),
    z
      .string()
      .max(1000, { abort: true })
      .regex(/^[\w-]+$/, "This page mark isn’t valid. Start from the first page."),
  ])
  .optional();

/** One of a few words, or none: an empty one counts as none, so that a form can send all of its filters. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words, wrong: string) =>
  z.union([z.literal("").transform(() => undefined), z.enum(words)], wrong).optional();

/** The page size. */
export const pageSize = z.coerce.number().int().min(1).max(200).default(50);

export const uuid = z.uuid("This isn’t a valid id.").toLowerCase();
