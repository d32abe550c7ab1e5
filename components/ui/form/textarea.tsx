import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/layout/class-names";

export type TextareaProps = ComponentProps<"textarea"> & {
  /** Monospaced, for text that machines read. */
  mono?: boolean;
};

export function Textarea({ className, mono, rows = 4, ...rest }: TextareaProps) {
  return <textarea rows={rows} className={classNames("input", mono && "font-mono text-sm", className)} {...rest} />;
}
