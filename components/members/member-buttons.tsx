"use client";

import { useRouter } from "next/navigation";
import type { Manageable, ManagedMember, ManagedPlace } from "@/components/members/actions";
import { useMemberActions } from "@/components/members/use-member-actions";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";

interface MemberButtonsProps extends Manageable {
  place: ManagedPlace;
  member: ManagedMember;
  /** The list, shown once the member is removed. */
  path: string;
}

/** The actions on a member's own page. */
export function MemberButtons({ place, member, mayChange, mayRemove, mayNarrow, path }: MemberButtonsProps) {
  const router = useRouter();
  const { changeRole, limit, remove, dialogs, prepare } = useMemberActions(place, member, () => router.push(path));
  return (
    <>
      {mayRemove && (
        <Button
          variant="danger-quiet"
          className="noscript:hidden"
          onPointerEnter={ConfirmDialog.prepare}
          onClick={remove}
        >
          Remove…
        </Button>
      )}
      {mayNarrow && (
        <Button className="noscript:hidden" onClick={limit}>
          Restrict to projects…
        </Button>
      )}
      {mayChange && (
        <Button className="noscript:hidden" onPointerEnter={prepare} onFocus={prepare} onClick={changeRole}>
          Change role…
        </Button>
      )}
      {dialogs}
    </>
  );
}
