import { type DnsReason, dnsReasons } from "@/lib/dns/reasons";

/** Where a form shows the refusal. */
export type DnsField = "name" | "type" | "ttl" | "content" | (string & {});

/** The only error that lib/dns throws on purpose: its reason is of a closed list, its message for a person. */
export class DnsRefusal extends Error {
  constructor(
    readonly reason: DnsReason,
    message: string,
    readonly field: DnsField,
  ) {
    super(message);
    this.name = "DnsRefusal";
  }
}

export type Values = Record<string, string | number>;

/** Never returns: throws the refusal of this reason, with its words filled in. */
export function refuse(reason: DnsReason, values: Values = {}, field?: DnsField): never {
  throw new DnsRefusal(reason, wordsOf(reason, values), field ?? (reason.startsWith("name.") ? "name" : "content"));
}

export function wordsOf(reason: DnsReason, values: Values = {}): string {
  return dnsReasons[reason].replace(/\{(\w+)\}/g, (_, key: string) => shown(String(values[key] ?? "")));
}

/** What somebody typed, as it may stand in a message: short, and without what can't be seen or turns the text. */
export function shown(text: string): string {
  const start = [...text.slice(0, 100)];
  const short = start.length > 40 || text.length > 100 ? `${start.slice(0, 39).join("")}…` : text;
  return short.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\ufffd");
}

/** Where something went wrong in it, at another field: a target's name is content. */
export function atField<T>(field: DnsField, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof DnsRefusal) throw new DnsRefusal(error.reason, error.message, field);
    throw error;
  }
}

/** What work gives, or the refusal that it ended in. */
export function attempt<T>(work: () => T): { ok: true; value: T } | { ok: false; refusal: DnsRefusal } {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (error instanceof DnsRefusal) return { ok: false, refusal: error };
    throw error;
  }
}
