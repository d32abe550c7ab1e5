import { exactDay, exactTime, relativeTime } from "@/components/ui/layout/time-words";

interface TimeProps {
  at: Date | string;
  /** The time of the page's rendering, once for the whole page: so the server's text stays the same on hydration. */
  now: Date | string;
  className?: string;
}

/** A relative time; the exact one, in UTC, on hover. */
export function Time({ at, now, className }: TimeProps) {
  const moment = new Date(at);
  return (
    <time dateTime={moment.toISOString()} title={exactTime(moment)} className={className}>
      {relativeTime(moment, new Date(now))}
    </time>
  );
}

/** The exact time, written out: for a log, or for the expiry of an invitation. */
export function ExactTime({ at, only, className }: { at: Date | string; only?: "day"; className?: string }) {
  const moment = new Date(at);
  return (
    <time dateTime={moment.toISOString()} className={className}>
      {only === "day" ? exactDay(moment) : exactTime(moment)}
    </time>
  );
}
