"use client";

import type { ServerActions, ServerChoices } from "@/components/servers/editing";
import type { ServerDialogProps } from "@/components/servers/server-dialog";
import { NewButton } from "@/components/ui/new-button";
import { onDemand } from "@/components/ui/on-demand";

const ServerDialog = onDemand<ServerDialogProps>(() => import("@/components/servers/server-dialog"));

interface NewServerButtonProps {
  organisation: string;
  choices: ServerChoices;
  create: ServerActions["create"];
}

export function NewServerButton(given: NewServerButtonProps) {
  return (
    <NewButton label="New server" prepare={ServerDialog.prepare}>
      {(opening) => <ServerDialog {...given} {...opening} />}
    </NewButton>
  );
}
