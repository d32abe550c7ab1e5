"use client";

import { useEffect, useState } from "react";
import { onFind } from "@/components/frame/open-palette";
import type { PaletteProps } from "@/components/frame/palette";
import { onDemand } from "@/components/ui/dialog/on-demand";

const Palette = onDemand<PaletteProps>(() => import("@/components/frame/palette"));

/** Opens the palette on Ctrl-K, ⌘-K and calls of `find`. Fetches its code only then. */
export function FindKeeper(props: Omit<PaletteProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const show = () => {
      // A dialog has to be answered first; a sheet gives way.
      if (document.querySelector("[role=dialog],[role=alertdialog]")) return;
      document.querySelector<HTMLElement>("[popover]:popover-open")?.hidePopover();
      setOpen(true);
    };
    const byKey = (event: KeyboardEvent) => {
      // K is likely to follow: the field must be there for whatever is typed right after it.
      if (event.key === "Control" || event.key === "Meta") Palette.prepare();
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      if (document.querySelector("[data-palette]")) setOpen(false);
      else show();
    };
    addEventListener("keydown", byKey);
    const forget = onFind(show, Palette.prepare);
    return () => {
      removeEventListener("keydown", byKey);
      forget();
    };
  }, []);

  return <Palette {...props} open={open} onOpenChange={setOpen} />;
}
