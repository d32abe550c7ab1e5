"use client";

import { FolderLock, UserMinus, UserRoundCog } from "lucide-react";
import { useRouter } from "next/navigation";
import type { Manageable, ManagedMember, ManagedPlace } from "@/components/members/actions";
import { useMemberActions } from "@/components/members/use-member-actions";
import { Icon } from "@/components/ui/layout/icon";
import { Menu } from "@/components/ui/menu/menu";

interface MemberMenuProps extends Manageable {
  place: ManagedPlace;
  member: ManagedMember;
}

/** The actions for one member of the list. */
export function MemberMenu({ place, member, mayChange, mayRemove, mayNarrow }: MemberMenuProps) {
  const router = useRouter();
  const { changeRole, limit, remove, dialogs } = useMemberActions(place, member, () => router.refresh());
  return (
    <>
      <Menu
        label={`Actions for ${member.name}`}
        items={[
          ...(mayChange ? [{ label: "Change role…", icon: <Icon of={UserRoundCog} />, onChoose: changeRole }] : []),
          ...(mayNarrow ? [{ label: "Restrict to projects…", icon: <Icon of={FolderLock} />, onChoose: limit }] : []),
          ...(mayChange && mayRemove ? ["rule" as const] : []),
          ...(mayRemove
            ? [
                {
                  label: "Remove…",
                  icon: <Icon of={UserMinus} />,
                  danger: true,
                  onChoose: remove,
                },
              ]
            : []),
        ]}
      />
      {dialogs}
    </>
  );
}
