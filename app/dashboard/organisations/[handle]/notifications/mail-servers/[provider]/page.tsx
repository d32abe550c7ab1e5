import { retryMailedAction, testProviderAction } from "@/app/dashboard/organisations/[handle]/notifications/actions";
import { Deliveries } from "@/app/dashboard/organisations/[handle]/notifications/told";
import { openedOrganisation } from "@/app/dashboard/organisations/[handle]/opened";
import { TryProvider } from "@/components/providers/try-provider";
import { PageHead } from "@/components/ui/page-head";
import { RetryDelivery } from "@/components/webhooks/retry-delivery";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { listMailed } from "@/lib/providers/deliveries";
import { readProvider } from "@/lib/providers/operations";

export const metadata = { title: "Mails about events" };

interface MailedParams {
  params: Promise<{ handle: string; provider: string }>;
  searchParams: Search;
}

export default async function MailedPage({ params, searchParams }: MailedParams) {
  const { handle, provider: id } = await params;
  const { id: organisation, may, base } = await openedOrganisation(handle);
  const one = { organisation, provider: id };
  const provider = await read(readProvider, one);
  const cursor = word((await searchParams).cursor);
  const told = await attempt(listMailed, { ...one, cursor });
  const change = may("notification.update");
  return (
    <>
      <PageHead
        title={provider.name}
        crumbs={[{ href: `${base}/notifications`, label: "Notifications" }]}
        actions={change && <TryProvider organisation={organisation} provider={provider} test={testProviderAction} />}
      >
        What was mailed to {provider.recipients.join(", ")} in the last thirty days. What fails is tried six times
        within an hour.
      </PageHead>
      <Deliveries
        {...told}
        path={`${base}/notifications/mail-servers/${id}`}
        cursor={cursor}
        retry={
          change
            ? ({ id: delivery, words }) => (
                <RetryDelivery one={{ ...one, delivery }} words={words} retry={retryMailedAction} />
              )
            : undefined
        }
        empty="As soon as something happens that goes to this mail server, it stands here with what became of it. The list of notifications says which events do."
      />
    </>
  );
}
