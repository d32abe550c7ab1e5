import type { ReactNode } from "react";
import { SkipLink } from "@/components/frame/skip-link";
import type { Theme } from "@/components/frame/theme";
import { ThemeChoice } from "@/components/frame/theme-switch";
import { Brand } from "@/components/identity/brand";

export interface AloneFrameProps {
  theme: Theme;
  /** Above everything else. */
  announcements?: ReactNode;
  /** A shield above the title. */
  picture?: ReactNode;
  title: ReactNode;
  /** A sentence under the title. */
  about?: ReactNode;
  /** The signed-in user, and a link to another account. */
  foot?: ReactNode;
  children: ReactNode;
}

/** A page on its own: sign-in, sign-up, set-up, an invitation. */
export function AloneFrame({ theme, announcements, picture, title, about, foot, children }: AloneFrameProps) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto] px-6 py-5 max-side:px-4">
      <SkipLink />
      <header className="flex items-center justify-between gap-4">
        <Brand />
        <ThemeChoice theme={theme} />
      </header>
      <main id="content" tabIndex={-1} className="@container/page mt-8 mb-16 w-full max-w-[29rem] place-self-center">
        {announcements}
        <div className="grid justify-items-center gap-5 text-center">
          {picture}
          <h1 className="max-w-[22ch] text-2xl max-[30rem]:text-xl">{title}</h1>
          {about && <p className="-mt-3 text-ink-soft">{about}</p>}
        </div>
        {children}
      </main>
      <footer className="flex flex-wrap justify-center gap-x-4 gap-y-1 text-sm text-ink-faint">{foot}</footer>
    </div>
  );
}

/** The page's content, on its only card. */
export function CardBox({ children, flush }: { children: ReactNode; flush?: boolean }) {
  return (
    <div
      className={`mt-7 rounded-dialog bg-raised px-5 shadow-[0_0_0_1px_var(--color-hair),0_12px_32px_-12px_var(--color-shade-deep)] forced-colors:border ${flush ? "py-1.5" : "py-5"}`}
    >
      {children}
    </div>
  );
}
