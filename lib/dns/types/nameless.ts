import { type Field, host, number, string, target } from "@/lib/dns/content/fields";
import { refuse } from "@/lib/dns/refusals";
import type { RecordType } from "@/lib/dns/types/record_type";
import { strings } from "@/lib/dns/types/texts";

const rest = string("a text");

/** Old types that PowerDNS doesn’t know: read and written by name, stored and served as bytes. */
export const nameless: Record<string, RecordType & { name: string }> = {
  TYPE19: {
    name: "X25",
    help: "Obsolete: an address in an X.25 network.",
    example: '"311061700956"',
    fields: [
      string("an address of digits", (bytes) => {
        if (!/^\d{4,}$/.test(bytes)) refuse("x25.address", { text: bytes });
      }),
    ],
  },
  TYPE20: {
    name: "ISDN",
    help: "Obsolete: a telephone number.",
    example: '"150862028003217"',
    fields: [rest, optional(rest)],
  },
  TYPE21: {
    name: "RT",
    help: "Obsolete: a host that routes to this one.",
    example: "10 relay.example.net",
    fields: [number("a preference", 2), host("the relay’s name")],
  },
  TYPE26: {
    name: "PX",
    help: "Obsolete: the mapping of X.400 and internet addresses.",
    example: "10 mail.example.net px400.example.net",
    fields: [number("a preference", 2), target("a name"), target("a name")],
  },
  TYPE27: {
    name: "GPOS",
    help: "Obsolete: longitude, latitude, altitude.",
    example: '"13.40" "52.52" "34.0"',
    fields: [rest, rest, rest],
  },
  TYPE56: { name: "NINFO", help: "Describes the status of a zone.", example: '"well"', fields: [strings] },
  TYPE58: {
    name: "TALINK",
    help: "Links trust anchors: previous, next.",
    example: "a.example.net b.example.net",
    fields: [target("a name"), target("a name")],
  },
  TYPE258: { name: "AVC", help: "Describes applications.", example: '"app-name:web"', fields: [strings] },
};

/** Trailing parts that may be missing. */
function optional(field: Field): Field {
  return {
    read: (input) => (input.next < input.tokens.length ? field.read(input) : ""),
    print: (wire) => (wire.left > 0 ? field.print(wire) : ""),
  };
}
