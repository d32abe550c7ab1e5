import type { ReactNode } from "react";
import { Meter, type MeterProps } from "@/components/ui/message/meter";

export interface UsageBoxProps extends MeterProps {
  /** At or over the limit: the cause, and what can be done. */
  note?: ReactNode;
}

export function UsageBox({ note, ...meter }: UsageBoxProps) {
  return (
    <section
      aria-label="Usage"
      className="mt-1 mb-2 rounded-panel bg-surface px-3 pt-[0.6875rem] pb-3 shadow-[0_0_0_1px_var(--color-hair)] forced-colors:border"
    >
      <Meter {...meter} />
      {note && <p className="mt-1.5 text-xs text-ink-soft">{note}</p>}
    </section>
  );
}
