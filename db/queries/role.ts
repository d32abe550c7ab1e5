import { sql } from "kysely";
import { database } from "@/db/client";

interface RoleRow {
  name: string;
  powerful: boolean;
  owns: boolean;
  granted: boolean;
}

/**
 * Row-level security doesn't apply to a superuser, and a table's owner could disable it: the application must be
 * neither. @returns the problem, if any
 */
export async function findRoleProblem(): Promise<string | null> {
  const { rows } = await sql<RoleRow>`
    select current_user as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as powerful,
      exists (select from pg_class where relnamespace = 'public'::regnamespace and pg_has_role(relowner, 'usage'))
        or has_schema_privilege('public', 'create') as owns,
      to_regclass('public.users') is not null and has_table_privilege('public.users', 'select') as granted
    from pg_roles where rolname = current_user`.execute(database());
  const [role] = rows;
  if (!role || role.powerful || role.owns)
    return `DATABASE_URL names the role "${role?.name}", which has too many privileges for the application: use one that owns nothing and is no superuser.`;
  if (!role.granted)
    return "The database isn’t ready for this role. Run `npm run admin -- migrate` with DATABASE_OWNER_URL.";
  return null;
}
