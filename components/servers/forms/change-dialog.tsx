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
  /** What is left besides what the server already has; empty when only its node sets the limit. */
  left: Left;
  variables: string[];
  update: ServerActions["update"];
}

/** Edits a server. Loaded on demand. */
export default function ChangeDialog({ open, onOpenChange, what, variables, left, ...given }: ChangeDialogProps) {
  const close = () => onOpenChange(false);
  const limits = what === "limits";
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={limits ? "Name and limits" : "Image and environment"}
      description={
        limits
          ? `Changes apply while the server runs. Higher limits need free room on ${given.server.node.name}${Object.values(left).some(Boolean) ? " and in the organisation’s pool" : ""}.`
          : "Saving recreates the container. A running server is restarted. Its files are kept."
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
