import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/class-names";

export type TextareaProps = ComponentProps<"textarea">;

export function Textarea({ className, rows = 4, ...rest }: TextareaProps) {
  return <textarea rows={rows} className={classNames("input", className)} {...rest} />;
}
