import {
  createProviderAction,
  removeProviderAction,
  testProviderAction,
  updateProviderAction,
} from "@/app/dashboard/organisations/[handle]/notifications/actions";
import { type OrganisationParams, openedOrganisation } from "@/app/dashboard/organisations/[handle]/opened";
import { NewProviderButton } from "@/components/providers/new-provider-button";
import { ProviderMenu } from "@/components/providers/provider-menu";
import { ProviderTable } from "@/components/providers/provider-table";
import type { ProviderActions } from "@/components/providers/providing";
import { TryProvider } from "@/components/providers/try-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { TableFoot } from "@/components/ui/table-foot";
import { providersEach } from "@/lib/limits";
import { listProviders } from "@/lib/providers/operations";
import { read } from "@/lib/transport/page";

export const metadata = { title: "Mail servers" };

const actions: ProviderActions = {
  create: createProviderAction,
  update: updateProviderAction,
  remove: removeProviderAction,
  test: testProviderAction,
};

export default async function MailServersPage({ params }: OrganisationParams) {
  const { id: organisation, name, may } = await openedOrganisation((await params).handle);
  const providers = await read(listProviders, { organisation });
  const can = { change: may("notification.update"), remove: may("notification.delete") };
  const add = may("notification.create") && <NewProviderButton organisation={organisation} actions={actions} />;
  return (
    <>
      <PageHead title="Mail servers" actions={providers.length > 0 && add}>
        Through these {name} sends invitations itself. The link in such a mail lets somebody join; it doesn’t confirm an
        address, as the portal’s own mails do.
      </PageHead>
      {providers.length > 0 ? (
        <>
          <ProviderTable
            providers={providers}
            attempt={
              can.change
                ? (provider) => (
                    <TryProvider organisation={organisation} provider={provider} test={testProviderAction} />
                  )
                : undefined
            }
            menu={
              can.change || can.remove
                ? (provider) => (
                    <ProviderMenu organisation={organisation} provider={provider} can={can} actions={actions} />
                  )
                : undefined
            }
          />
          <TableFoot>
            {providers.length} of {providersEach} mail servers
          </TableFoot>
        </>
      ) : (
        <EmptyState title="No mail server of your own" actions={add} limit={`0 of ${providersEach} mail servers`}>
          With one, invitations go out under your own address, even where this portal sends no mail. You need its host,
          and a user name with a password, from whoever runs it.
        </EmptyState>
      )}
    </>
  );
}
