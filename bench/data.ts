/**
 * The same rows on both sides. People and organisations are numbered from 0, and everything is derived from the number.
 */
export const crowd = 1_000;
/** The callers: admins of the crowd's organisation, each in twenty organisations in all. */
export const askers = { first: 1, count: 16 };
export const organisationsEach = 20;
/**
 * Small organisations, each with its own owner, who invites: enough to stay below the rates and limits of both sides.
 */
export const teams = 600;
/** Further members of each small organisation. */
export const teamMembers = 10;

/** Ids are uuids; the peer stores them as text, like its own ids. */
export const crowdId = "00000000-0000-4000-8000-000000000000";
export const teamId = (team: number) => `00000000-0000-4000-8001-${team.toString(16).padStart(12, "0")}`;

/** Accounts: the crowd first, then the teams' owners. */
export const ownerOf = (team: number) => crowd + team;
export const accounts = crowd + teams;
export const sessionToken = (account: number) => `bench-session-of-account-${account}`;
/** A secret of 32 characters; it protects nothing that outlives a run. */
export const peerSecret = "mQ7xT2vK9sLw4bRzY8nHc5dJfGpUa3eX";

/** The membership rows for both sides' inserts: `account`, `organisation` (-1 is the crowd's) and `role`. */
export const memberships = `
  select n as account, -1 as organisation,
    case when n = 0 then 'owner' when n between ${askers.first} and ${askers.first + askers.count - 1} then 'admin' else 'member' end as role
  from generate_series(0, ${crowd - 1}) n
  union all
  select ${crowd} + team, team, 'owner' from generate_series(0, ${teams - 1}) team
  union all
  select ${askers.first} + team / ${organisationsEach - 1}, team, 'member'
  from generate_series(0, ${askers.count * (organisationsEach - 1) - 1}) team
  union all
  select 100 + (team * ${teamMembers} + member) % ${crowd - 100}, team, 'member'
  from generate_series(0, ${teams - 1}) team, generate_series(0, ${teamMembers - 1}) member`;
