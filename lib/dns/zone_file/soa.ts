import type { Token } from "@/lib/dns/content/tokens";
import { readTtl } from "@/lib/dns/content/ttl";
import { mailboxAddress } from "@/lib/dns/names/mailbox";
import { readName } from "@/lib/dns/names/read";
import { atField, refuse } from "@/lib/dns/refusals";

/** The SOA record of a zone file. Times in seconds. */
export interface Soa {
  /** The primary name server (MNAME), without the trailing dot. */
  primary: string;
  /** The contact (RNAME) as an e-mail address. */
  mailbox: string;
  serial: number;
  refresh: number;
  retry: number;
  expire: number;
  /** Negative TTL: how long resolvers remember that a name doesn’t exist. */
  minimum: number;
  ttl: number;
}

const times = ["the refresh time", "the retry time", "the expire time", "the negative TTL"] as const;

/** Calls `look` with each word before reading it, so that a refusal can point at it. */
export function readSoa(tokens: Token[], origin: string, look: (token: Token) => void): Omit<Soa, "ttl"> {
  let next = 0;
  const word = (what: string): string => {
    const token = tokens[next++] ?? refuse("content.missing", { what });
    look(token);
    return token.text;
  };
  return atField("content", () => {
    const primary = readName(word("the primary name server"), origin, "file");
    const mailbox = mailboxAddress(readName(word("the contact"), origin, "file"));
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
