import type { ComponentProps, MouseEvent } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "@/components/ui/button/button-class";

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows a spinner and can't be pressed again, but keeps the focus. */
  busy?: boolean;
}

export function Button({ variant, size, busy = false, type = "button", className, children, ...rest }: ButtonProps) {
  // Presses are ignored, so it says so: those who can't see the spinner are waiting, too.
  const guard = busy ? { "aria-busy": true, "aria-disabled": true, onClick: refuse } : {};
  return (
    <button type={type} className={buttonClass(variant, size, className)} {...rest} {...guard}>
      {busy && <span className="spinner" aria-hidden />}
      {children}
    </button>
  );
}

function refuse(event: MouseEvent) {
  event.preventDefault();
  event.stopPropagation();
}
