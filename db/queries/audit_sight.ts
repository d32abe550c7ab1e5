import { type SqlBool, sql } from "kysely";
import { inSight, type Sight } from "@/db/queries/sight";

/**
 * What the rows of the log are about, by the first word of their operation: something that every reader may know of, or a project or
 * server that not everybody sees. What isn't here, a narrowed reader doesn't see.
 */
const subjects = {
  open: [
    ...["invitation", "mail", "member", "node", "organisation", "provider", "record", "role", "token", "user", "webhook", "zone"],
    // A newcomer's first row, in the organisation that invited them.
    "account",
  ],
  project: ["project"],
  server: ["server", "backup", "restore", "schedule"],
}; // biome-ignore format: a list

const subject = sql`split_part(audit.operation, '.', 1)`;
const isOf = (words: string[]) => sql<SqlBool>`${subject} in (${sql.join(words.map((word) => sql.lit(word)))})`;

/**
 * Who sees only some projects reads nothing about the others, nor who else is narrowed to what. What is about a server or a project is
 * held to that by its target as well, whatever its operation is called; of what is gone nobody knows any more where it was.
 */
export function readable(sight: Sight) {
  if (sight.narrowedTo === null) return sql<boolean>`true`;
  const { organisationId, narrowedTo } = sight;
  const of = (table: "projects" | "servers", condition = sql`true`) =>
    sql`select ${sql.ref(`${table}.id`)}::text from ${sql.table(table)}
      where ${sql.ref(`${table}.organisation_id`)} = ${organisationId} and ${condition}`;
  return sql<boolean>`case
    when audit.operation = 'member.narrow' then audit.target_id = ${narrowedTo}
    when ${isOf(subjects.project)} then audit.target_id in (${of("projects", inSight(sight, "projects.id"))})
    when ${isOf(subjects.server)} then audit.target_id in (${of("servers", inSight(sight, "servers.project_id"))})
    when ${isOf(subjects.open)} then audit.target_id is null
      or (audit.target_id not in (${of("projects")}) and audit.target_id not in (${of("servers")}))
    else false end`;
}
