import { decimal, decoded, fromBase64, quote } from "@/lib/dns/bytes";
import { ipv4Bytes, ipv4Text, ipv6Bytes, ipv6Text } from "@/lib/dns/content/addresses";
import { counted, u16 } from "@/lib/dns/content/wire";
import { refuse } from "@/lib/dns/refusals";

/** Parameters of HTTPS and SVCB records (RFC 9460). PowerDNS knows these by name, others by number. */
const keys = ["mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint"];

export const keyName = (key: number): string => keys[key] ?? `key${key}`;

export function keyNumber(text: string): number {
  const name = text.toLowerCase();
  const known = keys.indexOf(name);
  if (known >= 0) return known;
  if (name === "dohpath") return 7;
  const key = /^key(0|[1-9]\d{0,4})$/.test(name) ? Number(name.slice(3)) : 65_535;
  return key < 65_535 ? key : refuse("svcb.parameter", { text });
}

/** A value’s bytes; undefined for a parameter without a value. */
export function readValue(key: number, value: string | undefined): string {
  const text = value === undefined ? "" : decoded(value);
  const wrong = () => refuse("svcb.value", { text, what: keyName(key) });
  const each = (read: (item: string) => string | undefined) =>
    text
      .split(",")
      .map((item) => read(item) ?? wrong())
      .join("");
  // The path for DNS over HTTPS; other servers read it.
  if (key === 7 && !/^\/.*\{\?dns\}/.test(text)) wrong();
  if (key > 6) return text;
  if (key === 2) return text === "" ? "" : wrong();
  if (text === "") wrong();
  if (key === 0) return mandatoryKeys(text, wrong);
  if (key === 1)
    return each((item) => (/^[!-~]{1,255}$/.test(item) && !/["\\]/.test(item) ? counted(item) : undefined));
  if (key === 3) return /^\d{1,5}$/.test(text) && Number(text) < 65_536 ? u16(Number(text)) : wrong();
  if (key === 4) return each(ipv4Bytes);
  return key === 5 ? (fromBase64(text) ?? wrong()) : each(ipv6Bytes);
}

function mandatoryKeys(text: string, wrong: () => never): string {
  const numbers = text.split(",").map(keyNumber);
  if (numbers.includes(0) || new Set(numbers).size < numbers.length) wrong();
  return numbers
    .sort((a, b) => a - b)
    .map(u16)
    .join("");
}

/** The canonical text of a value, starting with its equals sign. */
export function printValue(key: number, bytes: string): string {
  const wrong = () => refuse("svcb.value", { text: bytes, what: keyName(key) });
  // PowerDNS can’t read such a key without a value, nor these three unless they are numbers: hence the empty value.
  if (key > 6) return `=${quote(bytes).replace(/[();]/g, decimal)}`;
  if (key === 2) return bytes === "" ? "" : wrong();
  if (bytes === "" || (key === 3 && bytes.length !== 2)) wrong();
  if (key === 1) return `=${alpnNames(bytes, wrong).join(",")}`;
  if (key === 3) return `=${two(bytes, 0)}`;
  if (key === 5) return `=${btoa(bytes)}`;
  const size = { 0: 2, 4: 4, 6: 16 }[key] ?? 1;
  if (bytes.length % size !== 0) wrong();
  const items = Array.from({ length: bytes.length / size }, (_, n) => bytes.slice(n * size, (n + 1) * size));
  if (key === 0) {
    if (items.some((item, n) => item <= (items[n - 1] ?? "\0\0"))) wrong();
    return `=${items.map((item) => keyName(two(item, 0))).join(",")}`;
  }
  return `=${items.map(key === 4 ? ipv4Text : ipv6Text).join(",")}`;
}

const two = (bytes: string, at: number) => (bytes.charCodeAt(at) << 8) | bytes.charCodeAt(at + 1);

function alpnNames(bytes: string, wrong: () => never): string[] {
  const names: string[] = [];
  for (let at = 0; at < bytes.length; at += 1 + bytes.charCodeAt(at)) {
    const name = bytes.slice(at + 1, at + 1 + bytes.charCodeAt(at));
    if (name.length < bytes.charCodeAt(at) || !/^[!#-+\--[\]-~]+$/.test(name)) wrong();
    names.push(name);
  }
  return names;
}
