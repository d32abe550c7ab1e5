import type { LucideIcon } from "lucide-react";
import { classNames } from "@/components/ui/layout/class-names";

interface IconProps {
  of: LucideIcon;
  /** Only where no text beside the icon says the same. */
  label?: string;
  className?: string;
}

export function Icon({ of: Drawing, label, className }: IconProps) {
  const told = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return (
    <Drawing size={16} strokeWidth={1.5} absoluteStrokeWidth className={classNames("flex-none", className)} {...told} />
  );
}
