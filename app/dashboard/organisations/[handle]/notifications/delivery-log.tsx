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
  /** The page's own address. */
  path: string;
  cursor: string | undefined;
  data?: { items: Told[]; after: string | null };
  refusal?: Refusal;
  /** What tries a failed one again; left out for who may not. */
  retry?: (delivery: ListedDelivery) => ReactNode;
  /** What stands there before anything was told. */
  empty: string;
}

/** What was told to a webhook, or to the recipients of a mail server, page by page. */
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
      {items.length === 0 && !refusal && <EmptyState title="Nothing was told yet">{empty}</EmptyState>}
    </>
  );
}
