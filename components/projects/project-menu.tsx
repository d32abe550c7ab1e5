"use client";

import { FolderX, Pencil, Trash2, UsersRound } from "lucide-react";
import { useState } from "react";
import type { ListedProject, ProjectActions } from "@/components/projects/editing";
import type { ProjectDialogProps } from "@/components/projects/project-dialog";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import { onDemand } from "@/components/ui/on-demand";
import { say } from "@/components/ui/toast";

const ProjectDialog = onDemand<ProjectDialogProps>(() => import("@/components/projects/project-dialog"));

interface ProjectMenuProps {
  organisation: string;
  project: ListedProject;
  can: { change: boolean; delete: boolean };
  actions: ProjectActions;
}

/** What can be done with one project of the list. */
export function ProjectMenu({ organisation, project, can, actions }: ProjectMenuProps) {
  const [changing, setChanging] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const { id, name, narrowed } = project;
  return (
    <>
      <Menu
        label={`Actions for ${name}`}
        items={[
          ...(can.change ? [{ label: "Change…", icon: <Icon of={Pencil} />, onChoose: () => setChanging(true) }] : []),
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
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete the project ${name}?`}
        description="At once, for everybody. It can’t be had back."
        losses={[
          { icon: <Icon of={FolderX} />, title: "The project", detail: "Its name and its description" },
          ...(narrowed
            ? [
                {
                  icon: <Icon of={UsersRound} />,
                  title: narrowed === 1 ? "The limit of 1 member to it" : `The limits of ${narrowed} members to it`,
                  detail: "Who is limited to this project alone sees none afterwards, until somebody changes that",
                },
              ]
            : []),
        ]}
        stays="Members stay members, and what was done here stays in the activity."
        confirm={`Delete ${name}`}
        onConfirm={async () => {
          const outcome = await actions.delete({ organisation, project: id }).catch(() => undefined);
          if (!outcome?.ok)
            return outcome?.error.message ?? "Couldn’t reach Guildhall. Nothing was changed. Try again.";
          say(`The project ${name} is deleted.`);
        }}
      />
    </>
  );
}
