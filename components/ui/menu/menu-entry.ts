import type { ReactNode } from "react";

/** One line of a menu: an action, a link, or a rule between them. */
export type MenuEntry =
  | { label: string; icon?: ReactNode; danger?: boolean; disabled?: boolean; onChoose: () => void }
  | { label: string; icon?: ReactNode; href: string }
  | "rule";

export interface MenuProps {
  /** "Actions for Tomasz Wieczorek". */
  label: string;
  items: MenuEntry[];
}
