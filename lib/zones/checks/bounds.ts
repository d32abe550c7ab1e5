/** Names of a zone that are asked for one by one; of more, the zone is transferred. */
export const mostNames = 200;
