import { type OrganisationParams, openedOrganisation } from "@/app/dashboard/organisations/[handle]/opened";
import {
  createWebhookAction,
  removeWebhookAction,
  routeEventsAction,
  testWebhookAction,
  updateWebhookAction,
} from "@/app/dashboard/organisations/[handle]/webhooks/actions";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { TableFoot } from "@/components/ui/table-foot";
import { EventMatrix } from "@/components/webhooks/event-matrix";
import type { WebhookActions } from "@/components/webhooks/hooking";
import { NewWebhookButton } from "@/components/webhooks/new-webhook-button";
import { TryWebhook } from "@/components/webhooks/try-webhook";
import { WebhookMenu } from "@/components/webhooks/webhook-menu";
import { WebhookTable } from "@/components/webhooks/webhook-table";
import { webhooksEach } from "@/lib/limits";
import { read } from "@/lib/transport/page";
import { events, eventWords } from "@/lib/webhooks/events";
import { listWebhooks } from "@/lib/webhooks/operations";

export const metadata = { title: "Webhooks" };

const actions: WebhookActions = {
  create: createWebhookAction,
  update: updateWebhookAction,
  remove: removeWebhookAction,
};
const rows = events.map((event) => ({ event, words: eventWords(event) }));

export default async function WebhooksPage({ params }: OrganisationParams) {
  const { id: organisation, name, may, base } = await openedOrganisation((await params).handle);
  const webhooks = await read(listWebhooks, { organisation });
  const can = { change: may("notification.update"), remove: may("notification.delete") };
  const add = may("notification.create") && <NewWebhookButton organisation={organisation} actions={actions} />;
  return (
    <>
      <PageHead title="Webhooks" actions={webhooks.length > 0 && add}>
        What happens in {name} is told to other programs: to your own, signed, or to a channel of Discord or Slack.
      </PageHead>
      {webhooks.length > 0 ? (
        <>
          <WebhookTable
            webhooks={webhooks}
            now={new Date()}
            path={`${base}/webhooks`}
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
          <Section title="Which events go where">
            <EventMatrix
              key={webhooks.map(({ id, updatedAt }) => `${id}${updatedAt.getTime()}`).join()}
              organisation={organisation}
              rows={rows}
              webhooks={webhooks.map(({ id, name, events }) => ({ id, name, events }))}
              save={can.change ? routeEventsAction : undefined}
            />
          </Section>
        </>
      ) : (
        <EmptyState title="No webhooks yet" actions={add} limit={`0 of ${webhooksEach} webhooks`}>
          With one, a program of yours, or a channel of Discord or Slack, hears at once when somebody joins, a server
          fails or a zone changes. You need the address that takes it.
        </EmptyState>
      )}
    </>
  );
}
