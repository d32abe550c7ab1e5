import { pool } from "@/db/client";

/**
 * Makes an invitation expire. The only thing here without an operation, because it would take two days: only its expiry
 * is changed, and the log stays as it is.
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
