import { retryMailedAction, testSmtpServerAction } from "@/app/dashboard/organisations/[handle]/notifications/actions";
import { Deliveries } from "@/app/dashboard/organisations/[handle]/notifications/delivery-log";
import { openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { TrySmtpServer } from "@/components/smtp_servers/try-smtp-server";
import { PageHead } from "@/components/ui/layout/page-head";
import { RetryDelivery } from "@/components/webhooks/retry-delivery";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { listMailed } from "@/lib/smtp_servers/delivery_operations";
import { readSmtpServer } from "@/lib/smtp_servers/operations";

export const metadata = { title: "E-mail deliveries" };

interface MailedParams {
  params: Promise<{ handle: string; provider: string }>;
  searchParams: Search;
}

export default async function MailedPage({ params, searchParams }: MailedParams) {
  const { handle, provider: id } = await params;
  const { id: organisation, may, base } = await openOrganisation(handle);
  const one = { organisation, provider: id };
  const provider = await read(readSmtpServer, one);
  const cursor = word((await searchParams).cursor);
  const told = await attempt(listMailed, { ...one, cursor });
  const change = may("notification.update");
  return (
    <>
      <PageHead
        title={provider.name}
        crumbs={[{ href: `${base}/notifications`, label: "Notifications" }]}
        actions={
          change && <TrySmtpServer organisation={organisation} provider={provider} test={testSmtpServerAction} />
        }
      >
        What was e-mailed to {provider.recipients.join(", ")} in the last thirty days. A failed delivery is attempted
        six times within an hour.
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
        empty="Events sent through this SMTP server appear here with their result. The notifications page says which events those are."
      />
    </>
  );
}
