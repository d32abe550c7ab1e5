import Link from "next/link";
import type { ReactNode } from "react";
import { SkipLink } from "@/components/frame/skip-link";
import type { Theme } from "@/components/frame/theme";
import { ThemeChoice } from "@/components/frame/theme-switch";
import { Brand } from "@/components/identity/brand";
import { PageHead } from "@/components/ui/layout/page-head";

interface DevFrameProps {
  theme: Theme;
  title: string;
  /** One sentence about the page. */
  about: ReactNode;
  children: ReactNode;
}

/** A page for developers of Guildhall; it needs no sign-in. */
export function DevFrame({ theme, title, about, children }: DevFrameProps) {
  return (
    <div className="min-h-dvh bg-surface px-6 py-5 max-side:px-4">
      <SkipLink />
      <header className="mx-auto flex max-w-(--width-page) flex-wrap items-center justify-between gap-4">
        <Link href="/dev">
          <Brand />
        </Link>
        <nav
          aria-label="For developers"
          className="flex gap-4 text-control [&_a]:underline-offset-[0.2em] [&_a:hover]:underline"
        >
          <Link href="/dev/mails">Mails</Link>
          <Link href="/dev/states">States</Link>
          <Link href="/dashboard">Dashboard</Link>
        </nav>
        <ThemeChoice theme={theme} />
      </header>
      <main id="content" tabIndex={-1} className="@container/page mx-auto mt-8 mb-16 max-w-(--width-page)">
        <PageHead title={title}>{about}</PageHead>
        {children}
      </main>
    </div>
  );
}
