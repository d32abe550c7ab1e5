/** Names of a zone that are queried one by one; with more, the zone is transferred. */
export const mostNames = 200;
