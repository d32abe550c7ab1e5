import type { ReactNode } from "react";

/** The bar between a page's head and its list: search, filters. */
export function Toolbar({ children }: { children: ReactNode }) {
  return <div className="mb-2 flex flex-wrap items-center gap-2.5">{children}</div>;
}
