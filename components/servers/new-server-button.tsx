"use client";

import { Plus } from "lucide-react";
import type { ServerActions, ServerChoices, ServerDialogProps } from "@/components/servers/actions";
import { Button } from "@/components/ui/button/button";
import { NewButton } from "@/components/ui/button/new-button";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { Icon } from "@/components/ui/layout/icon";

const ServerDialog = onDemand<ServerDialogProps>(() => import("@/components/servers/forms/server-dialog"));

interface NewServerButtonProps {
  organisation: string;
  choices: ServerChoices;
  /** Why none can be created. */
  full?: string;
  create: ServerActions["create"];
}

/** Opens the dialog for a new server, or says that the portal tier allows no more. */
export function NewServerButton({ full, ...given }: NewServerButtonProps) {
  if (full)
    return (
      <div className="grid max-w-80 justify-items-end gap-1 card:max-w-none card:justify-items-stretch">
        <Button variant="main" disabled aria-describedby="no-new-server">
          <Icon of={Plus} />
          New server
        </Button>
        <p id="no-new-server" className="text-right text-sm text-pretty text-ink-soft card:text-left">
          {full}
        </p>
      </div>
    );
  return (
    <NewButton label="New server" prepare={ServerDialog.prepare}>
      {(opening) => <ServerDialog {...given} {...opening} />}
    </NewButton>
  );
}
