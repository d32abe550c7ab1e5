import { type SqlBool, sql } from "kysely";
import type { Trx } from "@/db/client";
import { lastTryOf } from "@/db/queries/deliveries";

const columns = ["id", "kind", "name", "settings", "events", "createdAt", "updatedAt"] as const;

/** An organisation's SMTP servers, each with the outcome of its last event mail. */
function shown(trx: Trx, organisationId: string) {
  return trx
    .selectFrom("notificationProviders as provider")
    .leftJoin("users as maker", "maker.id", "provider.createdBy")
    .leftJoinLateral(lastTryOf("provider"), (join) => join.onTrue())
    .select(columns.map((column) => `provider.${column}` as const))
    .select(["maker.name as createdByName", "last.lastState", "last.lastTriedAt", "last.lastProblem"])
    .where("provider.organisationId", "=", organisationId);
}

/** Oldest first. The secret isn't read; only whether there is one. */
export async function listSmtpServersOf(trx: Trx, organisationId: string) {
  return shown(trx, organisationId)
    .select(sql<SqlBool>`provider.secret is not null`.as("hasPassword"))
    .orderBy("provider.createdAt")
    .orderBy("provider.id")
    .execute();
}

/** One of the organisation's own, with its encrypted secret. Undefined for any other. */
export async function findSmtpServer(trx: Trx, organisationId: string, id: string) {
  return shown(trx, organisationId).select("provider.secret").where("provider.id", "=", id).executeTakeFirst();
}

/** Exact while the organisation is locked. */
export async function countSmtpServersOf(trx: Trx, organisationId: string): Promise<number> {
  const { count } = await trx
    .selectFrom("notificationProviders")
    .select(({ fn }) => fn.countAll<string>().as("count"))
    .where("organisationId", "=", organisationId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

interface Kept {
  name: string;
  settings: object;
  events: string[];
  /** Encrypted; null if none is needed. */
  secret: Buffer | null;
}

export async function insertSmtpServer(
  trx: Trx,
  { settings, ...row }: Kept & { id: string; organisationId: string; kind: "email"; createdBy: string },
) {
  return trx
    .insertInto("notificationProviders")
    .values({ ...row, settings: JSON.stringify(settings) })
    .returning(["createdAt", "updatedAt"])
    .executeTakeFirstOrThrow();
}

export async function updateSmtpServerRow(
  trx: Trx,
  organisationId: string,
  id: string,
  { settings, ...row }: Partial<Kept>,
): Promise<{ updatedAt: Date }> {
  return trx
    .updateTable("notificationProviders")
    .set({ ...row, ...(settings && { settings: JSON.stringify(settings) }), updatedAt: sql`now()` })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .returning("updatedAt")
    .executeTakeFirstOrThrow();
}

export async function deleteSmtpServerRow(trx: Trx, organisationId: string, id: string): Promise<void> {
  await trx
    .deleteFrom("notificationProviders")
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
}
