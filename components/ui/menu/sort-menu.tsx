import { ArrowDownUp, Check } from "lucide-react";
import Link from "next/link";
import { Disclosure } from "@/components/ui/layout/disclosure";
import { Icon } from "@/components/ui/layout/icon";
import type { Sorting } from "@/components/ui/table/table";

interface SortMenuProps {
  sorting: Sorting;
  /** "Name, A to Z" for `name`. */
  orders: { sort: string; label: string }[];
}

/** Sorting for narrow pages, where rows are cards without column titles. */
export function SortMenu({ sorting, orders }: SortMenuProps) {
  const current = orders.find(({ sort }) => sort === sorting.current);
  return (
    <Disclosure
      className="relative row:hidden"
      closeOn={sorting.current}
      label={`Sorted by ${current?.label ?? "default"}. Change sorting`}
      summaryClassName="flex min-h-(--height-control) items-center gap-1.5 rounded-control px-2 text-sm font-medium text-ink-soft hover:bg-hover pointer-coarse:min-h-11"
      summary={
        <>
          <Icon of={ArrowDownUp} />
          {current?.label}
        </>
      }
    >
      <ul className="pop absolute top-full left-0 z-(--z-menu) mt-1">
        {orders.map(({ sort, label }) => (
          <li key={sort}>
            <Link
              href={sorting.to(sort)}
              scroll={false}
              className="pop-item"
              aria-current={sort === sorting.current ? "true" : undefined}
            >
              <span className="flex-1">{label}</span>
              {sort === sorting.current && <Icon of={Check} />}
            </Link>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
