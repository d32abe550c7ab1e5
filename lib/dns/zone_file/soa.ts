import { labelsOf, nameOf } from "@/lib/dns/labels";
import { readName } from "@/lib/dns/names";
import { atField, refuse } from "@/lib/dns/refusals";
import type { Token } from "@/lib/dns/tokens";
import { readTtl } from "@/lib/dns/ttl";

/** What a file's SOA says; it becomes the zone's settings, not a record. Times in seconds. */
export interface Soa {
  /** The first name server, without the last dot. */
  primary: string;
  /** Who is responsible: an e-mail address. */
  mailbox: string;
  serial: number;
  refresh: number;
  retry: number;
  expire: number;
  /** How long it is remembered that a name doesn't exist. */
  minimum: number;
  ttl: number;
}

const what = ["the first name server", "the mailbox", "the serial number", "refresh", "retry", "expire", "minimum"];

export function readSoa(tokens: Token[], origin: string): Omit<Soa, "ttl"> {
  const words = what.map((part, place) => tokens[place]?.text ?? refuse("content.missing", { what: part }));
  const extra = tokens[what.length];
  if (extra) refuse("content.extra", { text: extra.text, example: "ns1 hostmaster 1 3h 1h 1w 1h" });
  const [primary = "", mailbox = "", serial = "", ...times] = words;
  if (!/^\d{1,10}$/.test(serial) || Number(serial) > 0xffffffff)
    refuse("number.invalid", { text: serial, what: "a serial number", most: 0xffffffff });
  const [refresh = 0, retry = 0, expire = 0, minimum = 0] = atField("content", () => times.map(readTtl));
  const [name, mail] = atField("content", () => [readName(primary, origin, "file"), readName(mailbox, origin, "file")]);
  return { primary: name, mailbox: mailAddress(mail), serial: Number(serial), refresh, retry, expire, minimum };
}

/** "hostmaster.example.net" as "hostmaster@example.net"; its first label may hold dots. */
export function mailAddress(name: string): string {
  const [user = "", ...domain] = labelsOf(name);
  return `${user}@${nameOf(domain)}`;
}

/** The name that stands for an e-mail address. */
export function mailName(address: string): string {
  const sign = address.lastIndexOf("@");
  const domain = address.slice(sign + 1).toLowerCase();
  return nameOf([address.slice(0, sign).toLowerCase(), ...(domain ? labelsOf(domain) : [])]);
}
