import pg from "pg";

/** Roles are shared by all databases of a cluster, so two migrations may meet here. */
const lock = "select pg_advisory_xact_lock(hashtext('guildhall roles'))";
const timeLimits = { lock_timeout: "10s", statement_timeout: "30s", idle_in_transaction_session_timeout: "30s" };
const quoted = pg.escapeIdentifier;

/** A statement, and the form in which it may be printed: without a password. */
interface Step {
  text: string;
  shown?: string;
}

/**
 * Creates the roles that the migrations grant to, if missing: `guildhall_app` (the application's privileges),
 * `guildhall_definer` (owns the few functions that look across tenants), `dns_views` (owns the views that the name
 * server reads), `pdns` (the name server; can't log in until it gets a password), and the login role that DATABASE_URL
 * names, which gets the first and the time limits of a web request.
 * @throws with the statements for a superuser to run, when the owner's role may not
 */
export async function prepareRoles(owner: pg.ClientBase, applicationUrl: string): Promise<void> {
  const { username, password } = new URL(applicationUrl);
  const login = decodeURIComponent(username);
  if (!login) throw new Error("DATABASE_URL has no role.");
  const { rows } = await owner.query("select current_user as me, current_database() as name");
  const { me, name } = rows[0] as { me: string; name: string };
  if (login === me)
    throw new Error(
      "DATABASE_URL and DATABASE_OWNER_URL name the same role. The application needs a role that owns nothing.",
    );
  await owner.query("begin");
  await owner.query(lock);
  const denied: string[] = [];
  const run = async (step: Step | null) => {
    if (step && !(await allowed(owner, step.text))) denied.push(`${step.shown ?? step.text};`);
  };
  await run(await missing(owner, "guildhall_app", "nologin"));
  await run(await missing(owner, "guildhall_definer", "nologin"));
  await run(await missing(owner, "dns_views", "nologin"));
  await run(await missing(owner, "pdns", "login"));
  await run(await missing(owner, login, `login password ${pg.escapeLiteral(decodeURIComponent(password))}`));
  await run(await apart(owner, login, "guildhall_app"));
  // In PostgreSQL 16 only a member can make a role the owner of an object.
  await run(await apart(owner, me, "guildhall_definer"));
  await run(await apart(owner, me, "dns_views"));
  await run(await unset(owner, "pdns", null, "search_path", "pdns"));
  for (const [setting, value] of Object.entries(timeLimits)) await run(await unset(owner, login, name, setting, value));
  if (denied.length > 0) {
    await owner.query("rollback");
    throw new Error(
      `the role "${me}" may not prepare the roles. Let a superuser run this once:\n  ${denied.join("\n  ")}`,
    );
  }
  await owner.query("grant create on schema public to guildhall_definer");
  await owner.query("commit");
}

/** @returns whether the role has the privilege; any other failure is thrown */
async function allowed(client: pg.ClientBase, text: string): Promise<boolean> {
  await client.query("savepoint step");
  try {
    await client.query(text);
    return true;
  } catch (error) {
    await client.query("rollback to savepoint step");
    // 42704: a role that an earlier step wasn't allowed to create
    if (["42501", "42704"].includes((error as pg.DatabaseError).code ?? "")) return false;
    throw error;
  }
}

async function missing(client: pg.ClientBase, role: string, options: string): Promise<Step | null> {
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [role]);
  const create = `create role ${quoted(role)}`;
  return rowCount === 1 ? null : { text: `${create} ${options}`, shown: `${create} ${options.replace(/'.*'/, "'…'")}` };
}

async function apart(client: pg.ClientBase, role: string, group: string): Promise<Step | null> {
  // Membership isn't enough: since PostgreSQL 16, the creator of a role is a member without its privileges.
  const { rows } = await client.query(
    "select pg_has_role(r.oid, g.oid, 'usage') as usable from pg_roles r, pg_roles g where r.rolname = $1 and g.rolname = $2",
    [role, group],
  );
  return rows[0]?.usable ? null : { text: `grant ${quoted(group)} to ${quoted(role)}` };
}

/** @param database where it applies; null: everywhere */
async function unset(
  client: pg.ClientBase,
  role: string,
  database: string | null,
  setting: string,
  value: string,
): Promise<Step | null> {
  const { rowCount } = await client.query(
    `select from pg_db_role_setting s join pg_roles r on r.oid = s.setrole left join pg_database d on d.oid = s.setdatabase
      where r.rolname = $1 and d.datname is not distinct from $2 and $3 = any (s.setconfig)`,
    [role, database, `${setting}=${value}`],
  );
  const where = database ? ` in database ${quoted(database)}` : "";
  return rowCount ? null : { text: `alter role ${quoted(role)}${where} set ${setting} = '${value}'` };
}

/** Applications of other portals in the same cluster get no access; the name server's role, which all share, does. */
export async function closeDatabase(owner: pg.ClientBase, applicationUrl: string): Promise<void> {
  const { rows } = await owner.query(
    "select current_database() as name, pg_has_role(datdba, 'usage') as mine from pg_database where datname = current_database()",
  );
  await owner.query("revoke create on schema public from guildhall_definer");
  if (!rows[0].mine) return;
  const database = quoted(rows[0].name);
  const login = quoted(decodeURIComponent(new URL(applicationUrl).username));
  await owner.query(`revoke connect, temporary on database ${database} from public`);
  await owner.query(`grant connect on database ${database} to ${login}, pdns`);
}
