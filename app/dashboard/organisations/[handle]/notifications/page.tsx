import { MailServers } from "@/app/dashboard/organisations/[handle]/notifications/mail-servers";
import { routeEventsAction } from "@/app/dashboard/organisations/[handle]/notifications/webhook-actions";
import { Webhooks } from "@/app/dashboard/organisations/[handle]/notifications/webhooks";
import { type OrganisationParams, openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { EventMatrix } from "@/components/webhooks/event-matrix";
import { read } from "@/lib/doors/page/page";
import { events, eventWords } from "@/lib/events/events";
import { listSmtpServers } from "@/lib/smtp_servers/operations";
import { listWebhooks } from "@/lib/webhooks/operations";

export const metadata = { title: "Notifications" };

const rows = events.map((event) => ({ event, words: eventWords(event) }));

export default async function NotificationsPage({ params }: OrganisationParams) {
  const opened = await openOrganisation((await params).handle);
  const { id: organisation, name, may } = opened;
  const webhooks = await read(listWebhooks, { organisation });
  const providers = await read(listSmtpServers, { organisation });
  const told = [
    ...webhooks.map((webhook) => ({ ...webhook, kind: "webhook" as const })),
    ...providers.map((provider) => ({ ...provider, kind: "provider" as const })),
  ];
  return (
    <>
      <PageHead title="Notifications">
        Send events of {name} to your own programs, to Discord or Slack channels, or by e-mail.
      </PageHead>
      <Webhooks opened={opened} webhooks={webhooks} />
      <MailServers opened={opened} providers={providers} />
      {told.length > 0 && (
        <Section title="Event subscriptions">
          <EventMatrix
            key={told.map(({ id, updatedAt }) => `${id}${updatedAt.getTime()}`).join()}
            organisation={organisation}
            rows={rows}
            destinations={told.map(({ kind, id, name, events }) => ({ kind, id, name, events }))}
            save={may("notification.update") ? routeEventsAction : undefined}
          />
        </Section>
      )}
    </>
  );
}
