"use client";

import Link from "next/link";
import { type ReactNode, useEffect, useRef } from "react";

let pressed: string | undefined;

/** The title of a sortable column. Keeps the focus even though sorting may render the table again. */
export function SortLink({ href, by, children }: { href: string; by: string; children: ReactNode }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (pressed === by && document.activeElement === document.body) link.current?.focus();
    pressed = undefined;
  }, [by]);
  return (
    <Link
      ref={link}
      href={href}
      scroll={false}
      onClick={() => {
        pressed = by;
      }}
    >
      {children}
    </Link>
  );
}
