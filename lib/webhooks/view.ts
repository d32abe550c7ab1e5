import type { Trx } from "@/db/client";
import { findWebhook, type WebhookRow } from "@/db/queries/webhooks";
import { AppError } from "@/lib/errors";
import type { deliveryStates } from "@/lib/events/schema";
import { Refusal } from "@/lib/kernel/errors";
import { seal, unseal } from "@/lib/secrets";
import type { Format } from "@/lib/webhooks/schema";

/** A webhook for output. Each field is picked by name, so that no other column, above all its secret, gets out. */
export function toWebhook(row: WebhookRow) {
  const { id, name, host, events, createdByName, createdAt, updatedAt, lastTriedAt, lastProblem } = row;
  const lastState = row.lastState as (typeof deliveryStates)[number] | null;
  const last = { lastState, lastTriedAt, lastProblem };
  return { id, name, format: row.format as Format, host, events, createdByName, createdAt, updatedAt, ...last };
}

type Column = "address" | "secret";
const placeOf = (id: string, column: Column) => ({ table: "webhooks", row: id, column });

/** Encrypted for this webhook only. */
export const sealed = (id: string, column: Column, text: string) => seal(placeOf(id, column), text);

const unreadable =
  "The webhook’s URL and secret can’t be read any more: the portal’s encryption key was changed. Enter both again.";

/** A webhook's URL and secret. @throws CONFLICT when their encryption key is gone */
export function opened(id: string, { address, secret }: Record<Column, Buffer>) {
  try {
    return { url: unseal(placeOf(id, "address"), address), secret: unseal(placeOf(id, "secret"), secret) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new AppError("secret.unreadable", { message: unreadable });
  }
}

/** @throws NOT_FOUND for anything that isn't this organisation's own */
export async function requireWebhook(trx: Trx, organisationId: string, id: string) {
  const row = await findWebhook(trx, organisationId, id);
  if (!row) throw new AppError("webhook.unknown");
  return row;
}
