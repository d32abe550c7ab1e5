import {
  createWebhookAction,
  removeWebhookAction,
  testWebhookAction,
  updateWebhookAction,
} from "@/app/dashboard/organisations/[handle]/notifications/webhook-actions";
import type { Opened } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { Section } from "@/components/ui/layout/section";
import { EmptyState } from "@/components/ui/message/empty-state";
import { TableFoot } from "@/components/ui/table/table-foot";
import type { ListedWebhook, WebhookActions } from "@/components/webhooks/actions";
import { NewWebhookButton } from "@/components/webhooks/new-webhook-button";
import { TryWebhook } from "@/components/webhooks/try-webhook";
import { WebhookMenu } from "@/components/webhooks/webhook-menu";
import { WebhookTable } from "@/components/webhooks/webhook-table";
import { webhooksEach } from "@/lib/limits";

const actions: WebhookActions = {
  create: createWebhookAction,
  update: updateWebhookAction,
  remove: removeWebhookAction,
};

interface WebhooksProps {
  opened: Opened;
  webhooks: ListedWebhook[];
}

/** An organisation's webhooks, as a section of its notifications page. */
export function Webhooks({ opened: { id: organisation, may, base }, webhooks }: WebhooksProps) {
  const can = { change: may("notification.update"), remove: may("notification.delete") };
  const add = may("notification.create") && <NewWebhookButton organisation={organisation} actions={actions} />;
  if (webhooks.length === 0)
    return (
      <Section title="Webhooks">
        <EmptyState title="No webhooks yet" actions={add} limit={`0 of ${webhooksEach} webhooks`}>
          A webhook notifies one of your programs, or a Discord or Slack channel, as soon as somebody joins, a server
          fails or a zone changes. You need the URL that receives it.
        </EmptyState>
      </Section>
    );
  return (
    <Section title="Webhooks" action={add}>
      <WebhookTable
        webhooks={webhooks}
        now={new Date()}
        path={`${base}/notifications/webhooks`}
        attempt={
          can.change
            ? (webhook) => <TryWebhook organisation={organisation} webhook={webhook} test={testWebhookAction} />
            : undefined
        }
        menu={
          can.change || can.remove
            ? (webhook) => <WebhookMenu organisation={organisation} webhook={webhook} can={can} actions={actions} />
            : undefined
        }
      />
      <TableFoot>
        {webhooks.length} of {webhooksEach} webhooks
      </TableFoot>
    </Section>
  );
}
