import { z } from "zod";

/** Control characters, line breaks, and marks that turn or hide text: none of them belongs in a name. */
const unseen =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u;

/** One line of text for people, trimmed and in composed form. */
export function line(what: string, longest: number) {
  return z
    .string(`Give ${what}.`)
    .transform((text) => text.normalize("NFC").trim())
    .pipe(
      z
        .string()
        .min(1, `Give ${what}.`)
        .max(longest, `Use at most ${longest} characters.`)
        .refine((text) => !unseen.test(text), "Remove line breaks and invisible characters."),
    );
}

/** A cursor of a list: what `after` of the page before gave. Opaque, bounded. */
export const cursor = z
  .string()
  .max(200)
  .regex(/^[\w-]+$/, "This page mark isn’t valid. Start from the first page.")
  .optional();

/** Rows of one page. */
export const pageSize = z.coerce.number().int().min(1).max(200).default(50);

export const uuid = z.uuid("This isn’t a valid id.").toLowerCase();
