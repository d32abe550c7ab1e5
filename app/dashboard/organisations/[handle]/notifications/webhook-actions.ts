"use server";

import { toAction } from "@/lib/doors/action/action";
import { routeEvents } from "@/lib/events/route_operations";
import { createWebhook, removeWebhook, updateWebhook } from "@/lib/webhooks/operations";
import { retryDelivery, testWebhook } from "@/lib/webhooks/trial_operations";

// Quiet: the first webhook changes the page so much that the dialog would close, and with it the secret that is shown only once.
export const createWebhookAction = toAction(createWebhook, { quiet: true });
export const updateWebhookAction = toAction(updateWebhook);
export const removeWebhookAction = toAction(removeWebhook);
export const routeEventsAction = toAction(routeEvents);
export const testWebhookAction = toAction(testWebhook);
export const retryDeliveryAction = toAction(retryDelivery);
