/** The URL for a role of the embedded database. */
export const urlOf = (user, password, port, database) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

/**
 * Runs `work` on one connection. The driver is imported here, because this file is loaded before the dependencies are
 * installed.
 */
export async function withClient(url, work) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A connection lost while idle is noticed by the next query.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Creates the owner's role and its database if missing, and sets the password from secrets.json. */
export async function makeOwner(superuserUrl, password) {
  await withClient(superuserUrl, async (client) => {
    const role = await client.query("select from pg_roles where rolname = 'guildhall_owner'");
    const secret = client.escapeLiteral(password);
    await client.query(
      `${role.rowCount ? "alter" : "create"} role guildhall_owner login createrole password ${secret}`,
    );
    const database = await client.query("select from pg_database where datname = 'guildhall'");
    if (!database.rowCount) await client.query("create database guildhall owner guildhall_owner");
  });
}
