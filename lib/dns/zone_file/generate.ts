import { type Token, tokensOf } from "@/lib/dns/content/tokens";
import { refuse } from "@/lib/dns/refusals";

/** More than any name needs, and the limit for one step. */
const longest = 2_048;
const greatest = 2 ** 31 - 1;

/** Generates the lines of one $GENERATE by BIND’s rules: `1-9/2 host-$ A 192.0.2.$`. */
export function* generatedLines([directive, range, ...line]: Token[]): Generator<Token[]> {
  const [, first = "", last = "", by = "1"] = /^(\d{1,10})-(\d{1,10})(?:\/(\d{1,10}))?$/.exec(range?.text ?? "") ?? [];
  const [start, stop, step] = [Number(first), Number(last), Number(by)];
  if (!directive || first === "" || stop > greatest || step < 1 || start > stop) refuse("file.generateRange");
  const owner = line[0];
  const content = line.at(-1);
  if (!owner || !content || line.length < 3) refuse("file.generate");
  // BIND reads a content of several words as one text in quotation marks.
  const words = content.quoted ? content.text.replaceAll('\\"', '"') : content.text;
  const { line: at, column } = directive;
  for (let n = start; n <= stop; n += step) {
    const name: Token = { ...owner, text: filledIn(owner.text, n), line: at, column };
    const made = tokensOf(filledIn(words, n)).map((token) => ({ ...token, line: at, column }));
    yield [name, ...line.slice(1, -1), ...made];
  }
}

/** $ is the number, ${offset,width,base} formats it; $$ and escaped characters stay. */
function filledIn(text: string, number: number): string {
  if (text.length > longest) refuse("file.generate");
  // As in BIND, an offset also applies to later numbers.
  let offset = 0;
  const filled = text.replace(/\\[\s\S]?|\$\$|\$(\{[^}]*\}?)?/g, (found, format: string | undefined) => {
    if (found.startsWith("\\")) return found;
    if (found === "$$") return "$";
    if (format === undefined) return String(number + offset);
    const form = formOf(format);
    offset = form.offset;
    return formatted(form, number + offset);
  });
  return filled.length <= longest ? filled : refuse("file.generate");
}

function formOf(format: string) {
  const [, offset, width = "0", base = "d"] =
    /^\{\s*([+-]?\d{1,9})(?:,\s*(\d{1,3})(?:,([doxXnN]))?)?/.exec(format) ??
    refuse("file.generateFormat", { text: `$${format}` });
  return { offset: Number(offset), width: Number(width), base };
}

function formatted({ width, base }: ReturnType<typeof formOf>, value: number): string {
  if (/n/i.test(base)) return nibbles(value, width, base === "N");
  const digits = base === "d" ? String(Math.abs(value)) : (value >>> 0).toString(base === "o" ? 8 : 16);
  const sign = base === "d" && value < 0 ? "-" : "";
  const padded = sign + digits.padStart(width - sign.length, "0");
  return base === "X" ? padded.toUpperCase() : padded;
}

/** Reversed hexadecimal digits separated by dots, as labels of a reverse zone. The dots count in the width. */
function nibbles(value: number, width: number, upper: boolean): string {
  let text = "";
  let left = value;
  let room = width;
  do {
    text += (left & 15).toString(16);
    left >>= 4;
    if (room > 0) room--;
    if (room > 0 || left !== 0) {
      text += ".";
      if (room > 0) room--;
    }
  } while (room > 0 || left !== 0);
  return upper ? text.toUpperCase() : text;
}
