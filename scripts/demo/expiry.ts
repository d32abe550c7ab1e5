import { pool } from "@/db/client";

/**
 * Lets an invitation run out. The one thing here that no operation does, for it takes two days of waiting: nothing else than
 * its end is touched, and what the log says of it stays as it is.
 */
export async function letExpire(invitation: string): Promise<void> {
  const client = await pool().connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.portal', 'on', true)");
    await client.query("update invitations set expires_at = now() where id = $1", [invitation]);
    await client.query("commit");
  } finally {
    client.release(true);
  }
}
