"use client";

import { FilePlus2, FolderPlus } from "lucide-react";
import { useState } from "react";
import type { FileActions, FilesPlace } from "@/components/files/actions";
import type { PathDialogProps } from "@/components/files/path-dialog";
import { Button } from "@/components/ui/button/button";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { Icon } from "@/components/ui/layout/icon";

const PathDialog = onDemand<PathDialogProps>(() => import("@/components/files/path-dialog"));
const kinds = [
  { what: "folder", label: "New folder", icon: FolderPlus },
  { what: "file", label: "New file", icon: FilePlus2 },
] as const;

/** Creates a folder or a text file in the current folder. */
export function NewButtons({ place, folder, actions }: { place: FilesPlace; folder: string; actions: FileActions }) {
  const [what, setWhat] = useState<"folder" | "file">();
  return kinds.map(({ what: each, label, icon }) => (
    <span key={each} className="contents noscript:hidden">
      <Button onPointerEnter={PathDialog.prepare} onFocus={PathDialog.prepare} onClick={() => setWhat(each)}>
        <Icon of={icon} />
        {label}
      </Button>
      <PathDialog
        open={what === each}
        onOpenChange={(open) => setWhat(open ? each : undefined)}
        what={each}
        place={place}
        path={folder === "" ? "" : `${folder}/`}
        actions={actions}
      />
    </span>
  ));
}
