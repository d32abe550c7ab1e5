import type { ReactNode } from "react";

/** Facts one below the other, each a label with a value. `Line`s as children. */
export function Lines({ children }: { children: ReactNode }) {
  return <dl className="divide-y divide-hair text-control leading-5.5">{children}</dl>;
}

export function Line({ label, under, children }: { label: string; under?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-0.5 py-[0.8125rem] max-[40rem]:grid-cols-1">
      <dt className="text-ink-soft">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">
        {children}
        {under && <span className="block text-ink-soft">{under}</span>}
      </dd>
    </div>
  );
}
