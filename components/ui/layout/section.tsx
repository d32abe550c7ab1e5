import { type ReactNode, useId } from "react";

interface SectionProps {
  title: string;
  count?: number;
  /** A link or a small button at the right. */
  action?: ReactNode;
  id?: string;
  children: ReactNode;
}

/** A part of a page with its own heading. */
export function Section({ title, count, action, id, children }: SectionProps) {
  const made = useId();
  const heading = `${id ?? made}-title`;
  return (
    <section id={id} aria-labelledby={heading} className="mt-10 max-side:mt-9">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h2 id={heading}>
          {title}
          {count !== undefined && (
            <span className="font-normal whitespace-nowrap text-ink-faint tabular-nums">&nbsp;{count}</span>
          )}
        </h2>
        {action && <div className="flex-none text-sm">{action}</div>}
      </div>
      {children}
    </section>
  );
}
