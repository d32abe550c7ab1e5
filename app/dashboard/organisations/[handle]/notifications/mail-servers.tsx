import {
  createProviderAction,
  removeProviderAction,
  testProviderAction,
  updateProviderAction,
} from "@/app/dashboard/organisations/[handle]/notifications/actions";
import type { Opened } from "@/app/dashboard/organisations/[handle]/opened";
import { NewProviderButton } from "@/components/providers/new-provider-button";
import { ProviderMenu } from "@/components/providers/provider-menu";
import { ProviderTable } from "@/components/providers/provider-table";
import type { ListedProvider, ProviderActions } from "@/components/providers/providing";
import { TryProvider } from "@/components/providers/try-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import { TableFoot } from "@/components/ui/table-foot";
import { providersEach } from "@/lib/limits";

const actions: ProviderActions = {
  create: createProviderAction,
  update: updateProviderAction,
  remove: removeProviderAction,
  test: testProviderAction,
};

interface MailServersProps {
  opened: Opened;
  providers: ListedProvider[];
}

/** An organisation's own mail servers, as a part of its page of notifications. */
export function MailServers({ opened: { id: organisation, may, base }, providers }: MailServersProps) {
  const can = { change: may("notification.update"), remove: may("notification.delete") };
  const add = may("notification.create") && <NewProviderButton organisation={organisation} actions={actions} />;
  if (providers.length === 0)
    return (
      <Section title="Mail servers">
        <EmptyState title="No mail server of your own" actions={add} limit={`0 of ${providersEach} mail servers`}>
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
      <ProviderTable
        providers={providers}
        now={new Date()}
        path={`${base}/notifications/mail-servers`}
        attempt={
          can.change
            ? (provider) => <TryProvider organisation={organisation} provider={provider} test={testProviderAction} />
            : undefined
        }
        menu={
          can.change || can.remove
            ? (provider) => <ProviderMenu organisation={organisation} provider={provider} can={can} actions={actions} />
            : undefined
        }
      />
      <TableFoot>
        {providers.length} of {providersEach} mail servers
      </TableFoot>
    </Section>
  );
}
