"use client";

import type { ProviderDialogProps } from "@/components/providers/provider-dialog";
import type { ProviderActions } from "@/components/providers/providing";
import { NewButton } from "@/components/ui/new-button";
import { onDemand } from "@/components/ui/on-demand";

const ProviderDialog = onDemand<ProviderDialogProps>(() => import("@/components/providers/provider-dialog"));

export function NewProviderButton({ organisation, actions }: { organisation: string; actions: ProviderActions }) {
  return (
    <NewButton label="New mail server" word="mail" prepare={ProviderDialog.prepare}>
      {(opening) => <ProviderDialog {...opening} organisation={organisation} actions={actions} />}
    </NewButton>
  );
}
