import { sql } from "kysely";

/** Which of an organisation's projects somebody sees: all, or those that this user's membership is narrowed to. */
export interface Sight {
  organisationId: string;
  narrowedTo: string | null;
}

/**
 * The one condition for "a project that this person may see", of `projects.id` or of a column that refers to it; what is in no
 * project is outside a narrowed sight. Only who is narrowed pays for it: the few rows are read once, by their primary key.
 */
export const inSight = ({ organisationId, narrowedTo }: Sight, column: string) =>
  narrowedTo === null
    ? sql<boolean>`true`
    : sql<boolean>`${sql.ref(column)} in (select narrowings.project_id from narrowings
        where narrowings.organisation_id = ${organisationId} and narrowings.user_id = ${narrowedTo})`;
