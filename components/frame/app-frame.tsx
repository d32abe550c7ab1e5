import { Bell, Mail } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { AccountRow, type AccountRowProps } from "@/components/frame/account-row";
import { FindButton } from "@/components/frame/find-button";
import { FindKeeper } from "@/components/frame/find-keeper";
import type { PaletteProps } from "@/components/frame/palette";
import { SectionLink } from "@/components/frame/section-link";
import { type SectionGroup, SectionNav } from "@/components/frame/section-nav";
import { SheetKeeper } from "@/components/frame/sheet-keeper";
import { SkipLink } from "@/components/frame/skip-link";
import { Switcher, type SwitcherProps } from "@/components/frame/switcher";
import type { Theme } from "@/components/frame/theme";
import { ThemeCycle } from "@/components/frame/theme-switch";
import { TopBar } from "@/components/frame/top-bar";
import { UsageBox, type UsageBoxProps } from "@/components/frame/usage-box";
import { Brand } from "@/components/identity/brand";
import { Icon } from "@/components/ui/layout/icon";
import { Badge } from "@/components/ui/message/badge";

export interface AppFrameProps extends AccountRowProps {
  /** The open organisation and the others; left out on pages about the account. */
  switcher?: SwitcherProps;
  groups: SectionGroup[];
  /** What else the palette lists. */
  palette: Pick<PaletteProps, "places" | "organisations">;
  usage?: UsageBoxProps;
  /** The viewer's pending invitations; nothing shows at 0. */
  invited?: { href: string; count: number };
  /** The viewer's unread notifications; nothing shows at 0. */
  unread?: { href: string; count: number };
  theme: Theme;
  /** The link of the brand when no organisation is open. */
  homeHref: string;
  children: ReactNode;
}

const sheet = "side";

/** The frame of the dashboard: a side bar, or a top bar with the same content in a sheet. */
export function AppFrame(props: AppFrameProps) {
  const { switcher, groups, palette, usage, invited, unread, theme, homeHref, children, ...account } = props;
  return (
    <>
      <SkipLink />
      <div className="min-h-dvh side:grid side:grid-cols-[var(--width-side)_minmax(0,1fr)]">
        <TopBar current={switcher?.current} homeHref={homeHref} sheet={sheet} />
        <aside className="side" id={sheet} popover="auto" aria-label="Navigation">
          {switcher ? (
            <Switcher {...switcher} />
          ) : (
            <Link href={homeHref} className="px-2 pt-2 pb-1">
              <Brand />
            </Link>
          )}
          <FindButton />
          <SectionNav label={switcher?.current.name ?? "Your account"} groups={groups} />
          <div className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
            {usage && <UsageBox {...usage} />}
            {invited && invited.count > 0 && (
              <SectionLink href={invited.href}>
                <Icon of={Mail} />
                Pending invitations
                <Badge tone="note" className="ml-auto">
                  <span className="sr-only">to answer: </span>
                  {invited.count}
                </Badge>
              </SectionLink>
            )}
            {unread && unread.count > 0 && (
              <SectionLink href={unread.href}>
                <Icon of={Bell} />
                Notifications
                <Badge tone="note" className="ml-auto">
                  <span className="sr-only">unread: </span>
                  {unread.count}
                </Badge>
              </SectionLink>
            )}
            <div className="relative flex items-center gap-2.5">
              <AccountRow {...account} />
              <ThemeCycle theme={theme} />
            </div>
          </div>
          <SheetKeeper id={sheet} />
        </aside>
        <FindKeeper {...palette} signOut={account.signOut} />
        <main
          id="content"
          tabIndex={-1}
          className="min-w-0 bg-surface px-10 pt-9 pb-16 side:border-l side:border-hair max-side:min-h-[calc(100dvh-3.25rem)] max-side:px-4 max-side:pt-5 max-side:pb-12"
        >
          <div className="@container/page mx-auto max-w-(--width-page)">{children}</div>
        </main>
      </div>
    </>
  );
}
