import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/layout/class-names";
import { Icon } from "@/components/ui/layout/icon";
import type { Tone } from "@/components/ui/message/badge";

const looks: Record<Exclude<Tone, "plain">, { icon: LucideIcon; ground: string; ink: string }> = {
  note: { icon: Info, ground: "bg-note-soft", ink: "text-note" },
  warn: { icon: TriangleAlert, ground: "bg-warn-soft", ink: "text-warn" },
  bad: { icon: CircleAlert, ground: "bg-bad-soft", ink: "text-bad" },
  good: { icon: CircleCheck, ground: "bg-good-soft", ink: "text-good" },
};

interface NoticeProps {
  tone?: keyof typeof looks;
  title?: ReactNode;
  children?: ReactNode;
  /** A small button or two. */
  actions?: ReactNode;
  /** "alert" for a notice that appears in answer to an action; unset for one that the page came with. */
  role?: "alert" | "status";
  className?: string;
}

export function Notice({ tone = "note", title, children, actions, role, className }: NoticeProps) {
  const { icon, ground, ink } = looks[tone];
  return (
    <div
      role={role}
      className={classNames(
        "flex flex-wrap gap-x-2.5 gap-y-2 rounded-panel px-3.5 py-[0.6875rem] text-control leading-5.5 forced-colors:border",
        ground,
        className,
      )}
    >
      <Icon of={icon} className={classNames("mt-[0.1875rem]", ink)} />
      <div className="min-w-0 flex-[1_1_14rem]">
        {title && <strong className="block">{title}</strong>}
        {children && <div className={title ? "text-ink-soft" : undefined}>{children}</div>}
      </div>
      {actions && <div className="flex flex-none items-center gap-2 self-center">{actions}</div>}
    </div>
  );
}
