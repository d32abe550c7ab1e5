"use client";

import { Search } from "lucide-react";
import { useSyncExternalStore } from "react";
import { find, mayFind } from "@/components/frame/open-palette";
import { Button } from "@/components/ui/button/button";
import { Icon } from "@/components/ui/layout/icon";

const never = () => () => {};
/** The server doesn't know the keyboard; the browser corrects it after hydration. */
const useKeys = () =>
  useSyncExternalStore(
    never,
    () => (/Mac|iPhone|iPad/.test(navigator.platform) ? "⌘ K" : "Ctrl K"),
    () => "Ctrl K",
  );

/** The palette's button in the side bar. */
export function FindButton() {
  const keys = useKeys();
  return (
    <button
      type="button"
      onPointerEnter={mayFind}
      onFocus={mayFind}
      onClick={find}
      aria-keyshortcuts="Control+K Meta+K"
      className="my-1.5 flex min-h-8.5 w-full items-center gap-2 rounded-control border border-hair bg-surface px-2 text-control text-ink-faint transition-colors duration-(--time-touch) hover:border-rim max-side:hidden noscript:hidden"
    >
      <Icon of={Search} />
      <span className="flex-1 text-left">Go to or run…</span>
      <kbd aria-hidden>{keys}</kbd>
    </button>
  );
}

/** The same in the top bar. */
export function FindIcon() {
  return (
    <Button
      variant="quiet"
      size="icon"
      onPointerEnter={mayFind}
      onFocus={mayFind}
      onClick={find}
      aria-label="Go to or run"
      className="size-11! noscript:hidden"
    >
      <Icon of={Search} />
    </Button>
  );
}
