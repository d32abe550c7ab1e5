import { Menu } from "lucide-react";
import Link from "next/link";
import { FindIcon } from "@/components/frame/find-button";
import type { OrganisationEntry } from "@/components/frame/organisation-entry";
import { Brand } from "@/components/identity/brand";
import { roleAtTier } from "@/components/identity/role-at-tier";
import { Shield } from "@/components/identity/shield";
import { Button } from "@/components/ui/button/button";
import { Icon } from "@/components/ui/layout/icon";
import { Lead } from "@/components/ui/table/lead";

interface TopBarProps {
  current?: OrganisationEntry;
  homeHref: string;
  /** The id of the side bar, which is a sheet while this bar is shown. */
  sheet: string;
}

/** Replaces the side bar on narrow screens. */
export function TopBar({ current, homeHref, sheet }: TopBarProps) {
  return (
    <header className="sticky top-0 z-(--z-bar) flex min-h-13 items-center gap-2 border-b border-hair bg-ground/90 pr-2 pl-4 backdrop-blur-[10px] side:hidden">
      <Link href={current?.href ?? homeHref} className="flex min-w-0 flex-1 items-center text-ink">
        {current ? (
          <Lead
            picture={<Shield handle={current.handle} name={current.name} avatar={current.avatar} />}
            name={current.name}
            under={roleAtTier(current.role, current.tier)}
          />
        ) : (
          <Brand />
        )}
      </Link>
      <FindIcon />
      <Button variant="quiet" size="icon" popoverTarget={sheet} aria-label="Menu" className="size-11!">
        <Icon of={Menu} />
      </Button>
    </header>
  );
}
