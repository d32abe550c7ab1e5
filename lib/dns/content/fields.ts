import { decoded, quote } from "@/lib/dns/bytes";
import { isAddress } from "@/lib/dns/content/addresses";
import type { Token } from "@/lib/dns/content/tokens";
import { counted, targetText, u8, u16, u32, type Wire, wireName } from "@/lib/dns/content/wire";
import { labelsOf, lower } from "@/lib/dns/names/labels";
import { readName, type Way } from "@/lib/dns/names/read";
import { atField, refuse } from "@/lib/dns/refusals";

/** The input of a field: the content’s tokens, the next one, and the origin of relative names. */
export interface Input {
  tokens: Token[];
  next: number;
  origin: string;
  way: Way;
  /** The whole content as typed. */
  source: string;
}

/** One part of a record’s content: reads words to bytes, and prints bytes as canonical words. */
export interface Field {
  read(input: Input): string;
  print(wire: Wire): string;
}

export function nextToken(input: Input, what: string): Token {
  return input.tokens[input.next++] ?? refuse("content.missing", { what });
}

/** The next word, which must not be in quotation marks. */
export function nextWord(input: Input, what: string): string {
  const { text, quoted } = nextToken(input, what);
  return quoted ? refuse("content.quoted", { what }) : text;
}

export function readNumber(text: string, what: string, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
  return value <= most ? value : refuse("number.invalid", { text, what, most });
}

/** A whole number in one, two or four bytes. */
export const number = (what: string, bytes: 1 | 2 | 4): Field => ({
  read: (input) => {
    const value = readNumber(nextWord(input, what), what, 256 ** bytes - 1);
    return bytes === 1 ? u8(value) : bytes === 2 ? u16(value) : u32(value);
  },
  print: (wire) => String(bytes === 1 ? wire.u8() : bytes === 2 ? wire.u16() : wire.u32()),
});

/** Any name that a record points to. */
export const target = (what: string): Field => ({
  read: (input) => {
    const text = nextWord(input, what);
    if (isAddress(text)) refuse("name.address", { text }, "content");
    return wireName(labelsOf(readTarget(text, input)));
  },
  print: (wire) => targetText(wire.labels().map(lower)),
});

/** A host name, or the root if that means "none". */
export const host = (what: string): Field => {
  const { read } = target(what);
  return {
    read,
    print: (wire) => {
      const labels = wire.labels().map(lower);
      if (labels.some((label) => !/^[a-z\d_]([a-z\d_-]*[a-z\d_])?$/.test(label)))
        refuse("name.host", { text: targetText(labels) }, "content");
      return targetText(labels);
    },
  };
};

/** In a form, a name with a dot inside is a full name: nobody types mail.example.net to mean mail.example.net.example.com. */
function readTarget(text: string, { origin, way }: Input): string {
  return atField("content", () => {
    const dotted = way === "typed" && /[^\\.。．｡][.。．｡][^.]/.test(text.replace(/\\(\d{3}|[\s\S])/g, "x"));
    return readName(dotted && !/[.。．｡]$|:\/\//.test(text) ? `${text}.` : text, origin, way);
  });
}

/** A text of at most 255 bytes, with or without quotation marks. */
export const string = (what: string, check: (bytes: string) => void = () => {}): Field => ({
  read: (input) => countedString(decoded(nextToken(input, what).text)),
  print: (wire) => {
    const bytes = wire.counted();
    check(bytes);
    return quote(bytes);
  },
});

export const countedString = (bytes: string): string => (bytes.length <= 255 ? counted(bytes) : refuse("string.long"));

/** All remaining words, joined: keys and digests are often split. */
export function restOf(input: Input, what: string): string {
  const words = input.tokens.slice(input.next);
  if (words.length === 0) refuse("content.missing", { what });
  if (words.some(({ quoted }) => quoted)) refuse("content.quoted", { what });
  input.next = input.tokens.length;
  return words.map(({ text }) => text).join("");
}
