import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/layout/icon";

interface PageHeadProps {
  title: ReactNode;
  /** One sentence about the page. */
  children?: ReactNode;
  /** Buttons; one of them is the page's main action. */
  actions?: ReactNode;
  /** The parent pages, from the top. */
  crumbs?: { href: string; label: string }[];
}

export function PageHead({ title, children, actions, crumbs }: PageHeadProps) {
  return (
    <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-[1_1_24rem] max-[40rem]:basis-full">
        {crumbs && (
          <nav aria-label="Breadcrumb" className="mb-1.5 text-sm text-ink-faint">
            <ol className="flex flex-wrap items-center gap-1.5">
              {crumbs.map(({ href, label }, index) => (
                <li key={href} className="flex items-center gap-1.5">
                  {index > 0 && <Icon of={ChevronRight} />}
                  <Link href={href} className="text-ink-soft hover:text-ink hover:underline">
                    {label}
                  </Link>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <h1>{title}</h1>
        {children && (
          <div className="mt-1 max-w-[60ch] text-pretty text-ink-soft [&_a]:underline [&_a]:decoration-1 [&_a]:underline-offset-[0.2em]">
            {children}
          </div>
        )}
      </div>
      {actions && (
        <div className="flex flex-wrap items-center gap-2 max-[40rem]:flex-1 max-[40rem]:*:flex-1">{actions}</div>
      )}
    </div>
  );
}
