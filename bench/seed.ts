import pg from "pg";
import { accounts, crowdId, memberships, sessionToken } from "@/bench/data";

/** An id from a number, in SQL: the last twelve digits of the first one. */
const userId = (n: string) => `('00000000-0000-4000-8002-' || lpad(to_hex(${n}), 12, '0'))`;
const organisationId = (n: string) =>
  `case when ${n} < 0 then '${crowdId}' else '00000000-0000-4000-8001-' || lpad(to_hex(${n}), 12, '0') end`;
const token = (n: string) => `'${sessionToken(0).slice(0, -1)}' || ${n}`;
const joined = "now() - interval '90 days' + account * interval '1 minute'";

const ours = `
  begin;
  update portal set set_up_at = now();
  insert into users (id, email, name, email_verified_at)
    select ${userId("n")}::uuid, 'account-' || n || '@example.org', 'Account ' || n, now() from generate_series(0, ${accounts - 1}) n;
  insert into sessions (token_hash, user_id, expires_at)
    select sha256((${token("n")})::bytea), ${userId("n")}::uuid, now() + interval '30 days' from generate_series(0, ${accounts - 1}) n;
  create temporary table memberships on commit drop as ${memberships};
  insert into handles (handle, organisation_id)
    select 'team-' || organisation + 1, (${organisationId("organisation")})::uuid from memberships where role = 'owner';
  insert into organisations (id, handle, name, owner_id)
    select (${organisationId("organisation")})::uuid, 'team-' || organisation + 1, 'Team ' || organisation + 1, ${userId("account")}::uuid
    from memberships where role = 'owner';
  insert into members (organisation_id, user_id, role, joined_at)
    select (${organisationId("organisation")})::uuid, ${userId("account")}::uuid, role, ${joined} from memberships;
  commit;`;

const peer = `
  begin;
  insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
    select ${userId("n")}, 'Account ' || n, 'account-' || n || '@example.org', true, now(), now() from generate_series(0, ${accounts - 1}) n;
  insert into session (id, "expiresAt", token, "createdAt", "updatedAt", "userId")
    select md5('session' || n), now() + interval '7 days', ${token("n")}, now(), now(), ${userId("n")} from generate_series(0, ${accounts - 1}) n;
  create temporary table memberships on commit drop as ${memberships};
  insert into organization (id, name, slug, "createdAt")
    select ${organisationId("organisation")}, 'Team ' || organisation + 1, 'team-' || organisation + 1, now()
    from memberships where role = 'owner';
  insert into member (id, "organizationId", "userId", role, "createdAt")
    select md5('member' || account || ' ' || organisation), ${organisationId("organisation")}, ${userId("account")}, role, ${joined} from memberships;
  commit;`;

export const seedOurs = (url: string) => fill(url, ours);
export const seedPeer = (url: string) => fill(url, peer);

/** As a superuser, past all policies. The tables are analysed before anything is measured. */
async function fill(url: string, text: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(text);
    await client.query("vacuum analyze");
  } finally {
    await client.end();
  }
}
