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

/** An organisation's own mail servers, as a part of its page of notifications. */
export function MailServers({ opened: { id: organisation, may, base }, providers }: MailServersProps) {
  const can = { change: may("notification.update"), remove: may("notification.delete") };
  const add = may("notification.create") && <NewSmtpServerButton organisation={organisation} actions={actions} />;
  if (providers.length === 0)
    return (
      <Section title="Mail servers">
        <EmptyState title="No mail server of your own" actions={add} limit={`0 of ${smtpServersEach} mail servers`}>
          With one, invitations go out under your own address, even where this portal sends no mail, and what happens is
          told by mail. You need its host, and a user name with a password, from whoever runs it.
        </EmptyState>
      </Section>
    );
  return (
    <Section title="Mail servers" action={add}>
      <p className="mb-2 max-w-[72ch] text-ink-soft">
        They send invitations, too. The link in such a mail lets somebody join; it doesn’t confirm an address, as the
        portal’s own mails do.
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
        {providers.length} of {smtpServersEach} mail servers
      </TableFoot>
    </Section>
  );
}
