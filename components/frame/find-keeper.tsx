"use client";

import { useEffect, useState } from "react";
import { onFind } from "@/components/frame/open-palette";
import type { PaletteProps } from "@/components/frame/palette";
import { onDemand } from "@/components/ui/dialog/on-demand";

const Palette = onDemand<PaletteProps>(() => import("@/components/frame/palette"));

/** Opens the palette by Ctrl-K or ⌘-K, and wherever `find` is called. Its code is fetched then. */
export function FindKeeper(props: Omit<PaletteProps, "open" | "onOpenChange">) {
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const show = () => {
      // What asks something has to be answered first; a sheet gives way.
      if (document.querySelector("[role=dialog],[role=alertdialog]")) return;
      document.querySelector<HTMLElement>("[popover]:popover-open")?.hidePopover();
      setOpen(true);
    };
    const byKey = (event: KeyboardEvent) => {
      // Likely to be followed by K: what is typed right after that shall find its field.
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
