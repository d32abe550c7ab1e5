"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

interface SectionLinkProps {
  href: string;
  /** Current on this page only, not on the pages below it. */
  exact?: boolean;
  children: ReactNode;
}

const look =
  "is-section flex min-h-8 items-center gap-2.5 rounded-control px-2 text-control font-medium text-ink-soft transition-colors duration-(--time-touch) hover:bg-hover hover:text-ink aria-[current]:bg-raised aria-[current]:text-ink aria-[current]:shadow-[0_0_0_1px_var(--color-hair),var(--shadow-control)] aria-[current]:[&>svg]:text-accent pointer-coarse:min-h-11";

export function SectionLink({ href, exact, children }: SectionLinkProps) {
  const path = usePathname();
  const current = path === href || (!exact && path.startsWith(`${href}/`));
  return (
    <Link href={href} aria-current={current ? "page" : undefined} className={look}>
      {children}
    </Link>
  );
}
