"use client";

import type { ProjectActions } from "@/components/projects/actions";
import type { ProjectDialogProps } from "@/components/projects/project-dialog";
import { NewButton } from "@/components/ui/button/new-button";
import { onDemand } from "@/components/ui/dialog/on-demand";

const ProjectDialog = onDemand<ProjectDialogProps>(() => import("@/components/projects/project-dialog"));

export function NewProjectButton({ organisation, actions }: { organisation: string; actions: ProjectActions }) {
  return (
    <NewButton label="New project" prepare={ProjectDialog.prepare}>
      {(opening) => <ProjectDialog {...opening} organisation={organisation} actions={actions} />}
    </NewButton>
  );
}
