/**
 * An organisation of any size as plain SQL, for the tests at size and for the measurements: everything is derived from
 * numbers.
 */
export const crowdUser = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, "0")}`;
/** The same for a number in SQL. */
export const crowdUserOf = (n: string) => `('00000000-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** When the n-th of them joined. */
export const joinedAt = (n: number) => new Date(Date.UTC(2020, 0, 1) + n * 60_000);
const joined = "timestamptz '2020-01-01 00:00:00Z' + n * interval '1 minute'";

/**
 * Names and addresses: a tenth is called Anna, a hundredth of a hundredth writes from a domain of its own, one is
 * Quixote.
 */
const people = `
  select n, first || ' ' || last as name, lower(last) || '@' ||
    case when n % 1000 = 999 then 'faraway.example' else 'example.org' end as email
  from generate_series(0, COUNT - 1) n, lateral (select
    (array['Anna','Bela','Clara','Dmitri','Emil','Farid','Greta','Hiro','Ivo','Jan'])[1 + n % 10] as first,
    case when n = LAST then 'Quixote' else (array['Adams','Berg','Cruz','Diallo','Eriksen','Fekete','Garcia'])[1 + (n / 10) % 7] end || n as last) names`;

/**
 * Accounts; the first `members` of them belong to each organisation. As a superuser: past policies, keys and triggers.
 */
export function crowdAccounts(count: number): string {
  const rows = people.replace("COUNT", String(count)).replace("LAST", String(Math.floor(count * 0.77)));
  return `set session_replication_role = replica;
    insert into users (id, email, name, email_verified_at) select ${crowdUserOf("n")}, email, name, now() from (${rows}) people;`;
}

/** One of these accounts owns it, every thousandth is an admin. Rows that triggers would write are written here. */
export function crowdOrganisation(id: string, handle: string, members: number): string {
  const numbered = "('x' || right(u.id::text, 12))::bit(48)::bigint";
  const words = (place: boolean, of: string) =>
    `select organisation_id, ${place}, word, user_id from members, word_beginnings(${of}) word where organisation_id = '${id}'`;
  return `set session_replication_role = replica;
    insert into handles (handle, organisation_id) values ('${handle}', '${id}');
    insert into organisations (id, handle, name, owner_id, portal_tier) values ('${id}', '${handle}', '${handle}', '${crowdUser(0)}', 'enterprise');
    insert into members (organisation_id, user_id, name_key, address_key, role, joined_at)
      select '${id}', u.id, u.name_key, u.email,
        case when n = 0 then 'owner' when n % 1000 = 1 then 'admin' else 'member' end, ${joined}
      from users u, lateral (select ${numbered} as n) number where n < ${members} and u.id::text like '00000000-0000-4000-8000-%';
    insert into member_words ${words(false, "name_words")} union all ${words(true, "address_words")} order by 1, 2, 3, 4;
    update organisations o set member_count = ${members},
      admin_count = (select count(*) from members m where m.organisation_id = o.id and m.role = 'admin') where o.id = '${id}';`;
}
