import PgBoss from "pg-boss";
import type { QueueName } from "@/lib/queues";

type Execute = (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>;

/** Never started: it only builds the statement that inserts a job, for the given transaction. */
const boss = new PgBoss({
  db: { executeSql: () => Promise.reject(new Error("A job was sent outside a transaction.")) },
});

/** Inserts a job with `execute`, which must belong to the deciding transaction. */
export async function insertJob(execute: Execute, queue: QueueName, payload: Record<string, string>): Promise<void> {
  const id = await boss.send(queue, payload, { db: { executeSql: (text, values) => execute(text, values) } });
  // For a missing queue the statement silently inserts nothing.
  if (id === null) throw new Error(`The queue "${queue}" is missing: run the migrations.`);
}
