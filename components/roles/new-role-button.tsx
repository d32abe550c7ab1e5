"use client";

import { Plus } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import type { RoleActions, RolePlace } from "@/components/roles/editing";
import type { RoleDialogProps } from "@/components/roles/role-dialog";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { onDemand } from "@/components/ui/on-demand";

const RoleDialog = onDemand<RoleDialogProps>(() => import("@/components/roles/role-dialog"));

/** Opens the editor when it is pressed, and when the address says so: `?new=1`. */
export function NewRoleButton({ place, actions }: { place: RolePlace; actions: RoleActions }) {
  const [pressed, setPressed] = useState(false);
  const asked = useSearchParams().has("new");
  const close = () => {
    setPressed(false);
    if (asked) history.replaceState(null, "", location.pathname);
  };
  return (
    <>
      <Button
        variant="main"
        className="noscript:hidden"
        onPointerEnter={RoleDialog.prepare}
        onFocus={RoleDialog.prepare}
        onClick={() => setPressed(true)}
      >
        <Icon of={Plus} />
        New role
      </Button>
      <RoleDialog
        open={pressed || asked}
        onOpenChange={(open) => (open ? setPressed(true) : close())}
        place={place}
        actions={actions}
      />
    </>
  );
}
