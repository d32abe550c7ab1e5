"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";

/** Closes the sheet with this id when the page changes, and when the window becomes wide enough for the side bar. */
export function SheetKeeper({ id }: { id: string }) {
  const path = usePathname();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is the reason to close
  useEffect(() => {
    const close = () => {
      const sheet = document.getElementById(id);
      if (sheet?.matches(":popover-open")) sheet.hidePopover();
    };
    close();
    const wide = matchMedia("(width >= 52rem)");
    wide.addEventListener("change", close);
    return () => wide.removeEventListener("change", close);
  }, [path, id]);

  return null;
}
