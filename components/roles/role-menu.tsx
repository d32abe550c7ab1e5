"use client";

import { MailCheck, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import type { ListedRole, RoleActions, RolePlace } from "@/components/roles/actions";
import type { RoleDialogProps } from "@/components/roles/role-dialog";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { Icon } from "@/components/ui/layout/icon";
import { Menu } from "@/components/ui/menu/menu";
import { say, undo } from "@/components/ui/message/toast";
import { roleName } from "@/lib/access";
import type { Outcome } from "@/lib/kernel/errors";

const RoleDialog = onDemand<RoleDialogProps>(() => import("@/components/roles/role-dialog"));

interface RoleMenuProps {
  place: RolePlace;
  role: ListedRole;
  can: { change: boolean; delete: boolean; makeUsual: boolean };
  /** The current default role of new invitations. */
  usual: string;
  actions: RoleActions & {
    makeUsual: (input: { organisation: string; defaultRole: string }) => Promise<Outcome<unknown>>;
  };
}

/** The actions for one role of the list. */
export function RoleMenu({ place, role, can, usual, actions }: RoleMenuProps) {
  const [changing, setChanging] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const { organisation } = place;
  const name = roleName(role.name);

  const [act] = useAction();
  const makeUsual = () => {
    const goBack = () =>
      void undo(
        actions.makeUsual({ organisation, defaultRole: usual }),
        `${roleName(usual)} is the default role again.`,
      );
    act(
      () => actions.makeUsual({ organisation, defaultRole: role.name }),
      () => say(`${name} is now the default role of new invitations.`, goBack),
    );
  };
  return (
    <>
      <Menu
        label={`Actions for ${name}`}
        items={[
          ...(can.change ? [{ label: "Edit…", icon: <Icon of={Pencil} />, onChoose: () => setChanging(true) }] : []),
          ...(can.makeUsual ? [{ label: "Set as default", icon: <Icon of={MailCheck} />, onChoose: makeUsual }] : []),
          ...(can.delete
            ? [
                "rule" as const,
                { label: "Delete…", icon: <Icon of={Trash2} />, danger: true, onChoose: () => setDeleting(true) },
              ]
            : []),
        ]}
      />
      <RoleDialog open={changing} onOpenChange={setChanging} place={place} role={role} actions={actions} />
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete role ${name}?`}
        description="Only a role that no member has can be deleted. Pending invitations with it can no longer be accepted."
        confirm="Delete role"
        act={() => actions.delete({ organisation, role: role.name })}
        onDone={() => say(`Role ${name} deleted.`)}
      />
    </>
  );
}
