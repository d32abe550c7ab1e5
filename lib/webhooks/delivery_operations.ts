import { pageOfDeliveries } from "@/lib/events/deliveries";
import { requireWholeSight } from "@/lib/events/sight";
import { organisationQuery } from "@/lib/kernel/kinds";
import { listDeliveriesInput } from "@/lib/webhooks/schema";
import { requireWebhook } from "@/lib/webhooks/view";

/** The deliveries to one webhook, newest first. */
export const listDeliveries = organisationQuery("webhook.deliveries", {
  input: listDeliveriesInput,
  token: "organisation",
  permission: "notification.read",
  async run({ trx, organisation }, { webhook, ...which }) {
    await requireWebhook(trx, organisation.id, webhook);
    requireWholeSight(organisation);
    return pageOfDeliveries(trx, organisation.id, { webhookId: webhook }, which);
  },
});
