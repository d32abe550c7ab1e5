import Link from "next/link";

export interface Tab {
  href: string;
  label: string;
  current: boolean;
  /** The number of entries in it. */
  count?: number;
}

const look =
  "is-tab relative px-2 pt-2 pb-2.5 text-control font-medium whitespace-nowrap text-ink-soft hover:text-ink focus-visible:-outline-offset-2 aria-[current]:text-ink aria-[current]:after:absolute aria-[current]:after:inset-x-2 aria-[current]:after:bottom-0 aria-[current]:after:h-0.5 aria-[current]:after:rounded-t-xs aria-[current]:after:bg-accent pointer-coarse:py-3";

/** The parts of one section, each on its own page. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav
      aria-label={label}
      className="-mx-2 mb-6 flex gap-2 overflow-x-auto shadow-[inset_0_-1px_var(--color-hair)] [scrollbar-width:none]"
    >
      {tabs.map(({ href, label, current, count }) => (
        <Link key={href} href={href} aria-current={current ? "page" : undefined} className={look}>
          {label}
          {count !== undefined && (
            <span className="ml-1.5 font-normal text-ink-faint tabular-nums">{count.toLocaleString("en-GB")}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}
