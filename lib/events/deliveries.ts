import type { Trx } from "@/db/client";
import {
  type DeliveryState,
  type Destination,
  type Facts,
  listDeliveriesOf,
  lockDelivery,
  requeueDelivery,
} from "@/db/queries/deliveries";
import { AppError } from "@/lib/errors";
import { fromCursor, idPattern, toPage } from "@/lib/paging";

/** The page: its size and the page mark it starts at. */
interface Which {
  state?: DeliveryState;
  limit: number;
  cursor?: string;
}

/** A page of the deliveries to a webhook or to the recipients of an SMTP server. */
export async function pageOfDeliveries(
  trx: Trx,
  organisation: string,
  to: Destination,
  { state, limit, cursor }: Which,
) {
  const after = fromCursor(cursor, idPattern);
  const rows = await listDeliveriesOf(trx, organisation, to, { state, after, limit: limit + 1 });
  const page = toPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  const items = page.items.map((row) => ({
    ...row,
    state: row.state as DeliveryState,
    facts: row.facts as unknown as Facts,
  }));
  return { ...page, items };
}

/**
 * Restarts the attempts of a failed delivery. @returns its event @throws NOT_FOUND, and CONFLICT for one that didn't
 * fail
 */
export async function retry(trx: Trx, organisation: string, to: Destination, id: string): Promise<string> {
  const delivery = await lockDelivery(trx, organisation, to, id);
  if (!delivery) throw new AppError("delivery.unknown");
  if (delivery.state !== "failed") throw new AppError("delivery.open");
  await requeueDelivery(trx, organisation, id);
  return delivery.event;
}
