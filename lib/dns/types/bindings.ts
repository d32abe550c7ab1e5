import { type Field, type Input, number, target } from "@/lib/dns/content/fields";
import { u16, type Wire } from "@/lib/dns/content/wire";
import { refuse } from "@/lib/dns/refusals";
import { keyName, keyNumber, printValue, readValue } from "@/lib/dns/types/parameters";
import type { RecordType } from "@/lib/dns/types/record_type";

/** The parameters of HTTPS and SVCB, ordered by number. */
const parameters: Field = {
  read: (input) => {
    const found = new Map<number, string>();
    while (input.next < input.tokens.length) {
      const [name, value] = nextParameter(input);
      const key = keyNumber(name);
      if (found.has(key)) refuse("svcb.twice", { text: keyName(key) });
      found.set(key, readValue(key, value));
    }
    return [...found]
      .sort(([a], [b]) => a - b)
      .map(([key, value]) => u16(key) + u16(value.length) + value)
      .join("");
  },
  print: (wire) => {
    const priority = wire.bytes.charCodeAt(0) * 256 + wire.bytes.charCodeAt(1);
    const found = takeParameters(wire);
    if (priority === 0 && found.size > 0) refuse("svcb.alias");
    if (found.has(2) && !found.has(1)) refuse("svcb.alpn");
    const missing = mandatory(found.get(0) ?? "").find((key) => !found.has(key));
    if (missing !== undefined) refuse("svcb.mandatory", { text: keyName(missing) });
    return [...found].map(([key, value]) => keyName(key) + printValue(key, value)).join(" ");
  },
};

/** key, key=value or key="value"; the last comes as two tokens. */
function nextParameter(input: Input): [string, string | undefined] {
  const { text, quoted } = input.tokens[input.next++] as Input["tokens"][number];
  const sign = text.indexOf("=");
  if (quoted || sign === 0) refuse("svcb.parameter", { text });
  if (sign < 0) return [text, undefined];
  const following = input.tokens[input.next];
  if (sign === text.length - 1 && following?.quoted && following.glued) {
    input.next++;
    return [text.slice(0, sign), following.text];
  }
  return [text.slice(0, sign), text.slice(sign + 1)];
}

function takeParameters(wire: Wire): Map<number, string> {
  const found = new Map<number, string>();
  let last = -1;
  while (wire.left > 0) {
    const key = wire.u16();
    if (key <= last) wire.wrong();
    last = key;
    found.set(key, wire.take(wire.u16()));
  }
  return found;
}

const mandatory = (value: string) =>
  Array.from({ length: value.length / 2 }, (_, n) => (value.charCodeAt(2 * n) << 8) | value.charCodeAt(2 * n + 1));

/** No trailing space without parameters. */
const fields = [number("a priority", 2), target("a name, or . for this one"), parameters];

export const bindingTypes = {
  HTTPS: {
    help: "Tells browsers how to reach a web site: priority, name, parameters.",
    example: "1 . alpn=h2,h3",
    fields,
  },
  SVCB: {
    help: "Tells programs how to reach a service: priority, name, parameters.",
    example: "1 dns.example.net alpn=dot port=853",
    fields,
  },
} satisfies Record<string, RecordType>;
