import type { Token } from "@/lib/dns/content/tokens";
import { readTtl } from "@/lib/dns/content/ttl";
import { mailboxAddress } from "@/lib/dns/names/mailbox";
import { readName } from "@/lib/dns/names/read";
import { atField, refuse } from "@/lib/dns/refusals";

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

const times = ["the time to refresh", "the time to retry", "the time to expire", "the time for unknown names"] as const;

/** `look` is told of each word before it is read, so that a refusal can point at it. */
export function readSoa(tokens: Token[], origin: string, look: (token: Token) => void): Omit<Soa, "ttl"> {
  let next = 0;
  const word = (what: string): string => {
    const token = tokens[next++] ?? refuse("content.missing", { what });
    look(token);
    return token.text;
  };
  return atField("content", () => {
    const primary = readName(word("the first name server"), origin, "file");
    const mailbox = mailboxAddress(readName(word("the mailbox"), origin, "file"));
    const serial = readSerial(word("the serial number"));
    const [refresh = 0, retry = 0, expire = 0, minimum = 0] = times.map((what) => readTtl(word(what)));
    const extra = tokens[next];
    if (extra) look(extra);
    if (extra) refuse("content.extra", { text: extra.text, example: "ns1 hostmaster 1 3h 1h 1w 1h" });
    return { primary, mailbox, serial, refresh, retry, expire, minimum };
  });
}

function readSerial(text: string): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
  return value <= 0xffffffff ? value : refuse("number.invalid", { text, what: "a serial number", most: 0xffffffff });
}
