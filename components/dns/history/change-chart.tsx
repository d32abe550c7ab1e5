import { exactDay } from "@/components/ui/layout/time-words";

interface ChangeChartProps {
  /** Changes of each day in UTC, oldest first; the last is today. */
  days: { day: Date; changes: number }[];
  /** There were more changes than were counted, so the oldest days may be incomplete. */
  more?: boolean;
}

const height = 44;

/** Changes of a zone per day, as bars and in words. */
export function ChangeChart({ days, more }: ChangeChartProps) {
  const all = days.reduce((sum, { changes }) => sum + changes, 0);
  const most = days.reduce(
    (top, each) => (each.changes > top.changes ? each : top),
    days[0] ?? { day: new Date(), changes: 0 },
  );
  const today = days.at(-1)?.changes ?? 0;
  const step = 300 / days.length;
  const words = `${more ? "At least " : ""}${all} ${all === 1 ? "change" : "changes"} in ${days.length} days`;
  const peak = most.changes > 0 ? `, most on ${exactDay(most.day).replace(/ \d{4}$/, "")}` : "";
  return (
    <figure>
      <svg
        viewBox={`0 0 300 ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Changes per day: ${words}${peak}${most.changes > 0 ? ` with ${most.changes}` : ""}, ${today} today`}
        className="block h-11 w-full"
      >
        <path d={`M0 ${height - 0.5}h300`} className="stroke-hair" />
        {days.map(({ day, changes }, place) => {
          const size = most.changes > 0 ? (changes / most.changes) * (height - 4) : 0;
          return (
            changes > 0 && (
              <rect
                key={day.toISOString()}
                x={place * step + step * 0.2}
                width={step * 0.6}
                y={height - 1 - Math.max(size, 3)}
                height={Math.max(size, 3)}
                rx="1"
                className={place === days.length - 1 ? "fill-accent" : "fill-ink-faint"}
              />
            )
          );
        })}
      </svg>
      <figcaption className="mt-1.5 text-xs text-ink-soft">
        {words}
        {peak}
      </figcaption>
    </figure>
  );
}
