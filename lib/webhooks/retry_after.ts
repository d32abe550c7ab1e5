import type { IncomingHttpHeaders } from "node:http";

/** The longest wait at a time, in seconds, whatever the receiver asks for. */
const longest = 3_600;
/** The wait when a rate-limiting receiver doesn't say how long. */
const usual = 30;

/**
 * The seconds that a receiver asks to wait; null when it doesn't ask. Reads `Retry-After` with 429 and 503 (RFC 9110),
 * and Discord's `X-RateLimit-Reset-After`: with 429, and with the last request allowed for now.
 */
export function waitOf(status: number, headers: IncomingHttpHeaders): number | null {
  const told = retryAfter(headers["retry-after"]);
  const reset = secondsIn(String(headers["x-ratelimit-reset-after"] ?? ""));
  if (status === 429) return bounded(told ?? reset ?? usual);
  if (status === 503) return told === null ? null : bounded(told);
  const isLast = status >= 200 && status < 300 && headers["x-ratelimit-remaining"] === "0";
  return isLast && reset !== null ? bounded(reset) : null;
}

/** Never so short that requests follow without a pause. */
const bounded = (seconds: number) => Math.min(longest, Math.max(0.1, seconds));

/** Seconds, at least one, or a date in any of the three HTTP formats, all in GMT. */
function retryAfter(text = ""): number | null {
  const seconds = secondsIn(text);
  if (seconds !== null) return Math.max(1, seconds);
  const at = /^[A-Z][a-z]+,? /.test(text) ? Date.parse(text.endsWith(" GMT") ? text : `${text} GMT`) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(1, (at - Date.now()) / 1_000);
}

const secondsIn = (text: string) => (/^\s*\d{1,9}(\.\d{1,9})?\s*$/.test(text) ? Number(text) : null);
