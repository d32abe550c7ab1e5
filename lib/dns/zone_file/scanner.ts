import { endOfQuoted, type Token } from "@/lib/dns/content/tokens";
import type { DnsReason } from "@/lib/dns/reasons";

/** One entry of a zone file: a line, or several within parentheses. */
export interface Entry {
  tokens: Token[];
  line: number;
  /** It begins with a space, so it inherits the name of the entry before. */
  indented: boolean;
  /** The first error in its words. */
  wrong?: { reason: DnsReason; line: number; column: number };
}

/** More words than the largest record needs, even with one byte per word. */
const mostTokens = 70_000;
/** More characters than the largest record needs with every byte escaped; longer entries aren’t read. */
const longestEntry = 300_000;
/** Yields after this many empty lines and comments. */
const stretch = 100_000;

/** Splits a zone file into entries, one at a time, in one pass over the text and without recursion. */
export class Scanner {
  /** The number of code units read. */
  at = 0;
  /** Where the entry begins, after skipped comments. */
  #begin = 0;
  #line = 1;
  #lineStart = 0;
  #depth = 0;
  #opened = { line: 0, column: 0 };
  #glued = false;

  constructor(readonly text: string) {
    if (text.startsWith("\ufeff")) this.at = this.#lineStart = 1;
  }

  next(): Entry | undefined {
    const entry: Entry = { tokens: [], line: this.#line, indented: false };
    this.#glued = false;
    const start = this.at;
    this.#begin = start;
    while (this.at < this.text.length && this.at - this.#begin <= longestEntry) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x0a || (code === 0x0d && this.text.charCodeAt(this.at + 1) === 0x0a)) {
        this.#newLine(code === 0x0a ? 1 : 2);
        if (this.#depth > 0) continue;
        if (entry.tokens.length > 0 || entry.wrong || this.at - start > stretch) return entry;
        this.#begin = this.at;
        entry.line = this.#line;
        entry.indented = false;
      } else this.#step(code, entry);
    }
    if (this.at - this.#begin > longestEntry) return this.#giveUp(entry);
    if (this.#depth > 0) this.#note(entry, "file.open", this.#opened);
    this.#depth = 0;
    return entry.tokens.length > 0 || entry.wrong ? entry : undefined;
  }

  /** The end of a longer one is unknown. */
  #giveUp({ line }: Entry): Entry {
    this.at = this.text.length;
    this.#depth = 0;
    return { tokens: [], line, indented: false, wrong: { reason: "file.entry", line, column: 1 } };
  }

  #step(code: number, entry: Entry) {
    const { text } = this;
    if (code === 0x20 || code === 0x09) {
      if (this.at === this.#lineStart && this.#depth === 0) entry.indented = true;
      this.at++;
      this.#glued = false;
    } else if (code === 0x3b) {
      const found = text.indexOf("\n", this.at);
      const end = found < 0 ? text.length : found;
      // A comment is skipped at once, whatever its length.
      this.#begin += end - this.at;
      this.at = end;
    } else if (code === 0x28 || code === 0x29) {
      this.#parenthesis(code === 0x28, entry);
    } else if (code === 0x22) {
      this.#quoted(entry);
    } else if (code < 0x20 || code === 0x7f) {
      this.#note(entry, "content.character", this.#here());
      this.at++;
    } else this.#word(entry);
  }

  #parenthesis(opens: boolean, entry: Entry) {
    if (opens && this.#depth++ === 0) this.#opened = this.#here();
    if (!opens && this.#depth-- === 0) {
      this.#depth = 0;
      this.#note(entry, "file.close", this.#here());
    }
    this.at++;
    this.#glued = false;
  }

  #quoted(entry: Entry) {
    const place = this.#here();
    let closed = true;
    const begin = this.at;
    const bounded = this.text.slice(0, begin + longestEntry + 2);
    const end = endOfQuoted(bounded, begin + 1, () => {
      closed = false;
      const newLine = this.text.indexOf("\n", begin);
      return newLine < 0 ? this.text.length : newLine;
    });
    if (!closed) this.#note(entry, "quote.open", place);
    this.at = end;
    this.#push(entry, {
      text: this.text.slice(begin + 1, closed ? end - 1 : end),
      quoted: true,
      glued: this.#glued,
      ...place,
    });
  }

  #word(entry: Entry) {
    const place = this.#here();
    const begin = this.at;
    const most = Math.min(this.text.length, begin + longestEntry + 1);
    while (this.at < most && !endsWord(this.text.charCodeAt(this.at))) {
      const escaped = this.text.charCodeAt(this.at) === 0x5c && this.text.charCodeAt(this.at + 1) >= 0x20;
      this.at += escaped ? 2 : 1;
    }
    this.#push(entry, { text: this.text.slice(begin, this.at), quoted: false, glued: this.#glued, ...place });
  }

  #push(entry: Entry, token: Token) {
    if (entry.tokens.length < mostTokens) entry.tokens.push(token);
    else this.#note(entry, "file.entry", token);
    this.#glued = true;
  }

  #newLine(length: number) {
    this.at += length;
    this.#line++;
    this.#lineStart = this.at;
    this.#glued = false;
  }

  #here = () => ({ line: this.#line, column: this.at - this.#lineStart + 1 });

  #note(entry: Entry, reason: DnsReason, { line, column }: { line: number; column: number }) {
    entry.wrong ??= { reason, line, column };
  }
}

/** Control characters and the space, quotation mark, parentheses, semicolon, DEL. */
const endsWord = (code: number) =>
  code <= 0x22 ? code !== 0x21 : code === 0x28 || code === 0x29 || code === 0x3b || code === 0x7f;
