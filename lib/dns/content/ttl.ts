import { refuse } from "@/lib/dns/refusals";

export const defaultTtl = 3600;
/** Seconds; RFC 2181, 8. */
export const longestTtl = 2_147_483_647;

const seconds: Record<string, number> = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };

/** Whether a word in a zone file is a TTL rather than a class or type. */
export const looksLikeTtl = (text: string): boolean => /^\d/.test(text);

/** Seconds of "3600" or "1h30m". */
export function readTtl(typed: string): number {
  const text = typed.trim().toLowerCase();
  if (!/^(\d{1,12}|(\d{1,12}[wdhms]){1,10})$/.test(text)) refuse("ttl.invalid", { text: typed }, "ttl");
  const total = /^\d+$/.test(text)
    ? Number(text)
    : [...text.matchAll(/(\d+)([wdhms])/g)].reduce(
        (sum, [, count, unit]) => sum + Number(count) * (seconds[unit ?? ""] ?? 0),
        0,
      );
  return total <= longestTtl ? total : refuse("ttl.long", { text: typed }, "ttl");
}

/** Seconds as people write them: "1h30m". */
export function shownTtl(ttl: number): string {
  let rest = ttl;
  let text = "";
  for (const [unit, length] of Object.entries(seconds)) {
    const count = Math.floor(rest / length);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * length;
  }
  return text || "0";
}
