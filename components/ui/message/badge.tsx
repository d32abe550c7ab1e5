import type { ReactNode } from "react";
import { classNames } from "@/components/ui/layout/class-names";

export type Tone = "plain" | "good" | "warn" | "bad" | "note";

const tones: Record<Tone, string> = {
  plain: "bg-hover text-ink-soft",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  note: "bg-note-soft text-note",
};

interface BadgeProps {
  tone?: Tone;
  /** A state has a dot; a fact, a count and a type have none. */
  dot?: boolean;
  className?: string;
  children: ReactNode;
}

/** A state or a type, always with its word. Roles and portal tiers are plain text, not badges. */
export function Badge({ tone = "plain", dot, className, children }: BadgeProps) {
  return (
    <span
      className={classNames(
        "inline-flex min-h-[1.375rem] items-center gap-1.5 rounded-chip px-[0.4375rem] text-xs font-medium whitespace-nowrap forced-colors:border",
        tones[tone],
        className,
      )}
    >
      {dot && <span className="size-[0.4375rem] rounded-full bg-current forced-colors:border" aria-hidden />}
      {children}
    </span>
  );
}
