import type { ReactNode } from "react";

interface PanelProps {
  title?: string;
  /** One line under the title. */
  about?: ReactNode;
  /** Beside the title: a button, a link. */
  action?: ReactNode;
  children?: ReactNode;
}

/** A box for content beside or apart from the page's main content. */
export function Panel({ title, about, action, children }: PanelProps) {
  return (
    <section className="rounded-panel bg-surface p-4 shadow-[0_0_0_1px_var(--color-hair)] forced-colors:border">
      {(title || action) && (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div className="min-w-0 flex-[1_1_20rem]">
            {title && <h2 className="text-base tracking-normal">{title}</h2>}
            {about && <p className="text-sm text-ink-soft">{about}</p>}
          </div>
          {action}
        </div>
      )}
      {children && <div className={title ? "mt-3" : undefined}>{children}</div>}
    </section>
  );
}
