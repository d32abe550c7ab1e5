import Link from "next/link";

export interface ChoiceItem {
  href: string;
  label: string;
  count?: number;
  current: boolean;
}

const item =
  "is-choice inline-flex min-h-[1.875rem] items-center gap-1.5 rounded-control px-2.5 text-sm font-medium whitespace-nowrap text-ink-soft hover:text-ink focus-visible:-outline-offset-2 aria-[current]:bg-chosen aria-[current]:text-ink aria-[current]:shadow-control pointer-coarse:min-h-11";

/** A choice between a few links: a filter kept in the URL. */
export function Choice({ label, items }: { label: string; items: ChoiceItem[] }) {
  return (
    <nav
      aria-label={label}
      className="inline-flex max-w-full overflow-x-auto rounded-[calc(var(--radius-control)+0.125rem)] bg-hover p-[0.1875rem] [scrollbar-width:none]"
    >
      {items.map(({ href, label, count, current }) => (
        <Link key={href} href={href} aria-current={current ? "true" : undefined} className={item} scroll={false}>
          {label}
          {count !== undefined && <span className="font-normal tabular-nums">{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
