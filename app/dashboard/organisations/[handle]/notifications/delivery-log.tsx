import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/message/empty-state";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { DeliveryTable, type ListedDelivery } from "@/components/webhooks/delivery-table";
import { withWords } from "@/lib/doors/page/search";
import { eventWords } from "@/lib/events/events";
import type { Refusal } from "@/lib/kernel/errors";

type Told = Omit<ListedDelivery, "words">;

interface DeliveriesProps {
  /** The page's own path. */
  path: string;
  cursor: string | undefined;
  data?: { items: Told[]; after: string | null };
  refusal?: Refusal;
  /** The button that retries a failed delivery; left out without the permission. */
  retry?: (delivery: ListedDelivery) => ReactNode;
  /** Shown while the list is empty. */
  empty: string;
}

/** The deliveries to a webhook, or to the recipients of an SMTP server, page by page. */
export function Deliveries({ path, cursor, data, refusal, retry, empty }: DeliveriesProps) {
  const items = (data?.items ?? []).map((item) => ({ ...item, words: eventWords(item.event) }));
  return (
    <>
      {refusal && <RefusedFilters href={path} refusal={refusal} />}
      {items.length > 0 && (
        <>
          <DeliveryTable items={items} now={new Date()} retry={retry} />
          <TableFoot first={cursor && path} next={data?.after ? withWords(path, { cursor: data.after }) : undefined} />
        </>
      )}
      {items.length === 0 && !refusal && <EmptyState title="No deliveries yet">{empty}</EmptyState>}
    </>
  );
}
