"use client";

import { HardDrive } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ListedServer, ServerActions } from "@/components/servers/actions";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { Icon } from "@/components/ui/layout/icon";
import { say } from "@/components/ui/message/toast";

interface DeleteServerProps {
  organisation: string;
  server: ListedServer;
  /** Where to go afterwards. */
  doneHref: string;
  remove: ServerActions["delete"];
}

export function DeleteServer({ organisation, server, doneHref, remove }: DeleteServerProps) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const { id, name, image } = server;
  return (
    <>
      <Button
        variant="danger-quiet"
        onPointerEnter={ConfirmDialog.prepare}
        onClick={() => setAsking(true)}
        className="noscript:hidden"
      >
        Delete server…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete server ${name}?`}
        description="The server is stopped and removed immediately. This can’t be undone."
        losses={[{ icon: <Icon of={HardDrive} />, title: "The server with all its files and backups", detail: image }]}
        stays="The activity log keeps its history."
        typed={name}
        confirm={`Delete ${name}`}
        act={() => remove({ organisation, server: id })}
        onDone={() => {
          say(`Deleting ${name}…`);
          router.push(doneHref);
        }}
      />
    </>
  );
}
