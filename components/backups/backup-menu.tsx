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
  actions: BackupActions;
}

/** What can be done with one backup. */
export function BackupMenu({ organisation, server, backup, actions }: BackupMenuProps) {
  const [asking, setAsking] = useState<"restore" | "delete">();
  const { id, state, restoring } = backup;
  const one = { organisation, server: server.id, backup: id };
  const from = exactTime(new Date(backup.createdAt));
  if (state === "deleting" || restoring) return null;
  const open = (what: "restore" | "delete") => (now: boolean) => setAsking(now ? what : undefined);
  const kept = [
    { label: "Restore…", icon: <Icon of={RotateCcw} />, onChoose: () => setAsking("restore") },
    {
      label: "Download",
      icon: <Icon of={Download} />,
      onChoose: () => location.assign(`/api/organisations/${organisation}/servers/${server.id}/backups/${id}/content`),
    },
    "rule" as const,
  ];
  return (
    <>
      <Menu
        label={`Actions for the backup of ${from}`}
        items={[
          ...(state === "kept" ? kept : []),
          { label: "Delete…", icon: <Icon of={Trash2} />, danger: true, onChoose: () => setAsking("delete") },
        ]}
      />
      <ConfirmDialog
        open={asking === "restore"}
        onOpenChange={open("restore")}
        title={`Restore ${server.name} to ${from}?`}
        description="The server is stopped, gets the files of then, and is started again if it runs now."
        losses={[
          {
            icon: <Icon of={HardDrive} />,
            title: "All files that it has now",
            detail: "Make a backup first to keep them",
          },
        ]}
        stays="The backup stays. If anything goes wrong, the files stay as they are."
        confirm="Restore it"
        keep="Keep the files"
        act={() => actions.restore(one)}
        onDone={() => say(`${server.name} is being restored.`)}
      />
      <ConfirmDialog
        open={asking === "delete"}
        onOpenChange={open("delete")}
        title={`Delete the backup of ${from}?`}
        description="At once. It can’t be had back."
        losses={[{ icon: <Icon of={Archive} />, title: "What was kept then", detail: server.name }]}
        confirm="Delete the backup"
        act={() => actions.delete(one)}
        onDone={() => say("The backup is being deleted.")}
      />
    </>
  );
}
