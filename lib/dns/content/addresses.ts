/** The four bytes of an IPv4 address, or undefined. No leading zeros: some programs read 010 as eight. */
export function ipv4Bytes(text: string): string | undefined {
  if (!/^(\d{1,3}\.){3}\d{1,3}$/.test(text)) return undefined;
  const parts = text.split(".");
  if (parts.some((part) => Number(part) > 255 || (part.length > 1 && part.startsWith("0")))) return undefined;
  return String.fromCharCode(...parts.map(Number));
}

export const ipv4Text = (bytes: string): string => [...bytes].map((byte) => byte.charCodeAt(0)).join(".");

/** The sixteen bytes of an IPv6 address in any notation, or undefined. */
export function ipv6Bytes(text: string): string | undefined {
  if (text.length > 45 || !/^[\da-f:.]+$/i.test(text)) return undefined;
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [before, after] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const parts = [...(before ?? []), ...(after ?? [])];
  const last = parts.at(-1);
  // An IPv4 address is allowed at the end.
  const four = last?.includes(".") ? ipv4Bytes(last) : "";
  if (four === undefined || (four && (after ?? before)?.at(-1) !== last)) return undefined;
  const groups = four ? parts.slice(0, -1) : parts;
  if (groups.some((group) => !/^[\da-f]{1,4}$/i.test(group))) return undefined;
  const missing = 8 - groups.length - (four ? 2 : 0);
  if (after ? missing < 1 : missing !== 0) return undefined;
  const split = before?.length ?? 0;
  const bytes = (list: string[]) =>
    list.map((group) => Number.parseInt(group, 16)).reduce((all, n) => all + String.fromCharCode(n >> 8, n & 255), "");
  const head = groups.slice(0, split);
  return bytes(head) + "\0\0".repeat(after ? missing : 0) + bytes(groups.slice(head.length)) + four;
}

/** As in RFC 5952: the longest run of zeros as "::", lower case, mapped IPv4 addresses with dots. */
export function ipv6Text(bytes: string): string {
  if (bytes.startsWith(`${"\0".repeat(10)}\xff\xff`)) return `::ffff:${ipv4Text(bytes.slice(12))}`;
  const groups = Array.from({ length: 8 }, (_, n) =>
    ((bytes.charCodeAt(2 * n) << 8) | bytes.charCodeAt(2 * n + 1)).toString(16),
  );
  let best = { at: -1, length: 1 };
  for (let at = 0; at < 8; at++) {
    let length = 0;
    while (groups[at + length] === "0") length++;
    if (length > best.length) best = { at, length };
  }
  if (best.at < 0) return groups.join(":");
  return `${groups.slice(0, best.at).join(":")}::${groups.slice(best.at + best.length).join(":")}`;
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
