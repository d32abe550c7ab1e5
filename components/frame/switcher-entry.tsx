import { Check } from "lucide-react";
import Link from "next/link";
import type { OrganisationEntry } from "@/components/frame/organisation-entry";
import { roleAtTier } from "@/components/identity/role-at-tier";
import { Shield } from "@/components/identity/shield";
import { Icon } from "@/components/ui/layout/icon";
import { Lead } from "@/components/ui/table/lead";

export function SwitcherEntry({ entry, current }: { entry: OrganisationEntry; current: boolean }) {
  const { handle, name, avatar, role, tier, isSuspended, needsFactor, href } = entry;
  return (
    <Link href={href} aria-current={current ? "true" : undefined} className="pop-item min-h-11! min-w-0 flex-1">
      <Lead
        className="flex-1"
        picture={<Shield handle={handle} name={name} avatar={avatar} />}
        name={name}
        under={roleAtTier(role, tier)}
      />
      {/* Plain text: a badge would bring all of its tones to every page. */}
      {isSuspended && <span className="text-xs font-medium text-warn">Suspended</span>}
      {needsFactor && <span className="text-xs font-medium text-warn">Second factor required</span>}
      {current && <Icon of={Check} label="Current" />}
    </Link>
  );
}
