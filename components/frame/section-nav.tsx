import type { ReactNode } from "react";
import { SectionLink } from "@/components/frame/section-link";

interface FrameSection {
  href: string;
  label: string;
  /** `<Icon of={Users} />` */
  icon: ReactNode;
  count?: number;
  /** Current on its own page only: the overview. */
  exact?: boolean;
}

export interface SectionGroup {
  title?: string;
  sections: FrameSection[];
}

export function SectionNav({ label, groups }: { label: string; groups: SectionGroup[] }) {
  return (
    <nav aria-label={label} tabIndex={-1} className="scroll-hint -mx-3 min-h-0 flex-1 overflow-y-auto px-3 py-2">
      {groups.map(({ title, sections }, index) => (
        <div key={title ?? "first"} className={index > 0 ? "mt-4.5" : undefined}>
          {title && <h2 className="px-2 pb-1 text-xs font-medium tracking-normal text-ink-faint">{title}</h2>}
          <ul>
            {sections.map(({ href, label, icon, count, exact }) => (
              <li key={href}>
                <SectionLink href={href} exact={exact}>
                  {icon}
                  {label}
                  {count !== undefined && (
                    <span className="ml-auto text-xs font-normal text-ink-faint tabular-nums">{count}</span>
                  )}
                </SectionLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
