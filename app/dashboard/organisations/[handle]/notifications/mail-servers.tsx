import {
  createSmtpServerAction,
  removeSmtpServerAction,
  testSmtpServerAction,
  updateSmtpServerAction,
} from "@/app/dashboard/organisations/[handle]/notifications/actions";
import type { Opened } from "@/app/dashboard/organisations/[handle]/open-organisation";
import type { ListedSmtpServer, SmtpServerActions } from "@/components/smtp_servers/actions";
import { NewSmtpServerButton } from "@/components/smtp_servers/new-smtp-server-button";
import { SmtpServerMenu } from "@/components/smtp_servers/smtp-server-menu";
import { SmtpServerTable } from "@/components/smtp_servers/smtp-server-table";
import { TrySmtpServer } from "@/components/smtp_servers/try-smtp-server";
import { Section } from "@/components/ui/layout/section";
import { EmptyState } from "@/components/ui/message/empty-state";
import { TableFoot } from "@/components/ui/table/table-foot";
import { smtpServersEach } from "@/lib/limits";

const actions: SmtpServerActions = {
  create: createSmtpServerAction,
  update: updateSmtpServerAction,
  remove: removeSmtpServerAction,
  test: testSmtpServerAction,
};

interface MailServersProps {
  opened: Opened;
  providers: ListedSmtpServer[];
}

/** An organisation's SMTP servers, as a section of its notifications page. */
export function MailServers({ opened: { id: organisation, may, base }, providers }: MailServersProps) {
  const can = { change: may("notification.update"), remove: may("notification.delete") };
  const add = may("notification.create") && <NewSmtpServerButton organisation={organisation} actions={actions} />;
  if (providers.length === 0)
    return (
      <Section title="SMTP servers">
        <EmptyState title="No SMTP servers yet" actions={add} limit={`0 of ${smtpServersEach} SMTP servers`}>
          An SMTP server sends invitations from your own address, even if this portal doesn’t send e-mail, and notifies
          you of events by e-mail. You need its host, a user name and a password from its operator.
        </EmptyState>
      </Section>
    );
  return (
    <Section title="SMTP servers" action={add}>
      <p className="mb-2 max-w-[72ch] text-ink-soft">
        They can send invitations, too. The link in such an e-mail lets somebody join, but doesn’t verify their address
        as the portal’s own e-mails do.
      </p>
      <SmtpServerTable
        providers={providers}
        now={new Date()}
        path={`${base}/notifications/mail-servers`}
        attempt={
          can.change
            ? (provider) => (
                <TrySmtpServer organisation={organisation} provider={provider} test={testSmtpServerAction} />
              )
            : undefined
        }
        menu={
          can.change || can.remove
            ? (provider) => (
                <SmtpServerMenu organisation={organisation} provider={provider} can={can} actions={actions} />
              )
            : undefined
        }
      />
      <TableFoot>
        {providers.length} of {smtpServersEach} SMTP servers
      </TableFoot>
    </Section>
  );
}
