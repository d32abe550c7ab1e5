import { Panel } from "@/components/ui/layout/panel";

interface UseChartProps {
  title: string;
  /** Oldest first, a second apart. */
  values: number[];
  /** The limit. */
  limit: number;
  /** For example "36 MiB". */
  show: (value: number) => string;
}

const [width, height] = [300, 76];
/** How many seconds the chart shows. */
const room = 300;

/** A server’s usage over the last five minutes, as a line below its limit and in words. */
export function UseChart({ title, values, limit, show }: UseChartProps) {
  const now = values.at(-1);
  const peak = Math.max(...values, 0);
  const top = Math.max(limit, peak, 0.001) * 1.05;
  const points = values.map((value, place) => {
    const x = width - (values.length - 1 - place) * (width / (room - 1));
    return `${x.toFixed(1)} ${(height - (value / top) * (height - 2)).toFixed(1)}`;
  });
  const words =
    now === undefined
      ? "no data: the server is stopped or has just started"
      : `${show(now)} of ${show(limit)} now, peak ${show(peak)}`;
  const from = (width - (values.length - 1) * (width / (room - 1))).toFixed(1);
  const line = `M${points.join("L")}`;
  return (
    <Panel>
      <figure>
        <h2 className="text-sm font-normal tracking-normal text-ink-soft">{title}, last 5 minutes</h2>
        <p className="flex items-baseline justify-between gap-3 tabular-nums">
          <span className="text-xl font-semibold tracking-tight" data-now={now}>
            {now === undefined ? "–" : show(now)}
          </span>
          <span className="text-sm text-ink-soft">of {show(limit)}</span>
        </p>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${title} over the last 5 minutes: ${words}`}
          className="mt-2 block h-19 w-full overflow-visible [&_path]:[vector-effect:non-scaling-stroke]"
        >
          <path
            d={`M0 ${(height - (limit / top) * (height - 2)).toFixed(1)}h${width}`}
            className="stroke-edge [stroke-dasharray:3_3]"
          />
          {points.length > 1 && (
            <>
              <path d={`M${from} ${height}L${points.join("L")}L${width} ${height}z`} className="fill-accent-soft" />
              <path d={line} className="fill-none stroke-accent [stroke-width:1.5]" />
            </>
          )}
          <path d={`M0 ${height}h${width}`} className="stroke-hair" />
        </svg>
        <figcaption className="mt-1.5 flex justify-between gap-3 text-xs text-ink-soft">
          <span>
            <span aria-hidden>- - </span>limit
          </span>
          <span>{now === undefined ? "no data yet" : `peak ${show(peak)}`}</span>
        </figcaption>
      </figure>
    </Panel>
  );
}
