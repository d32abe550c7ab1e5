import type { ReactNode } from "react";
import { classNames } from "@/components/ui/layout/class-names";

interface LeadProps {
  /** A shield or a person circle. */
  picture?: ReactNode;
  /** Text or a link. */
  name: ReactNode;
  under?: ReactNode;
  /** The second line is a handle. */
  mono?: boolean;
  className?: string;
}

/** Text that may be cut off is shown on hover; a link does that itself. */
const whole = (text: ReactNode) => (typeof text === "string" ? text : undefined);

/** A picture with a name and a line under it: the first cell of a row, or a list entry. */
export function Lead({ picture, name, under, mono, className }: LeadProps) {
  return (
    <span className={classNames("flex min-w-0 items-center gap-3", className)}>
      {picture}
      <span className="min-w-0 [&_a]:text-inherit [&_a]:underline-offset-[0.2em] [&_a:hover]:underline">
        <span
          title={whole(name)}
          className="block truncate text-control font-semibold card:wrap-anywhere card:whitespace-normal"
        >
          {name}
        </span>
        {under && (
          <span
            title={whole(under)}
            className={classNames(
              "block truncate text-xs text-ink-soft card:wrap-anywhere card:whitespace-normal",
              mono && "font-mono",
            )}
          >
            {under}
          </span>
        )}
      </span>
    </span>
  );
}
