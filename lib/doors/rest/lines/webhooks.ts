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

/** Where an organisation has told what happens in it. */
export const webhookLines: Rest[] = [
  line("GET", list, "List webhooks", listWebhooks, z.array(webhookShape)),
  line("POST", list, "Add a webhook", createWebhook, keyedWebhookShape, made),
  line("PUT", `${list}/events`, "Say which events go where", routeEvents, routesShape),
  line("GET", webhook, "Read a webhook", readWebhook, webhookShape),
  line("PUT", webhook, "Change a webhook", updateWebhook, keyedWebhookShape),
  done("DELETE", webhook, "Remove a webhook", removeWebhook),
  line("POST", `${webhook}/test`, "Try a webhook", testWebhook, triedShape),
  pages(`${webhook}/deliveries`, "List what a webhook was told", listDeliveries, deliveryShape),
  done("POST", `${webhook}/deliveries/:delivery/retry`, "Try a failed delivery again", retryDelivery),
];
