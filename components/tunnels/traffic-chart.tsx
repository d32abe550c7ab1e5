import { ChevronDown } from "lucide-react";
import { Icon } from "@/components/ui/layout/icon";
import { ExactTime } from "@/components/ui/layout/time";
import { exactDay } from "@/components/ui/layout/time-words";
import { sizeWords } from "@/lib/servers/disk";

export interface Traffic {
  day: string;
  received: number;
  sent: number;
}

const height = 60;

/** What a device transferred per day, as bars, in words, and as a table to unfold. */
export function TrafficChart({ traffic, days, now }: { traffic: Traffic[]; days: number; now: Date }) {
  const byDay = new Map(traffic.map((each) => [each.day, each]));
  const dayMs = 86_400_000;
  const bars = Array.from({ length: days }, (_, place) => {
    const day = new Date(now.getTime() - (days - 1 - place) * dayMs).toISOString().slice(0, 10);
    return byDay.get(day) ?? { day, received: 0, sent: 0 };
  });
  const total = (key: "received" | "sent") => sizeWords(bars.reduce((sum, each) => sum + each[key], 0));
  const most = Math.max(1, ...bars.map(({ received, sent }) => received + sent));
  const peak = bars.reduce<Traffic | undefined>(
    (top, each) => (each.received + each.sent > (top ? top.received + top.sent : 0) ? each : top),
    undefined,
  );
  const step = 300 / days;
  const tall = (bytes: number) => (bytes / most) * (height - 4);
  const words = `${total("received")} received, ${total("sent")} sent in ${days} days`;
  const peakWords = peak ? `, most on ${exactDay(new Date(peak.day)).replace(/ \d{4}$/, "")}` : "";
  return (
    <figure>
      <svg
        viewBox={`0 0 300 ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Traffic per day: ${words}${peakWords}`}
        className="block h-15 w-full"
      >
        <path d={`M0 ${height - 0.5}h300`} className="stroke-hair" />
        {bars.map(({ day, received, sent }, place) => {
          const x = place * step + step * 0.2;
          const upper = Math.max(tall(received + sent), 2);
          return (
            received + sent > 0 && (
              <g key={day}>
                <rect x={x} width={step * 0.6} y={height - 1 - upper} height={upper} className="fill-ink-faint" />
                <rect
                  x={x}
                  width={step * 0.6}
                  y={height - 1 - tall(sent)}
                  height={tall(sent)}
                  className="fill-accent"
                />
              </g>
            )
          );
        })}
      </svg>
      <figcaption className="mt-1.5 flex flex-wrap items-center gap-x-4 text-xs text-ink-soft">
        <span>
          {words}
          {peakWords}
        </span>
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="size-2 bg-ink-faint forced-colors:border" /> Received
        </span>
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="size-2 bg-accent forced-colors:border" /> Sent
        </span>
      </figcaption>
      {traffic.length > 0 && (
        <details className="group/days mt-2 text-sm">
          <summary className="inline-flex min-h-6 items-center gap-1 rounded-chip text-accent hover:underline pointer-coarse:min-h-11">
            Numbers per day
            <Icon of={ChevronDown} className="group-open/days:rotate-180" />
          </summary>
          <table className="mt-2 tabular-nums">
            <thead>
              <tr className="text-left text-ink-soft *:pr-6 *:font-normal">
                <th scope="col">Day (UTC)</th>
                <th scope="col">Received</th>
                <th scope="col">Sent</th>
              </tr>
            </thead>
            <tbody>
              {traffic.toReversed().map(({ day, received, sent }) => (
                <tr key={day} className="*:pr-6">
                  <td>
                    <ExactTime at={day} only="day" />
                  </td>
                  <td>{sizeWords(received)}</td>
                  <td>{sizeWords(sent)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </figure>
  );
}
