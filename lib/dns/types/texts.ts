import { decoded, fromUtf8, quote, utf8 } from "@/lib/dns/bytes";
import { countedString, type Field, type Input, nextToken } from "@/lib/dns/content/fields";
import { counted, type Wire } from "@/lib/dns/content/wire";
import type { Way } from "@/lib/dns/names/read";
import { refuse } from "@/lib/dns/refusals";
import type { RecordType } from "@/lib/dns/types/record_type";

export const strings: Field = {
  read: (input) => (isPlain(input.way, input.source) ? readPlain(input) : readStrings(input)),
  print: (wire) => {
    const list = [quote(wire.counted())];
    while (wire.left > 0) list.push(quote(wire.counted()));
    return list.join(" ");
  },
};

/** Typed input is the text itself, unless it begins with a quotation mark. */
export const isPlain = (way: Way, source: string): boolean => way === "typed" && !/^\s*"/.test(source);

function readPlain(input: Input): string {
  const text = input.source.trim();
  if (text === "") refuse("content.missing", { what: "the text" });
  if (/\p{Cc}/u.test(text)) refuse("content.character");
  return split(utf8(text));
}

function readStrings(input: Input): string {
  let bytes = "";
  do bytes += countedString(decoded(nextToken(input, "the text").text));
  while (input.next < input.tokens.length);
  return bytes;
}

/** As few pieces as possible, of at most 255 bytes each. */
export function split(bytes: string): string {
  let pieces = "";
  for (let at = 0; at === 0 || at < bytes.length; at += 255) pieces += counted(bytes.slice(at, at + 255));
  return pieces;
}

/** The text of a TXT record’s bytes as it would be typed, or undefined if it can’t be typed plainly. */
export function plainText(wire: Wire): string | undefined {
  const original = wire.bytes;
  let bytes = wire.counted();
  while (wire.left > 0) bytes += wire.counted();
  const text = fromUtf8(bytes);
  const typable = text !== undefined && text !== "" && text === text.trim() && !/^"|[\p{C}\p{Zl}\p{Zp}]/u.test(text);
  return typable && split(bytes) === original ? text : undefined;
}

export const textTypes = {
  TXT: {
    help: "Holds any text: verification codes, mail rules, keys.",
    example: "v=spf1 mx -all",
    fields: [strings],
  },
  SPF: {
    help: "Obsolete: mail rules, which are TXT records today.",
    example: '"v=spf1 mx -all"',
    fields: [strings],
    readOnly: true,
  },
} satisfies Record<string, RecordType>;
