"use client";

import { Download, File, FolderInput, Trash2 } from "lucide-react";
import { useState } from "react";
import { contentHref, type FileActions, type FileEntry, type FilesPlace, joined } from "@/components/files/actions";
import type { PathDialogProps } from "@/components/files/path-dialog";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { Icon } from "@/components/ui/layout/icon";
import { Menu } from "@/components/ui/menu/menu";
import { say } from "@/components/ui/message/toast";

const PathDialog = onDemand<PathDialogProps>(() => import("@/components/files/path-dialog"));

interface FileMenuProps {
  place: FilesPlace;
  folder: string;
  entry: FileEntry;
  /** Left out where files can only be downloaded. */
  actions?: FileActions;
}

/** The actions for one file or folder. */
export function FileMenu({ place, folder, entry: { name, kind }, actions }: FileMenuProps) {
  const [moving, setMoving] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const { organisation, server } = place;
  const path = joined(folder, name);
  const download = {
    label: "Download",
    icon: <Icon of={Download} />,
    onChoose: () => location.assign(contentHref(place, path)),
  };
  const label = `Actions for ${name}`;
  if (!actions) return kind === "file" && <Menu label={label} items={[download]} />;
  return (
    <>
      <Menu
        label={label}
        items={[
          ...(kind === "file" ? [download] : []),
          { label: "Rename or move…", icon: <Icon of={FolderInput} />, onChoose: () => setMoving(true) },
          "rule",
          { label: "Delete…", icon: <Icon of={Trash2} />, danger: true, onChoose: () => setDeleting(true) },
        ]}
      />
      <PathDialog open={moving} onOpenChange={setMoving} what="move" place={place} path={path} actions={actions} />
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete ${name}?`}
        description="This can’t be undone, unless a backup contains it."
        losses={[
          {
            icon: <Icon of={File} />,
            title: kind === "folder" ? "The folder and everything in it" : `The ${kind === "link" ? "link" : "file"}`,
            detail: path,
          },
        ]}
        confirm={`Delete ${name}`}
        act={() => actions.delete({ organisation, server, path })}
        onDone={() => say(`${name} deleted.`)}
      />
    </>
  );
}
