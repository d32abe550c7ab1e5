import ipaddr from "ipaddr.js";

const bytesOf = (address: ipaddr.IPv4 | ipaddr.IPv6): string => String.fromCharCode(...address.toByteArray());
const codesOf = (bytes: string): number[] => [...bytes].map((byte) => byte.charCodeAt(0));

/** The four bytes of an IPv4 address, or undefined. Only four decimal numbers: some read 010 as eight, and 127.1 as 127.0.0.1. */
export function ipv4Bytes(text: string): string | undefined {
  return ipaddr.IPv4.isValidFourPartDecimal(text) ? bytesOf(ipaddr.IPv4.parse(text)) : undefined;
}

export const ipv4Text = (bytes: string): string => codesOf(bytes).join(".");

/** The sixteen bytes of an IPv6 address in any notation, or undefined; without a zone identifier. */
export function ipv6Bytes(text: string): string | undefined {
  if (text.length > 45 || !/^[\da-f:.]+$/i.test(text)) return undefined;
  const groups = withoutDots(text);
  return groups !== undefined && ipaddr.IPv6.isValid(groups) ? bytesOf(ipaddr.IPv6.parse(groups)) : undefined;
}

/** "::1.2.3.4" as "::102:304": the library reads octal numbers at the end of an address, and takes ::1.2.3.4 for ::ffff:1.2.3.4. */
function withoutDots(text: string): string | undefined {
  const place = text.lastIndexOf(":") + 1;
  if (!text.includes(".")) return text;
  const four = ipv4Bytes(text.slice(place));
  if (four === undefined) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = codesOf(four);
  return `${text.slice(0, place)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}

/** As in RFC 5952: the longest run of zeros as "::", lower case, mapped IPv4 addresses with dots. */
export function ipv6Text(bytes: string): string {
  const address = new ipaddr.IPv6(codesOf(bytes));
  return address.isIPv4MappedAddress() ? `::ffff:${address.toIPv4Address()}` : address.toRFC5952String();
}

/** Whether the text is an address instead of a name, with or without a trailing dot. */
export function isAddress(text: string): boolean {
  const bare = text.replace(/\.$/, "").replace(/^\[(.*)\]$/, "$1");
  return ipv4Bytes(bare) !== undefined || (bare.includes(":") && ipv6Bytes(bare) !== undefined);
}

/** The type and content of a record that points to an address; undefined if it isn’t one. */
export function asRecord(address: string): { type: "A" | "AAAA"; content: string } | undefined {
  const four = ipv4Bytes(address);
  if (four) return { type: "A", content: ipv4Text(four) };
  const six = ipv6Bytes(address);
  return six ? { type: "AAAA", content: ipv6Text(six) } : undefined;
}
