import { refuse } from "@/lib/dns/refusals";

/** One word of a record’s content, with its escapes. */
export interface Token {
  text: string;
  quoted: boolean;
  /** Nothing separates it from the token before. */
  glued: boolean;
  /** Where it begins in its line, from 1. */
  column: number;
  line: number;
}

/**
 * Splits one line of content at spaces and quotation marks. Typed words may contain ; and parentheses; in a zone file
 * these have another meaning and never get here.
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let glued = false;
  while (at < text.length) {
    const begin = at;
    if (text[at] === '"') at = endOfQuoted(text, at + 1, refuseOpen);
    else if (/\s/.test(text[at] as string)) {
      at++;
      glued = false;
      continue;
    } else at = endOfWord(text, at);
    const quoted = text[begin] === '"';
    const word = quoted ? text.slice(begin + 1, at - 1) : text.slice(begin, at);
    tokens.push({ text: word, quoted, glued, column: begin + 1, line: 1 });
    glued = true;
  }
  return tokens;
}

const refuseOpen = () => refuse("quote.open");

/** The position after the closing quotation mark; a string ends on its line. */
export function endOfQuoted(text: string, start: number, open: () => number): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code === 0x0a || code === 0x0d) return open();
    if (code === 0x5c && text.charCodeAt(at + 1) !== 0x0a) at++;
  }
  return open();
}

function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length && !/[\s"]/.test(text[at] as string)) at += text[at] === "\\" ? 2 : 1;
  return Math.min(at, text.length);
}
