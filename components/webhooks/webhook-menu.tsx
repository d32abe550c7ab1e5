"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import { onDemand } from "@/components/ui/on-demand";
import { say } from "@/components/ui/toast";
import type { ListedWebhook, WebhookActions } from "@/components/webhooks/hooking";
import type { WebhookDialogProps } from "@/components/webhooks/webhook-dialog";

const WebhookDialog = onDemand<WebhookDialogProps>(() => import("@/components/webhooks/webhook-dialog"));

interface WebhookMenuProps {
  organisation: string;
  webhook: ListedWebhook;
  can: { change: boolean; remove: boolean };
  actions: WebhookActions;
}

/** What can be done with one webhook of the list. */
export function WebhookMenu({ organisation, webhook, can, actions }: WebhookMenuProps) {
  const [changing, setChanging] = useState(false);
  const [removing, setRemoving] = useState(false);
  const { id, name } = webhook;
  const change = { label: "Change…", icon: <Icon of={Pencil} />, onChoose: () => setChanging(true) };
  const remove = { label: "Remove…", icon: <Icon of={Trash2} />, danger: true, onChoose: () => setRemoving(true) };
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
      <WebhookDialog
        open={changing}
        onOpenChange={setChanging}
        organisation={organisation}
        webhook={webhook}
        actions={actions}
      />
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={`Remove the webhook ${name}?`}
        description="Its address, its secret and the list of what it was told go with it. What waits to be told isn’t told any more."
        confirm="Remove it"
        onConfirm={async () => {
          const outcome = await actions.remove({ organisation, webhook: id }).catch(() => undefined);
          if (!outcome?.ok)
            return outcome?.error.message ?? "Couldn’t reach Guildhall. Nothing was changed. Try again.";
          say(`The webhook ${name} is removed.`);
        }}
      />
    </>
  );
}
