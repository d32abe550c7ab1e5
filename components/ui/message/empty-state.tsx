import { type ReactNode, useId } from "react";

interface EmptyStateProps {
  /** "No zones yet". */
  title: string;
  /** The purpose of the thing, in a sentence or two. */
  children: ReactNode;
  /** The first step and at most one alternative. */
  actions?: ReactNode;
  /** "0 of 2 zones on the Free Portal". */
  limit?: ReactNode;
  /** A drawing; decoration only. */
  picture?: ReactNode;
}

export function EmptyState({ title, children, actions, limit, picture }: EmptyStateProps) {
  const heading = useId();
  return (
    <section
      aria-labelledby={heading}
      className="grid justify-items-center gap-5 rounded-dialog bg-ground px-6 pt-14 pb-12 text-center forced-colors:border"
    >
      {picture}
      <div>
        <h2 id={heading} className="text-xl">
          {title}
        </h2>
        <p className="mt-1.5 max-w-[52ch] text-ink-soft">{children}</p>
      </div>
      {actions && <div className="flex flex-wrap justify-center gap-2">{actions}</div>}
      {limit && <p className="text-sm text-ink-faint">{limit}</p>}
    </section>
  );
}
