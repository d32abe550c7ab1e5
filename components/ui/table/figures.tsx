import type { ReactNode } from "react";

/** A few facts side by side, seen at a glance. `Figure`s as children. */
export function Figures({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 border-y border-hair @min-[47rem]/page:grid-cols-4 @min-[47rem]/page:divide-x @min-[47rem]/page:divide-hair">
      {children}
    </dl>
  );
}

interface FigureProps {
  label: string;
  under?: ReactNode;
  children: ReactNode;
}

export function Figure({ label, under, children }: FigureProps) {
  return (
    <div className="min-w-0 py-4 @min-[47rem]/page:not-first:pl-6">
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd>
        <span className="block text-lg leading-6 font-semibold text-balance tabular-nums max-[40rem]:text-base [&_a]:text-inherit [&_a]:no-underline [&_a:hover]:underline">
          {children}
        </span>
        {under && <span className="block text-sm text-ink-soft">{under}</span>}
      </dd>
    </div>
  );
}
