import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/button/link-button";

interface TableFootProps {
  /** "7 of 14 shown". */
  children?: ReactNode;
  /** The first page of the list, given on every page but that one. */
  first?: string;
  /** The page after this one, when there is one. */
  next?: string;
}

/** The foot of a list with keyset pages: to the next page, or back to the first. */
export function TableFoot({ children, first, next }: TableFootProps) {
  return (
    <div className="-mx-2 flex flex-wrap items-center gap-2 border-t border-hair px-2 pt-2.5 text-sm text-ink-soft card:mx-0 card:px-0">
      <span className="mr-auto tabular-nums">{children}</span>
      {first && (
        <LinkButton href={first} size="small" variant="quiet">
          First page
        </LinkButton>
      )}
      {next && (
        <LinkButton href={next} size="small" rel="next">
          Next
        </LinkButton>
      )}
    </div>
  );
}
