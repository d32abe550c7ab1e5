"use client";

import type { RoleActions, RolePlace } from "@/components/roles/actions";
import type { RoleDialogProps } from "@/components/roles/role-dialog";
import { NewButton } from "@/components/ui/button/new-button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const RoleDialog = onDemand<RoleDialogProps>(() => import("@/components/roles/role-dialog"));

export function NewRoleButton({ place, actions }: { place: RolePlace; actions: RoleActions }) {
  return (
    <NewButton label="New role" prepare={RoleDialog.prepare}>
      {(opening) => <RoleDialog {...opening} place={place} actions={actions} />}
    </NewButton>
  );
}
