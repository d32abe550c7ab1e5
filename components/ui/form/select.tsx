import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/layout/class-names";

export type SelectProps = ComponentProps<"select">;

/** The platform's own list of choices: `<option>` as children. */
export function Select({ className, ...rest }: SelectProps) {
  return <select className={classNames("input", className)} {...rest} />;
}
