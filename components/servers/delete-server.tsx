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
  /** Where it leads afterwards. */
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
        Delete the server…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete the server ${name}?`}
        description="It is stopped and removed at once. It can’t be had back."
        losses={[{ icon: <Icon of={HardDrive} />, title: "The server with all its files and backups", detail: image }]}
        stays="What was done here stays in the activity."
        typed={name}
        confirm={`Delete ${name}`}
        act={() => remove({ organisation, server: id })}
        onDone={() => {
          say(`The server ${name} is being deleted.`);
          router.push(doneHref);
        }}
      />
    </>
  );
}
