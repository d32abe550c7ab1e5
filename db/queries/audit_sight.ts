import { type SqlBool, sql } from "kysely";
import { inSight, type Sight } from "@/db/queries/sight";

/**
 * The targets of the log's rows, by the first word of their operation: something that every reader may see, or a project, server or
 * tunnel device that not everybody sees. Operations not listed here are hidden from restricted readers.
 */
const subjects = {
  open: [
    ...["invitation", "joinRequest", "mail", "mailDomain", "member", "node", "organisation", "ownSignIn", "provider", "record", "role", "token", "transfer", "user", "webhook", "zone"],
    // A newcomer's first row, in the organisation that invited them.
    "account",
  ],
  project: ["project"],
  server: ["server", "backup", "restore", "schedule"],
  tunnel: ["tunnelDevice", "tunnelEnrolment", "tunnelPort"],
}; // biome-ignore format: a list

const subject = sql`split_part(audit.operation, '.', 1)`;
const isOf = (words: string[]) => sql<SqlBool>`${subject} in (${sql.join(words.map((word) => sql.lit(word)))})`;

/**
 * A restricted reader sees nothing about other projects, nor others' restrictions. The target of a row is checked as well, whatever its
 * operation is called; a deleted target stays hidden, because its project is no longer known.
 */
export function readable(sight: Sight) {
  if (sight.narrowedTo === null) return sql<boolean>`true`;
  const { organisationId, narrowedTo } = sight;
  const of = (table: "projects" | "servers" | "tunnelDevices", condition = sql`true`) =>
    sql`select ${sql.ref(`${table}.id`)}::text from ${sql.table(table)}
      where ${sql.ref(`${table}.organisation_id`)} = ${organisationId} and ${condition}`;
  return sql<boolean>`case
    when audit.operation = 'member.narrow' then audit.target_id = ${narrowedTo}
    when ${isOf(subjects.project)} then audit.target_id in (${of("projects", inSight(sight, "projects.id"))})
    when ${isOf(subjects.server)} then audit.target_id in (${of("servers", inSight(sight, "servers.project_id"))})
    when ${isOf(subjects.tunnel)} then audit.target_id in (${of("tunnelDevices", inSight(sight, "tunnel_devices.project_id"))})
    when ${isOf(subjects.open)} then audit.target_id is null
      or (audit.target_id not in (${of("projects")}) and audit.target_id not in (${of("servers")})
        and audit.target_id not in (${of("tunnelDevices")}))
    else false end`;
}
