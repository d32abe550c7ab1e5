"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

interface DisclosureProps {
  /** The summary's label for screen readers, when its text isn't enough. */
  label?: string;
  summary: ReactNode;
  summaryClassName: string;
  className?: string;
  /** Also closes it when this value changes on the same page: the chosen filter. */
  closeOn?: string;
  children: ReactNode;
}

/** `<details>` that works without JavaScript; with it, it closes on Escape, on a press elsewhere and on navigation. */
export function Disclosure({ label, summary, summaryClassName, className, closeOn, children }: DisclosureProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const path = usePathname();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is the reason to close
  useEffect(() => {
    if (details.current) details.current.open = false;
  }, [path, closeOn]);

  useEffect(() => {
    const closeOutside = (event: Event) => {
      if (details.current && !details.current.contains(event.target as Node)) details.current.open = false;
    };
    document.addEventListener("pointerdown", closeOutside);
    document.addEventListener("focusin", closeOutside);
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      document.removeEventListener("focusin", closeOutside);
    };
  }, []);

  return (
    <details
      ref={details}
      className={className}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !details.current?.open) return;
        event.preventDefault(); // or the sheet around it would close, too
        details.current.open = false;
        details.current.querySelector("summary")?.focus();
      }}
    >
      <summary aria-label={label} className={summaryClassName}>
        {summary}
      </summary>
      {children}
    </details>
  );
}
