import type { Trx } from "@/db/client";
import { findWebhook, type WebhookRow } from "@/db/queries/webhooks";
import { AppError } from "@/lib/errors";
import type { deliveryStates } from "@/lib/events/schema";
import { Refusal } from "@/lib/kernel/errors";
import { seal, unseal } from "@/lib/secrets";
import type { Format } from "@/lib/webhooks/schema";

/** A webhook as it is shown. Each field by its name: whatever else a row carries, its secret above all, stays behind. */
export function toWebhook(row: WebhookRow) {
  const { id, name, host, events, createdByName, createdAt, updatedAt, lastTriedAt, lastProblem } = row;
  const lastState = row.lastState as (typeof deliveryStates)[number] | null;
  const last = { lastState, lastTriedAt, lastProblem };
  return { id, name, format: row.format as Format, host, events, createdByName, createdAt, updatedAt, ...last };
}

type Column = "address" | "secret";
const placeOf = (id: string, column: Column) => ({ table: "webhooks", row: id, column });

/** Encrypted for this webhook alone. */
export const sealed = (id: string, column: Column, text: string) => seal(placeOf(id, column), text);

const unreadable =
  "The webhook’s address and secret can’t be read any more: the portal’s encryption key was changed. Give both again.";

/** Where a webhook leads and what signs for it. @throws CONFLICT when the key that they were sealed with is gone */
export function opened(id: string, { address, secret }: Record<Column, Buffer>) {
  try {
    return { url: unseal(placeOf(id, "address"), address), secret: unseal(placeOf(id, "secret"), secret) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new AppError("secret.unreadable", { message: unreadable });
  }
}

/** @throws NOT_FOUND for whatever isn't this organisation's own */
export async function requireWebhook(trx: Trx, organisationId: string, id: string) {
  const row = await findWebhook(trx, organisationId, id);
  if (!row) throw new AppError("webhook.unknown");
  return row;
}
