import { Check, ChevronDown } from "lucide-react";
import Link from "next/link";
import { Disclosure } from "@/components/ui/layout/disclosure";
import { Icon } from "@/components/ui/layout/icon";

interface RoleFilterProps {
  /** The organisation's custom roles. */
  roles: { name: string; members: number }[];
  current?: string;
  to: (role: string) => string;
}

/** Filters a list by a custom role; there may be more of them than fit side by side. */
export function RoleFilter({ roles, current, to }: RoleFilterProps) {
  const chosen = roles.find(({ name }) => name === current);
  return (
    <Disclosure
      className="relative max-w-full"
      closeOn={current}
      label={chosen ? `Custom roles, now ${chosen.name}` : "Custom roles"}
      summaryClassName={`flex min-h-(--height-control) items-center gap-1.5 rounded-control px-2 text-sm font-medium hover:bg-hover pointer-coarse:min-h-11 ${chosen ? "bg-hover text-ink" : "text-ink-soft"}`}
      summary={
        <>
          <span className="truncate">{chosen?.name ?? "Custom roles"}</span>
          <Icon of={ChevronDown} />
        </>
      }
    >
      <ul className="pop absolute top-full left-0 z-(--z-menu) mt-1 max-h-[50vh] overflow-y-auto">
        {roles.map(({ name, members }) => (
          <li key={name}>
            <Link
              href={to(name)}
              scroll={false}
              className="pop-item"
              aria-current={name === current ? "true" : undefined}
            >
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <span className="text-ink-faint tabular-nums">{members}</span>
              {name === current && <Icon of={Check} />}
            </Link>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
