import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/layout/class-names";

export interface InputProps extends ComponentProps<"input"> {
  /** For handles, record names and other text that is compared letter by letter. */
  mono?: boolean;
}

export function Input({ mono, className, ...rest }: InputProps) {
  const letters = mono && { spellCheck: false, autoCapitalize: "none", autoCorrect: "off" };
  return <input className={classNames("input", mono && "font-mono text-sm", className)} {...letters} {...rest} />;
}
