"use client";

import type { Left, ListedServer, ServerActions } from "@/components/servers/actions";
import { ContainerForm } from "@/components/servers/forms/container-form";
import { LimitsForm } from "@/components/servers/forms/limits-form";
import { Dialog, DialogBody } from "@/components/ui/dialog/dialog";

export interface ChangeDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  what: "limits" | "container";
  organisation: string;
  server: ListedServer;
  /** Beside what the server has already; nothing where its node alone decides. */
  left: Left;
  variables: string[];
  update: ServerActions["update"];
}

/** Changes of a server. Fetched on demand by whoever opens it. */
export default function ChangeDialog({ open, onOpenChange, what, variables, left, ...given }: ChangeDialogProps) {
  const close = () => onOpenChange(false);
  const limits = what === "limits";
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={limits ? "Name and limits" : "What it is made from"}
      description={
        limits
          ? `These change while it runs. What is more comes from ${given.server.node.name}, as far as it has it${Object.values(left).some(Boolean) ? " and the organisation’s pool allows it" : ""}.`
          : "Its container is made anew for these: a server that runs is restarted. Its files stay."
      }
    >
      <DialogBody>
        {limits ? (
          <LimitsForm {...given} left={left} close={close} />
        ) : (
          <ContainerForm {...given} left={left} variables={variables} close={close} />
        )}
      </DialogBody>
    </Dialog>
  );
}
