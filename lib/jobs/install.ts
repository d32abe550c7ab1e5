import pg from "pg";
import PgBoss from "pg-boss";
import { queues } from "@/lib/queues";

/**
 * Creates or updates the queue tables and every queue with the owner role, as the library prescribes;
 * the application may read and write rows but not change the schema.
 */
export async function installQueues(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, max: 2, supervise: false, schedule: false, migrate: true });
  boss.on("error", () => {});
  await boss.start();
  try {
    // The scheduler's own queue: without it, timed jobs silently never run under the application role.
    for (const [name, options] of [...Object.entries(queues), ["__pgboss__send-it", { retryLimit: 2 }] as const])
      if (await boss.getQueue(name)) await boss.updateQueue(name, { name, ...options });
      else await boss.createQueue(name, { name, ...options });
  } finally {
    await boss.stop({ graceful: false, wait: true });
  }
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    await client.query(`grant usage on schema pgboss to guildhall_app;
      grant select, insert, update, delete on all tables in schema pgboss to guildhall_app;
      revoke execute on all routines in schema pgboss from public`);
  } finally {
    await client.end();
  }
}
