import pg from "pg";

/** Roles are shared by all databases of a cluster, so two migrations may meet here. */
const lock = "select pg_advisory_xact_lock(hashtext('guildhall roles'))";

async function exists(client: pg.ClientBase, role: string): Promise<boolean> {
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [role]);
  return rowCount === 1;
}

async function make(client: pg.ClientBase, role: string, options: string): Promise<void> {
  if (await exists(client, role)) return;
  try {
    await client.query("savepoint making");
    await client.query(`create role ${pg.escapeIdentifier(role)} ${options}`);
  } catch (error) {
    await client.query("rollback to savepoint making");
    if ((error as pg.DatabaseError).code === "42501")
      throw new Error(
        `The role "${role}" is missing and DATABASE_OWNER_URL may not create it. As a superuser: create role ${pg.escapeIdentifier(role)} ${options.replace(/password .*/i, "password '…'")};`,
      );
    throw error;
  }
}

async function belongs(client: pg.ClientBase, role: string, group: string): Promise<void> {
  const { rows } = await client.query("select pg_has_role($1, $2, 'usage') as already", [role, group]);
  if (!rows[0].already) await client.query(`grant ${pg.escapeIdentifier(group)} to ${pg.escapeIdentifier(role)}`);
}

/**
 * Makes what the migrations grant to, when it is missing:
 * `guildhall_app` (what the application may do), `guildhall_definer` (owns the few functions that look across tenants),
 * and the login role that DATABASE_URL names, which gets the first and the time limits of a web request.
 */
export async function prepareRoles(owner: pg.ClientBase, applicationUrl: string): Promise<void> {
  const { username, password } = new URL(applicationUrl);
  const login = decodeURIComponent(username);
  if (!login) throw new Error("DATABASE_URL names no role.");
  const { rows } = await owner.query("select current_user as me, current_database() as name");
  const { me, name } = rows[0] as { me: string; name: string };
  if (login === me)
    throw new Error(
      "DATABASE_URL and DATABASE_OWNER_URL name the same role. The application needs one that owns nothing.",
    );
  await owner.query("begin");
  await owner.query(lock);
  await make(owner, "guildhall_app", "nologin");
  await make(owner, "guildhall_definer", "nologin");
  await make(owner, login, `login password ${pg.escapeLiteral(decodeURIComponent(password))}`);
  await belongs(owner, login, "guildhall_app");
  // PostgreSQL 16 lets only a member give an object to a role.
  await belongs(owner, me, "guildhall_definer");
  await owner.query("grant create on schema public to guildhall_definer");
  const database = pg.escapeIdentifier(name);
  for (const [setting, value] of Object.entries(timeLimits))
    await owner.query(`alter role ${pg.escapeIdentifier(login)} in database ${database} set ${setting} = '${value}'`);
  await owner.query("commit");
}

/** Another instance's application in the same cluster has no business here. */
export async function closeDatabase(owner: pg.ClientBase, applicationUrl: string): Promise<void> {
  const { rows } = await owner.query(
    "select current_database() as name, pg_has_role(datdba, 'usage') as mine from pg_database where datname = current_database()",
  );
  await owner.query("revoke create on schema public from guildhall_definer");
  if (!rows[0].mine) return;
  const database = pg.escapeIdentifier(rows[0].name);
  const login = pg.escapeIdentifier(decodeURIComponent(new URL(applicationUrl).username));
  await owner.query(`revoke connect, temporary on database ${database} from public`);
  await owner.query(`grant connect on database ${database} to ${login}`);
}

const timeLimits = { lock_timeout: "10s", statement_timeout: "30s", idle_in_transaction_session_timeout: "30s" };
