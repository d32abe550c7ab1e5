"use client";

import { useState } from "react";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { EntryMenu } from "@/components/ui/menu/entry-menu";
import type { ListedWebhook, WebhookActions } from "@/components/webhooks/actions";
import type { WebhookDialogProps } from "@/components/webhooks/webhook-dialog";

const WebhookDialog = onDemand<WebhookDialogProps>(() => import("@/components/webhooks/webhook-dialog"));

interface WebhookMenuProps {
  organisation: string;
  webhook: ListedWebhook;
  can: { change: boolean; remove: boolean };
  actions: WebhookActions;
}

/** The actions menu of one webhook. */
export function WebhookMenu({ organisation, webhook, can, actions }: WebhookMenuProps) {
  const [changing, setChanging] = useState(false);
  const { id, name } = webhook;
  return (
    <>
      <EntryMenu
        name={name}
        noun="webhook"
        can={can}
        onChange={() => setChanging(true)}
        loss="Its URL, secret and delivery log are deleted, too. Queued events are no longer delivered."
        remove={() => actions.remove({ organisation, webhook: id })}
      />
      <WebhookDialog
        open={changing}
        onOpenChange={setChanging}
        organisation={organisation}
        webhook={webhook}
        actions={actions}
      />
    </>
  );
}
