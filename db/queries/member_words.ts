import { sql } from "kysely";
import type { Db, Trx } from "@/db/client";
import { compiledOnce } from "@/db/compiled";

/** Up to so many are simply fetched and sorted; with more, a walk through the list soon fills a page. */
const few = 2_000;

/** A search, and whether more than a few are found by it. */
export interface Found {
  /** As the words of members are stored: folded, each with a space before it. */
  words: string;
  many: boolean;
}

export interface WordValues {
  organisationId: string;
  /** Where to search: in names (false), in addresses (true). */
  places: boolean[];
  /** The bounds of all texts that begin with the words. */
  low: string;
  high: string;
}

/** The longest stored part of a member's words. */
const longest = 60;
export const wordValues = (words: string, inAddresses: boolean) => {
  const low = Array.from(words.trimStart()).slice(0, longest).join("");
  return { places: inAddresses ? [false, true] : [false], low, high: `${low}\u{10ffff}` };
};

/** Members whose name or address has words that begin so, one after the other. */
export const found = (db: Db, { organisationId, places, low, high }: WordValues) =>
  db
    .selectFrom("memberWords")
    .select("memberWords.userId")
    .distinct()
    .where("memberWords.organisationId", "=", organisationId)
    .where(sql<boolean>`member_words.in_address = any(${places}::boolean[])`)
    .where("memberWords.word", ">=", low)
    .where("memberWords.word", "<", high);

const counted = compiledOnce((db, values: WordValues) =>
  db
    .selectFrom(({ selectFrom }) =>
      selectFrom("memberWords")
        .select("memberWords.userId")
        .where("memberWords.organisationId", "=", values.organisationId)
        .where(sql<boolean>`member_words.in_address = any(${values.places}::boolean[])`)
        .where("memberWords.word", ">=", values.low)
        .where("memberWords.word", "<", values.high)
        .limit(sql.lit(few + 1))
        .as("met"),
    )
    .select(({ fn }) => fn.countAll<string>().as("met")),
);

/** Splits a search into words and checks how many members they find. @returns null if it has no word or finds nobody */
export async function findWords(
  trx: Trx,
  organisationId: string,
  text: string,
  inAddresses: boolean,
): Promise<Found | null> {
  const { rows } = await sql<{ words: string }>`select words_of(${text}) as words`.execute(trx);
  const words = rows[0]?.words ?? " ";
  if (words === " ") return null;
  const [row] = await counted(trx, { organisationId, ...wordValues(words, inAddresses) });
  const met = Number(row?.met);
  return met === 0 ? null : { words, many: met > few };
}
