"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import type { ListedProject, ProjectActions } from "@/components/projects/actions";
import type { DeleteProjectProps } from "@/components/projects/delete-project";
import type { ProjectDialogProps } from "@/components/projects/project-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { Icon } from "@/components/ui/layout/icon";
import { Menu } from "@/components/ui/menu/menu";

const ProjectDialog = onDemand<ProjectDialogProps>(() => import("@/components/projects/project-dialog"));
const DeleteProject = onDemand<DeleteProjectProps>(() => import("@/components/projects/delete-project"));

interface ProjectMenuProps {
  organisation: string;
  project: ListedProject;
  can: { change: boolean; delete: boolean };
  actions: ProjectActions;
}

/** The actions for one project of the list. */
export function ProjectMenu({ organisation, project, can, actions }: ProjectMenuProps) {
  const [changing, setChanging] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const { name } = project;
  return (
    <>
      <Menu
        label={`Actions for ${name}`}
        items={[
          ...(can.change ? [{ label: "Edit…", icon: <Icon of={Pencil} />, onChoose: () => setChanging(true) }] : []),
          ...(can.change && can.delete ? ["rule" as const] : []),
          ...(can.delete
            ? [{ label: "Delete…", icon: <Icon of={Trash2} />, danger: true, onChoose: () => setDeleting(true) }]
            : []),
        ]}
      />
      <ProjectDialog
        open={changing}
        onOpenChange={setChanging}
        organisation={organisation}
        project={project}
        actions={actions}
      />
      <DeleteProject
        open={deleting}
        onOpenChange={setDeleting}
        organisation={organisation}
        project={project}
        actions={actions}
      />
    </>
  );
}
