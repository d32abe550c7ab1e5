import { z } from "zod";
import { done, line, made, one, pages, type Rest } from "@/lib/doors/rest/line";
import { routeEvents } from "@/lib/events/route_operations";
import { deliveryShape, routesShape } from "@/lib/events/shape";
import { listDeliveries } from "@/lib/webhooks/delivery_operations";
import { createWebhook, listWebhooks, readWebhook, removeWebhook, updateWebhook } from "@/lib/webhooks/operations";
import { keyedWebhookShape, triedShape, webhookShape } from "@/lib/webhooks/shape";
import { retryDelivery, testWebhook } from "@/lib/webhooks/trial_operations";

const list = `${one}/webhooks`;
const webhook = `${list}/:webhook`;

/** An organisation's webhooks. */
export const webhookLines: Rest[] = [
  line("GET", list, "List webhooks", listWebhooks, z.array(webhookShape)),
  line("POST", list, "Add a webhook", createWebhook, keyedWebhookShape, made),
  line("PUT", `${list}/events`, "Change the event subscriptions", routeEvents, routesShape),
  line("GET", webhook, "Read a webhook", readWebhook, webhookShape),
  line("PUT", webhook, "Edit a webhook", updateWebhook, keyedWebhookShape),
  done("DELETE", webhook, "Remove a webhook", removeWebhook),
  line("POST", `${webhook}/test`, "Test a webhook", testWebhook, triedShape),
  pages(`${webhook}/deliveries`, "List a webhook’s deliveries", listDeliveries, deliveryShape),
  done("POST", `${webhook}/deliveries/:delivery/retry`, "Retry a failed delivery", retryDelivery),
];
