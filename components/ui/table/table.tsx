import { ChevronDown, ChevronUp } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/layout/class-names";
import { Icon } from "@/components/ui/layout/icon";
import { SortLink } from "@/components/ui/table/sort-link";

/* On narrow pages a row becomes a card (app/globals.css), which removes the table semantics:
   the ARIA roles restore them. */

interface TableProps {
  /** The name of the table: "Members". Or the id of a heading that says it. */
  label?: string;
  labelledBy?: string;
  /** Single-line rows, for records. */
  dense?: boolean;
  /** `HeadCell`s. */
  head: ReactNode;
  /** `Row`s. */
  children: ReactNode;
}

export function Table({ label, labelledBy, dense, head, children }: TableProps) {
  return (
    <table role="table" aria-label={label} aria-labelledby={labelledBy} className={dense ? "rows rows-dense" : "rows"}>
      <thead role="rowgroup">
        <tr role="row">{head}</tr>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
  );
}

/** The current sorting of a list, and the URLs of the others. A leading hyphen reverses an order. */
export interface Sorting {
  current: string;
  to: (sort: string) => string;
}

interface HeadCellProps {
  right?: boolean;
  /** The column's title is for screen readers only ("Actions"). */
  unseen?: boolean;
  sorting?: Sorting;
  /** The sort key of this column; with a leading hyphen where the largest come first. */
  by?: string;
  children: ReactNode;
}

export function HeadCell({ right, unseen, sorting, by, children }: HeadCellProps) {
  const text = unseen ? <span className="sr-only">{children}</span> : children;
  if (!sorting || !by)
    return (
      <th role="columnheader" className={right ? "is-right" : undefined}>
        {text}
      </th>
    );
  const mine = sorting.current.replace("-", "") === by.replace("-", "");
  const backwards = sorting.current.startsWith("-");
  const next = mine ? `${backwards ? "" : "-"}${by.replace("-", "")}` : by;
  return (
    <th
      role="columnheader"
      aria-sort={mine ? (backwards ? "descending" : "ascending") : undefined}
      className={right ? "is-right" : undefined}
    >
      <SortLink href={sorting.to(next)} by={by}>
        {text}
        {mine && <Icon of={backwards ? ChevronDown : ChevronUp} />}
      </SortLink>
    </th>
  );
}

export function Row({ children }: { children: ReactNode }) {
  return <tr role="row">{children}</tr>;
}

interface CellProps {
  /**
   * `lead`: first column, leads the card. `menu`: last column, in the card's corner. `fact`: joins the line under the
   * lead, with a dot before it. `hidden`: left out of the card. `plain` (default): its own place in that line.
   */
  as?: "lead" | "menu" | "fact" | "hidden" | "plain";
  /** The first cell after a lead with a picture: keeps the card's text aligned. */
  under?: "person" | "shield";
  right?: boolean;
  className?: string;
  children?: ReactNode;
}

export function Cell({ as = "plain", under, right, className, children }: CellProps) {
  const look = classNames("cell", `is-${as}`, under && `under-${under}`, right && "is-right", className);
  return (
    <td role="cell" className={look}>
      {children}
    </td>
  );
}
