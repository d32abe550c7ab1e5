"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import type { ProviderDialogProps } from "@/components/providers/provider-dialog";
import type { ListedProvider, ProviderActions } from "@/components/providers/providing";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import { onDemand } from "@/components/ui/on-demand";
import { say } from "@/components/ui/toast";

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
  const [removing, setRemoving] = useState(false);
  const { id, name } = provider;
  const change = { label: "Change…", icon: <Icon of={Pencil} />, onChoose: () => setChanging(true) };
  const remove = {
    label: "Remove…",
    icon: <Icon of={Trash2} />,
    danger: true,
    onChoose: () => setRemoving(true),
  };
  return (
    <>
      <Menu
        label={`Actions for ${name}`}
        items={[
          ...(can.change ? [change] : []),
          ...(can.change && can.remove ? ["rule" as const] : []),
          ...(can.remove ? [remove] : []),
        ]}
      />
      <ProviderDialog
        open={changing}
        onOpenChange={setChanging}
        organisation={organisation}
        provider={provider}
        actions={actions}
      />
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={`Remove the mail server ${name}?`}
        description="Its stored password goes with it and can’t be had back. Invitations that it sent go on working."
        confirm="Remove it"
        onConfirm={async () => {
          const outcome = await actions.remove({ organisation, provider: id }).catch(() => undefined);
          if (!outcome?.ok)
            return outcome?.error.message ?? "Couldn’t reach Guildhall. Nothing was changed. Try again.";
          say(`The mail server ${name} is removed.`);
        }}
      />
    </>
  );
}
