"use client";

import { Archive, Download, HardDrive, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import type { BackupActions, ListedBackup } from "@/components/backups/actions";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { Icon } from "@/components/ui/layout/icon";
import { exactTime } from "@/components/ui/layout/time-words";
import { Menu } from "@/components/ui/menu/menu";
import { say } from "@/components/ui/message/toast";

interface BackupMenuProps {
  organisation: string;
  server: { id: string; name: string };
  backup: ListedBackup;
  /** Left out where it can only be downloaded. */
  actions?: BackupActions;
}

/** The actions for one backup. */
export function BackupMenu({ organisation, server, backup, actions }: BackupMenuProps) {
  const [asking, setAsking] = useState<"restore" | "delete">();
  const { id, state, restoring } = backup;
  const one = { organisation, server: server.id, backup: id };
  const from = exactTime(new Date(backup.createdAt));
  if (state === "deleting" || restoring || (!actions && state !== "kept")) return null;
  const open = (what: "restore" | "delete") => (now: boolean) => setAsking(now ? what : undefined);
  const download = {
    label: "Download",
    icon: <Icon of={Download} />,
    onChoose: () => location.assign(`/api/organisations/${organisation}/servers/${server.id}/backups/${id}/content`),
  };
  const label = `Actions for the backup of ${from}`;
  if (!actions) return <Menu label={label} items={[download]} />;
  const ready = [
    { label: "Restore…", icon: <Icon of={RotateCcw} />, onChoose: () => setAsking("restore") },
    download,
    "rule" as const,
  ];
  return (
    <>
      <Menu
        label={label}
        items={[
          ...(state === "kept" ? ready : []),
          { label: "Delete…", icon: <Icon of={Trash2} />, danger: true, onChoose: () => setAsking("delete") },
        ]}
      />
      <ConfirmDialog
        open={asking === "restore"}
        onOpenChange={open("restore")}
        title={`Restore ${server.name} to ${from}?`}
        description="The server is stopped, its files are replaced with those of the backup, and it starts again if it is running now."
        losses={[
          {
            icon: <Icon of={HardDrive} />,
            title: "All current files",
            detail: "Create a backup first to keep them",
          },
        ]}
        stays="The backup is kept. If restoring fails, the current files are kept too."
        confirm="Restore"
        keep="Keep current files"
        act={() => actions.restore(one)}
        onDone={() => say(`Restoring ${server.name}…`)}
      />
      <ConfirmDialog
        open={asking === "delete"}
        onOpenChange={open("delete")}
        title={`Delete the backup of ${from}?`}
        description="This can’t be undone."
        losses={[{ icon: <Icon of={Archive} />, title: "The backup", detail: server.name }]}
        confirm="Delete backup"
        act={() => actions.delete(one)}
        onDone={() => say("Deleting the backup…")}
      />
    </>
  );
}
