import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/layout/class-names";

export type TextareaProps = ComponentProps<"textarea"> & {
  /** For what machines read: letters of one width. */
  mono?: boolean;
};

export function Textarea({ className, mono, rows = 4, ...rest }: TextareaProps) {
  return <textarea rows={rows} className={classNames("input", mono && "font-mono text-sm", className)} {...rest} />;
}
