"use client";

import { useState } from "react";
import type { ProviderDialogProps } from "@/components/providers/provider-dialog";
import type { ListedProvider, ProviderActions } from "@/components/providers/providing";
import { EntryMenu } from "@/components/ui/entry-menu";
import { onDemand } from "@/components/ui/on-demand";

const ProviderDialog = onDemand<ProviderDialogProps>(() => import("@/components/providers/provider-dialog"));

interface ProviderMenuProps {
  organisation: string;
  provider: ListedProvider;
  can: { change: boolean; remove: boolean };
  actions: ProviderActions;
}

/** What can be done with one mail server of the list. */
export function ProviderMenu({ organisation, provider, can, actions }: ProviderMenuProps) {
  const [changing, setChanging] = useState(false);
  const { id, name } = provider;
  return (
    <>
      <EntryMenu
        name={name}
        noun="mail server"
        can={can}
        onChange={() => setChanging(true)}
        loss="Its stored password goes with it and can’t be had back. Invitations that it sent go on working."
        remove={() => actions.remove({ organisation, provider: id })}
      />
      <ProviderDialog
        open={changing}
        onOpenChange={setChanging}
        organisation={organisation}
        provider={provider}
        actions={actions}
      />
    </>
  );
}
