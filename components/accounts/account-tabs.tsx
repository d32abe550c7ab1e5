"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { Tabs } from "@/components/ui/layout/tabs";

/** The tabs of the pages about the account; the layout that shows them stays while these change. */
export function AccountTabs({ sections }: { sections: { href: string; label: string }[] }) {
  const path = usePathname();
  const box = useRef<HTMLDivElement>(null);
  // On a narrow screen they don’t all fit: the current one is scrolled to.
  useEffect(() => {
    const tab = box.current?.querySelector(`a[href="${path}"]`);
    const bar = tab?.parentElement;
    if (!tab || !bar) return;
    const [at, around] = [tab.getBoundingClientRect(), bar.getBoundingClientRect()];
    bar.scrollLeft += at.left - around.left - (around.width - at.width) / 2;
  }, [path]);
  return (
    <div ref={box}>
      <Tabs label="Account" tabs={sections.map((section) => ({ ...section, current: path === section.href }))} />
    </div>
  );
}
