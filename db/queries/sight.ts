import { sql } from "kysely";

/** Which of an organisation's projects a user sees: all, or those that this user's membership is restricted to. */
export interface Sight {
  organisationId: string;
  narrowedTo: string | null;
}

/**
 * The one condition for "a project that this user may see", on `projects.id` or a column that refers to it; a restricted user
 * doesn't see things without a project. Only restricted users pay for it: the few rows are read once, by their primary key.
 */
export const inSight = ({ organisationId, narrowedTo }: Sight, column: string) =>
  narrowedTo === null
    ? sql<boolean>`true`
    : sql<boolean>`${sql.ref(column)} in (select narrowings.project_id from narrowings
        where narrowings.organisation_id = ${organisationId} and narrowings.user_id = ${narrowedTo})`;
