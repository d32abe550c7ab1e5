import { Deliveries } from "@/app/dashboard/organisations/[handle]/notifications/delivery-log";
import {
  retryDeliveryAction,
  testWebhookAction,
} from "@/app/dashboard/organisations/[handle]/notifications/webhook-actions";
import { openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { PageHead } from "@/components/ui/layout/page-head";
import { RetryDelivery } from "@/components/webhooks/retry-delivery";
import { TryWebhook } from "@/components/webhooks/try-webhook";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { listDeliveries } from "@/lib/webhooks/delivery_operations";
import { readWebhook } from "@/lib/webhooks/operations";

export const metadata = { title: "Deliveries" };

interface DeliveriesParams {
  params: Promise<{ handle: string; webhook: string }>;
  searchParams: Search;
}

export default async function DeliveriesPage({ params, searchParams }: DeliveriesParams) {
  const { handle, webhook: id } = await params;
  const { id: organisation, may, base } = await openOrganisation(handle);
  const one = { organisation, webhook: id };
  const webhook = await read(readWebhook, one);
  const cursor = word((await searchParams).cursor);
  const told = await attempt(listDeliveries, { ...one, cursor });
  const change = may("notification.update");
  return (
    <>
      <PageHead
        title={webhook.name}
        crumbs={[{ href: `${base}/notifications`, label: "Notifications" }]}
        actions={change && <TryWebhook organisation={organisation} webhook={webhook} test={testWebhookAction} />}
      >
        Events sent to {webhook.host} in the last 30 days. A failed delivery is attempted six times within an hour.
      </PageHead>
      <Deliveries
        {...told}
        path={`${base}/notifications/webhooks/${id}`}
        cursor={cursor}
        retry={
          change
            ? ({ id: delivery, words }) => (
                <RetryDelivery one={{ ...one, delivery }} words={words} retry={retryDeliveryAction} />
              )
            : undefined
        }
        empty="Events that this webhook subscribes to appear here with their delivery state."
      />
    </>
  );
}
