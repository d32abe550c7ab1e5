import { classNames } from "@/components/ui/layout/class-names";

export interface MeterProps {
  /** The label: "Servers". */
  label: string;
  used: number;
  /** null: without limit. */
  limit: number | null;
}

/** Usage against a limit: a segment for each unit up to ten, else one bar. Ink below it, amber at it, red over it. */
export function Meter({ label, used, limit }: MeterProps) {
  const text = limit === null ? `${used}, no limit` : `${used} of ${limit}`;
  const fill = limit === null || used < limit ? "bg-ink-soft" : used === limit ? "bg-warn-fill" : "bg-bad-fill";
  return (
    <div className="text-sm">
      <p className="mb-1.5 flex justify-between gap-2">
        <span className="font-medium">{label}</span>
        <span className="tabular-nums">{text}</span>
      </p>
      {limit !== null && limit > 0 && (
        <div
          role="meter"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={limit}
          aria-valuenow={Math.min(used, limit)}
          aria-valuetext={text}
          className="flex h-[0.3125rem] gap-[0.1875rem]"
        >
          {limit <= 10 ? <Segments used={used} limit={limit} fill={fill} /> : <Bar share={used / limit} fill={fill} />}
        </div>
      )}
    </div>
  );
}

const segment = "flex-1 rounded-[0.1875rem] forced-colors:border";

function Segments({ used, limit, fill }: { used: number; limit: number; fill: string }) {
  return Array.from({ length: limit }, (_, unit) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a segment is its place
    <span key={unit} className={classNames(segment, unit < used ? `${fill} forced-colors:bg-[Highlight]` : "bg-rim")} />
  ));
}

function Bar({ share, fill }: { share: number; fill: string }) {
  return (
    <span className={classNames(segment, "overflow-hidden bg-rim")}>
      <span
        className={classNames("block h-full rounded-[inherit] forced-colors:bg-[Highlight]", fill)}
        style={{ width: `${Math.min(1, share) * 100}%` }}
      />
    </span>
  );
}
