import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { lastTryOf } from "@/db/queries/deliveries";

const columns = ["id", "name", "format", "host", "events", "createdAt", "updatedAt"] as const;

/** An organisation's webhooks, each with the outcome of its last attempt, without the encrypted columns. */
function shown(trx: Trx, organisationId: string) {
  return trx
    .selectFrom("webhooks as webhook")
    .leftJoin("users as maker", "maker.id", "webhook.createdBy")
    .leftJoinLateral(lastTryOf("webhook"), (join) => join.onTrue())
    .select(columns.map((column) => `webhook.${column}` as const))
    .select(["maker.name as createdByName", "last.lastState", "last.lastTriedAt", "last.lastProblem"])
    .where("webhook.organisationId", "=", organisationId);
}

/** Oldest first. */
export async function listWebhooksOf(trx: Trx, organisationId: string) {
  return shown(trx, organisationId).orderBy("webhook.createdAt").orderBy("webhook.id").execute();
}
export type WebhookRow = Awaited<ReturnType<typeof listWebhooksOf>>[number];

/** One of the organisation's own, with its encrypted URL and secret. Undefined for any other. */
export async function findWebhook(trx: Trx, organisationId: string, id: string) {
  return shown(trx, organisationId)
    .select(["webhook.address", "webhook.secret"])
    .where("webhook.id", "=", id)
    .executeTakeFirst();
}

/** Exact while the organisation is locked. */
export async function countWebhooksOf(trx: Trx, organisationId: string): Promise<number> {
  const { count } = await trx
    .selectFrom("webhooks")
    .select(({ fn }) => fn.countAll<string>().as("count"))
    .where("organisationId", "=", organisationId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

interface Kept {
  name: string;
  format: string;
  host: string;
  /** Encrypted, both. */
  address: Buffer;
  secret: Buffer;
  events: string[];
  /** The time until which it asked to wait. */
  waitsUntil?: null;
}

export async function insertWebhook(trx: Trx, row: Kept & { id: string; organisationId: string; createdBy: string }) {
  return trx.insertInto("webhooks").values(row).returning(["createdAt", "updatedAt"]).executeTakeFirstOrThrow();
}

export async function updateWebhookRow(trx: Trx, organisationId: string, id: string, change: Partial<Kept>) {
  return trx
    .updateTable("webhooks")
    .set({ ...change, updatedAt: sql<Date>`now()` })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .returning("updatedAt")
    .executeTakeFirstOrThrow();
}

/** Also deletes its deliveries. */
export async function deleteWebhookRow(trx: Trx, organisationId: string, id: string): Promise<void> {
  await trx.deleteFrom("webhooks").where("organisationId", "=", organisationId).where("id", "=", id).execute();
}
