import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/layout/class-names";

export type SelectProps = ComponentProps<"select">;

/** The browser's own select: `<option>` as children. */
export function Select({ className, ...rest }: SelectProps) {
  return <select className={classNames("input", className)} {...rest} />;
}
