import { decoded, fromUtf8, quote, utf8 } from "@/lib/dns/bytes";
import {
  countedString,
  type Field,
  type Input,
  nextToken,
  nextWord,
  number,
  string,
  target,
} from "@/lib/dns/content/fields";
import { lower } from "@/lib/dns/names/labels";
import { refuse } from "@/lib/dns/refusals";
import type { RecordType } from "@/lib/dns/types/record_type";

/** Text to the end, without a length. Unquoted typed text is taken as it is, including spaces. */
function open(what: string, check: (bytes: string, before: string) => void): Field {
  return {
    read: (input) => readOpen(input, what),
    print: (wire) => {
      const before = wire.bytes.slice(0, wire.bytes.length - wire.left);
      const bytes = wire.rest();
      check(bytes, before);
      return quote(bytes);
    },
  };
}

function readOpen(input: Input, what: string): string {
  const token = nextToken(input, what);
  if (input.way === "file" || token.quoted) return decoded(token.text);
  input.next = input.tokens.length;
  return utf8(input.source.slice(token.column - 1).trim());
}

const tag: Field = {
  read: (input) => countedString(lower(decoded(nextWord(input, "a tag such as issue")))),
  print: (wire) => {
    const bytes = lower(wire.counted());
    return /^[a-z\d]+$/.test(bytes) ? bytes : refuse("caa.tag", { text: bytes });
  },
};

/** Each tag’s rules for its value. */
function checkCaa(bytes: string, before: string) {
  const text = fromUtf8(bytes) ?? "";
  const tagged = before.slice(2);
  if (/^issue(wild)?$/.test(tagged) && !/^\s*([a-z\d_-]+(\.[a-z\d_-]+)*)?\s*(;[ -~\t]*)?$/i.test(text))
    refuse("caa.issuer", { text });
  if (tagged === "iodef" && !/^(mailto:[^\s@]+@[^\s@]+|https?:\/\/\S+)$/i.test(text)) refuse("caa.report", { text });
}

const flags = string('flags, such as "U"', (bytes) => {
  if (!/^[A-Za-z\d]*$/.test(bytes)) refuse("naptr.flags", { text: bytes });
});

const regexp = string('an expression, or ""', (bytes) => {
  if (bytes === "") return;
  const [mark = "", ...rest] = bytes;
  // Escaped separators don’t end a part.
  const marks =
    rest
      .join("")
      .replace(/\\[\s\S]/g, "")
      .split(mark).length - 1;
  if (/[\d\\i]/.test(mark) || marks !== 2) refuse("naptr.regexp");
});

const replacementName = target("a replacement, or .");
/** There should be no replacement besides an expression. Required of typed records; files have both, and BIND serves them. */
const replacement: Field = {
  read: (input) => {
    const expression = input.tokens[input.next - 1]?.text;
    const bytes = replacementName.read(input);
    return bytes !== "\0" && expression !== "" && input.way === "typed" ? refuse("naptr.both") : bytes;
  },
  print: replacementName.print,
};

export const serviceTypes = {
  CAA: {
    help: "Sets which certificate authorities may issue certificates: flags, tag, value.",
    example: "0 issue letsencrypt.org",
    fields: [number("a flag", 1), tag, open("a value", checkCaa)],
  },
  NAPTR: {
    help: "Rewrites a name to a service, mostly for telephony.",
    example: '100 10 "U" "E2U+sip" "!^.*$!sip:info@example.net!" .',
    fields: [number("an order", 2), number("a preference", 2), flags, string("a service"), regexp, replacement],
  },
  URI: {
    help: "Points a service to a web address: priority, weight, address.",
    example: '10 1 "https://www.example.net/"',
    fields: [
      number("a priority", 2),
      number("a weight", 2),
      open("an address", (bytes) => {
        if (!/^[a-z][a-z\d+.-]*:[!-~]+$/i.test(bytes)) refuse("uri.target");
      }),
    ],
  },
} satisfies Record<string, RecordType>;
