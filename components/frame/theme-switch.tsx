"use client";

import { type LucideIcon, Monitor, Moon, Sun } from "lucide-react";
import type { Theme } from "@/components/frame/theme";
import { chooseTheme, useTheme } from "@/components/frame/use-theme";
import { Button } from "@/components/ui/button/button";
import { Icon } from "@/components/ui/layout/icon";

const looks: Record<Theme, { icon: LucideIcon; label: string; next: Theme }> = {
  system: { icon: Monitor, label: "System", next: "light" },
  light: { icon: Sun, label: "Light", next: "dark" },
  dark: { icon: Moon, label: "Dark", next: "system" },
};

/** One button that cycles through the themes, for the side bar. */
export function ThemeCycle({ theme: first }: { theme: Theme }) {
  const theme = useTheme(first);
  const { icon, label, next } = looks[theme];
  const told = `Theme: ${label.toLowerCase()}`;
  return (
    <Button
      variant="quiet"
      size="icon"
      aria-label={told}
      title={told}
      onClick={() => chooseTheme(next)}
      className="noscript:hidden"
    >
      <Icon of={icon} />
    </Button>
  );
}

const choice =
  "is-choice inline-flex h-6 w-7 items-center justify-center rounded-control text-ink-soft hover:text-ink focus-visible:-outline-offset-2 aria-pressed:bg-chosen aria-pressed:text-ink aria-pressed:shadow-control pointer-coarse:size-11 forced-colors:aria-pressed:outline-2";

/** All three side by side, for a page without the side bar. */
export function ThemeChoice({ theme: first }: { theme: Theme }) {
  const theme = useTheme(first);
  return (
    <div
      role="group"
      aria-label="Theme"
      className="inline-flex rounded-[calc(var(--radius-control)+0.125rem)] bg-hover p-[0.1875rem] noscript:hidden"
    >
      {(["light", "dark", "system"] as const).map((each) => (
        <button
          key={each}
          type="button"
          className={choice}
          aria-pressed={each === theme}
          aria-label={looks[each].label}
          title={looks[each].label}
          onClick={() => chooseTheme(each)}
        >
          <Icon of={looks[each].icon} />
        </button>
      ))}
    </div>
  );
}
