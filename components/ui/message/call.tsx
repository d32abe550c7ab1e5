import type { ReactNode } from "react";

interface CallProps {
  label: string;
  picture?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}

/** A request that waits for an answer, shown above the page's content. */
export function Call({ label, picture, title, children, actions }: CallProps) {
  return (
    <section
      aria-label={label}
      className="mb-7 flex flex-wrap items-center gap-4 rounded-panel bg-ground px-4 py-3.5 forced-colors:border"
    >
      {picture}
      <div className="min-w-0 flex-[1_1_60%] min-[40rem]:flex-1">
        <strong>{title}</strong>
        {children && <p className="text-control text-ink-soft">{children}</p>}
      </div>
      {actions && <div className="flex gap-2 max-[40rem]:flex-[1_0_100%] max-[40rem]:*:flex-1">{actions}</div>}
    </section>
  );
}
