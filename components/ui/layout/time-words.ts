const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * "Sunday 22 November 2026, 08:40 UTC". Formatted by hand: the same in every engine and locale, so it never differs on
 * hydration.
 */
export function exactTime(at: Date): string {
  const clock = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  return `${weekdays[at.getUTCDay()]} ${dayMonth(at)} ${at.getUTCFullYear()}, ${clock} UTC`;
}

/** "22 November 2026", in UTC. */
export function exactDay(at: Date): string {
  return `${dayMonth(at)} ${at.getUTCFullYear()}`;
}

/** The distance in time, as a person would say it: "12 minutes ago", "in 46 hours", "yesterday", "on 3 September". */
export function relativeTime(at: Date, now: Date): string {
  const ahead = at.getTime() - now.getTime();
  const span = Math.abs(ahead);
  if (span < minute) return ahead > 0 ? "in less than a minute" : "now";
  const amount = ahead > 0 ? countAhead(span) : countAgo(at, now, span);
  if (amount) return ahead > 0 ? `in ${amount}` : amount;
  const year = at.getUTCFullYear();
  return year === now.getUTCFullYear() ? `on ${dayMonth(at)}` : `on ${exactDay(at)}`;
}

function countAhead(span: number): string | undefined {
  if (span < hour) return count(Math.floor(span / minute), "minute");
  if (span < 3 * day) return count(Math.floor(span / hour), "hour");
  if (span < 60 * day) return count(Math.floor(span / day), "day");
}

function countAgo(at: Date, now: Date, span: number): string | undefined {
  if (span < hour) return `${count(Math.floor(span / minute), "minute")} ago`;
  const days = dayNumber(now) - dayNumber(at);
  if (days === 0 || span < 6 * hour) return `${count(Math.floor(span / hour), "hour")} ago`;
  if (days === 1) return "yesterday";
  if (days < 14) return `${days} days ago`;
}

const dayNumber = (at: Date) => Math.floor(at.getTime() / day);
const dayMonth = (at: Date) => `${at.getUTCDate()} ${months[at.getUTCMonth()]}`;
const two = (number: number) => String(number).padStart(2, "0");
const count = (amount: number, unit: string) => `${amount} ${unit}${amount === 1 ? "" : "s"}`;
