import { type DnsReason, dnsReasons } from "@/lib/dns/reasons";

/** The form field that shows the refusal. */
export type DnsField = "name" | "type" | "ttl" | "content" | (string & {});

/** The only error that lib/dns throws on purpose: its reason is from a closed list, its message is for people. */
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

/** Never returns: throws the refusal of this reason with its message filled in. */
export function refuse(reason: DnsReason, values: Values = {}, field?: DnsField): never {
  throw new DnsRefusal(reason, wordsOf(reason, values), field ?? (reason.startsWith("name.") ? "name" : "content"));
}

export function wordsOf(reason: DnsReason, values: Values = {}): string {
  return dnsReasons[reason].replace(/\{(\w+)\}/g, (_, key: string) => shown(String(values[key] ?? "")));
}

/** Typed text for a message: shortened, without invisible characters and direction overrides. */
export function shown(text: string): string {
  const start = [...text.slice(0, 100)];
  const short = start.length > 40 || text.length > 100 ? `${start.slice(0, 39).join("")}…` : text;
  return short.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\ufffd");
}

/** Moves a refusal to another field: a target’s name belongs to the content. */
export function atField<T>(field: DnsField, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof DnsRefusal) throw new DnsRefusal(error.reason, error.message, field);
    throw error;
  }
}

/** The result of the work, or its refusal. */
export function attempt<T>(work: () => T): { ok: true; value: T } | { ok: false; refusal: DnsRefusal } {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (error instanceof DnsRefusal) return { ok: false, refusal: error };
    throw error;
  }
}
