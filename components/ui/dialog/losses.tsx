import type { ReactNode } from "react";

export interface Loss {
  icon?: ReactNode;
  /** Counted: "2 servers with their volumes". */
  title: string;
  /** Named: "Survival realm, Voice bridge". */
  detail?: string;
}

/** The things that will be deleted. */
export function Losses({ losses }: { losses: Loss[] }) {
  return (
    <ul className="divide-y divide-bad/15 rounded-panel bg-bad-soft px-3.5 py-1 text-control forced-colors:border">
      {losses.map(({ icon, title, detail }) => (
        <li key={title} className="flex gap-[0.6875rem] py-[0.5625rem]">
          {icon && <span className="mt-0.5 flex-none text-bad">{icon}</span>}
          <span className="min-w-0">
            <strong className="block">{title}</strong>
            {detail && <span className="text-ink-soft">{detail}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
