"use server";

import { toAction } from "@/lib/transport/action";
import { createWebhook, removeWebhook, updateWebhook } from "@/lib/webhooks/operations";
import { routeEvents } from "@/lib/webhooks/route";
import { retryDelivery, testWebhook } from "@/lib/webhooks/try";

export const createWebhookAction = toAction(createWebhook);
export const updateWebhookAction = toAction(updateWebhook);
export const removeWebhookAction = toAction(removeWebhook);
export const routeEventsAction = toAction(routeEvents);
export const testWebhookAction = toAction(testWebhook);
export const retryDeliveryAction = toAction(retryDelivery);
