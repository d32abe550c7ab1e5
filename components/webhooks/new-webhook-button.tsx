"use client";

import { NewButton } from "@/components/ui/button/new-button";
import { onDemand } from "@/components/ui/dialog/on-demand";
import type { WebhookActions } from "@/components/webhooks/actions";
import type { WebhookDialogProps } from "@/components/webhooks/webhook-dialog";

const WebhookDialog = onDemand<WebhookDialogProps>(() => import("@/components/webhooks/webhook-dialog"));

export function NewWebhookButton({ organisation, actions }: { organisation: string; actions: WebhookActions }) {
  return (
    <NewButton label="New webhook" word="webhook" prepare={WebhookDialog.prepare}>
      {(opening) => <WebhookDialog {...opening} organisation={organisation} actions={actions} />}
    </NewButton>
  );
}
