import { type Field, host, number, string, target } from "@/lib/dns/content/fields";
import { refuse } from "@/lib/dns/refusals";
import type { RecordType } from "@/lib/dns/types/record_type";
import { strings } from "@/lib/dns/types/texts";

const rest = string("a text");

/** Types of old that PowerDNS knows nothing of: read and written by their names, stored and served by their bytes. */
export const nameless: Record<string, RecordType & { name: string }> = {
  TYPE19: {
    name: "X25",
    help: "A former type: an address in an X.25 network.",
    example: '"311061700956"',
    fields: [
      string("an address of digits", (bytes) => {
        if (!/^\d{4,}$/.test(bytes)) refuse("x25.address", { text: bytes });
      }),
    ],
  },
  TYPE20: {
    name: "ISDN",
    help: "A former type: a telephone number.",
    example: '"150862028003217"',
    fields: [rest, optional(rest)],
  },
  TYPE21: {
    name: "RT",
    help: "A former type: a host that leads on to this one.",
    example: "10 relay.example.net",
    fields: [number("a preference", 2), host("the relay’s name")],
  },
  TYPE26: {
    name: "PX",
    help: "A former type: how X.400 and internet addresses belong together.",
    example: "10 mail.example.net px400.example.net",
    fields: [number("a preference", 2), target("a name"), target("a name")],
  },
  TYPE27: {
    name: "GPOS",
    help: "A former type: longitude, latitude, height.",
    example: '"13.40" "52.52" "34.0"',
    fields: [rest, rest, rest],
  },
  TYPE56: { name: "NINFO", help: "Says how a zone is.", example: '"well"', fields: [strings] },
  TYPE58: {
    name: "TALINK",
    help: "Links trust anchors: the one before, the one behind.",
    example: "a.example.net b.example.net",
    fields: [target("a name"), target("a name")],
  },
  TYPE258: { name: "AVC", help: "Tells of applications.", example: '"app-name:web"', fields: [strings] },
};

/** What may be missing at the end. */
function optional(field: Field): Field {
  return {
    read: (input) => (input.next < input.tokens.length ? field.read(input) : ""),
    print: (wire) => (wire.left > 0 ? field.print(wire) : ""),
  };
}
