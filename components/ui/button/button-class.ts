import { classNames } from "@/components/ui/layout/class-names";

export type ButtonVariant = "main" | "default" | "quiet" | "danger" | "danger-quiet";
export type ButtonSize = "default" | "small" | "large" | "icon";

const common =
  "inline-flex items-center justify-center gap-[0.4375rem] rounded-control focus-visible:rounded-control border font-medium whitespace-nowrap no-underline transition-colors duration-(--time-touch) pointer-coarse:min-h-11 forced-colors:border-current disabled:border-transparent disabled:bg-hover disabled:text-ink-faint disabled:shadow-none disabled:cursor-not-allowed aria-disabled:not-aria-busy:border-transparent aria-disabled:not-aria-busy:bg-hover aria-disabled:not-aria-busy:text-ink-faint aria-disabled:not-aria-busy:shadow-none aria-disabled:not-aria-busy:cursor-not-allowed aria-busy:cursor-progress";

const variants: Record<ButtonVariant, string> = {
  main: "border-transparent bg-accent text-on-accent shadow-control hover:bg-accent-strong hover:text-on-accent active:bg-accent-strong",
  default: "border-rim bg-raised text-ink shadow-control hover:border-edge hover:text-ink active:bg-sunken",
  quiet: "border-transparent text-ink-soft hover:bg-hover hover:text-ink-soft",
  danger:
    "border-transparent bg-bad-fill text-on-bad shadow-control hover:text-on-bad hover:brightness-93 focus-visible:outline-bad",
  "danger-quiet": "border-rim bg-raised text-bad shadow-control hover:border-bad hover:text-bad active:bg-sunken",
};

const sizes: Record<ButtonSize, string> = {
  default: "min-h-(--height-control) px-[0.8125rem] text-control",
  small: "min-h-(--height-control-small) px-[0.5625rem] text-sm",
  large: "min-h-[2.625rem] px-4 text-base",
  icon: "size-(--height-control-small) flex-none pointer-coarse:size-11",
};

/** The classes of a button, for any element. */
export function buttonClass(variant: ButtonVariant = "default", size: ButtonSize = "default", more?: string): string {
  return classNames("button", common, variants[variant], sizes[size], more);
}
