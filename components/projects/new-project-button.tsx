"use client";

import { Plus } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import type { ProjectActions } from "@/components/projects/editing";
import type { ProjectDialogProps } from "@/components/projects/project-dialog";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { onDemand } from "@/components/ui/on-demand";

const ProjectDialog = onDemand<ProjectDialogProps>(() => import("@/components/projects/project-dialog"));

/** Opens the form when it is pressed, and when the address says so: `?new=1`. */
export function NewProjectButton({ organisation, actions }: { organisation: string; actions: ProjectActions }) {
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
        onPointerEnter={ProjectDialog.prepare}
        onFocus={ProjectDialog.prepare}
        onClick={() => setPressed(true)}
      >
        <Icon of={Plus} />
        New project
      </Button>
      <ProjectDialog
        open={pressed || asked}
        onOpenChange={(open) => (open ? setPressed(true) : close())}
        organisation={organisation}
        actions={actions}
      />
    </>
  );
}
