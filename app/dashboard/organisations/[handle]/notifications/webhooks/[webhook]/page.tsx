import { openedOrganisation } from "@/app/dashboard/organisations/[handle]/opened";
import { retryDeliveryAction, testWebhookAction } from "@/app/dashboard/organisations/[handle]/webhooks/actions";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { RefusedFilters } from "@/components/ui/refused-filters";
import { TableFoot } from "@/components/ui/table-foot";
import { DeliveryTable } from "@/components/webhooks/delivery-table";
import { RetryDelivery } from "@/components/webhooks/retry-delivery";
import { TryWebhook } from "@/components/webhooks/try-webhook";
import { attempt, read } from "@/lib/transport/page";
import { type Search, withWords, word } from "@/lib/transport/search";
import { listDeliveries } from "@/lib/webhooks/deliveries";
import { eventWords } from "@/lib/webhooks/events";
import { readWebhook } from "@/lib/webhooks/operations";

export const metadata = { title: "Deliveries" };

interface DeliveriesParams {
  params: Promise<{ handle: string; webhook: string }>;
  searchParams: Search;
}

export default async function DeliveriesPage({ params, searchParams }: DeliveriesParams) {
  const { handle, webhook: id } = await params;
  const { id: organisation, may, base } = await openedOrganisation(handle);
  const webhook = await read(readWebhook, { organisation, webhook: id });
  const cursor = word((await searchParams).cursor);
  const path = `${base}/webhooks/${id}`;
  const { data, refusal } = await attempt(listDeliveries, { organisation, webhook: id, cursor });
  const change = may("notification.update");
  const items = (data?.items ?? []).map((item) => ({ ...item, words: eventWords(item.event) }));
  return (
    <>
      <PageHead
        title={webhook.name}
        crumbs={[{ href: `${base}/webhooks`, label: "Webhooks" }]}
        actions={change && <TryWebhook organisation={organisation} webhook={webhook} test={testWebhookAction} />}
      >
        What was told to {webhook.host} in the last thirty days. What fails is tried six times within an hour.
      </PageHead>
      {refusal && <RefusedFilters href={path} refusal={refusal} />}
      {items.length > 0 && (
        <>
          <DeliveryTable
            items={items}
            now={new Date()}
            retry={
              change
                ? (delivery) => (
                    <RetryDelivery
                      one={{ organisation, webhook: id, delivery: delivery.id }}
                      words={delivery.words}
                      retry={retryDeliveryAction}
                    />
                  )
                : undefined
            }
          />
          <TableFoot first={cursor && path} next={data?.after ? withWords(path, { cursor: data.after }) : undefined} />
        </>
      )}
      {items.length === 0 && !refusal && (
        <EmptyState title="Nothing was told yet">
          As soon as something happens that this webhook is told, it stands here with what became of it.
        </EmptyState>
      )}
    </>
  );
}
