import { ipv4Bytes, ipv4Text, ipv6Bytes, ipv6Text } from "@/lib/dns/content/addresses";
import { type Field, nextWord } from "@/lib/dns/content/fields";
import { refuse } from "@/lib/dns/refusals";
import type { RecordType } from "@/lib/dns/types/record_type";

const four: Field = {
  read: (input) => {
    const text = nextWord(input, "an IPv4 address");
    return ipv4Bytes(text) ?? refuse(text.includes(":") && ipv6Bytes(text) ? "ipv4.six" : "ipv4.invalid", { text });
  },
  print: (wire) => ipv4Text(wire.take(4)),
};

const six: Field = {
  read: (input) => {
    const text = nextWord(input, "an IPv6 address");
    return ipv6Bytes(text) ?? refuse(ipv4Bytes(text) ? "ipv6.four" : "ipv6.invalid", { text });
  },
  print: (wire) => ipv6Text(wire.take(16)),
};

export const addressTypes = {
  A: { help: "Points a name to an IPv4 address.", example: "192.0.2.1", fields: [four] },
  AAAA: { help: "Points a name to an IPv6 address.", example: "2001:db8::1", fields: [six] },
} satisfies Record<string, RecordType>;
