-- The numbers of each portal tier, beside its pool, and those that one organisation has of its own. No number: unlimited.
create table tier_limits (
  tier text not null check (tier in ('free', 'educational', 'paid', 'enterprise')),
  what text not null check (what in
    ('servers', 'zones', 'invitations', 'zoneRecords', 'serverBackups', 'backupSizeMb', 'projects', 'customRoles', 'tokens')),
  most integer check (most >= 0),
  primary key (tier, what)
);
insert into tier_limits (tier, what, most) values
  ('free', 'servers', 2), ('educational', 'servers', 3), ('paid', 'servers', 10), ('enterprise', 'servers', null),
  ('free', 'zones', 2), ('educational', 'zones', 3), ('paid', 'zones', 20), ('enterprise', 'zones', 500),
  ('free', 'invitations', 50), ('educational', 'invitations', 100), ('paid', 'invitations', 500), ('enterprise', 'invitations', 5000),
  ('free', 'zoneRecords', 1000), ('educational', 'zoneRecords', 1000), ('paid', 'zoneRecords', 10000), ('enterprise', 'zoneRecords', 200000),
  ('free', 'serverBackups', 2), ('educational', 'serverBackups', 3), ('paid', 'serverBackups', 7), ('enterprise', 'serverBackups', 30),
  ('free', 'backupSizeMb', 5120), ('educational', 'backupSizeMb', 10240), ('paid', 'backupSizeMb', 51200),
    ('enterprise', 'backupSizeMb', 512000),
  ('free', 'projects', 100), ('educational', 'projects', 100), ('paid', 'projects', 100), ('enterprise', 'projects', 100),
  ('free', 'customRoles', 0), ('educational', 'customRoles', 0), ('paid', 'customRoles', 0), ('enterprise', 'customRoles', 20),
  ('free', 'tokens', 25), ('educational', 'tokens', 25), ('paid', 'tokens', 25), ('enterprise', 'tokens', 25);
alter table tier_limits enable row level security;
alter table tier_limits force row level security;
-- What a tier allows is no secret. Only the portal changes it.
create policy everybody on tier_limits for select using (true);
create policy portal on tier_limits using (asking_portal());
grant select, update (most) on tier_limits to guildhall_app;

-- Where one organisation has another number than its tier.
create table organisation_limits (
  organisation_id uuid not null references organisations on delete cascade,
  what text not null check (what in
    ('servers', 'zones', 'invitations', 'zoneRecords', 'serverBackups', 'backupSizeMb', 'projects', 'customRoles', 'tokens')),
  most integer check (most >= 0),
  primary key (organisation_id, what)
);
alter table organisation_limits enable row level security;
alter table organisation_limits force row level security;
create policy tenant on organisation_limits for select using (organisation_id = asking_organisation() or asking_portal());
create policy portal on organisation_limits using (asking_portal());
grant select, insert, delete, update (most) on organisation_limits to guildhall_app;

-- All numbers of an organisation, each with whether it is its own. Read it after the lock that the things it limits are made under.
create function limits_of(organisation uuid) returns table (what text, most integer, own boolean, of_tier text)
language sql stable as $$
  select t.what, case when p.organisation_id is null then t.most else p.most end, p.organisation_id is not null, o.portal_tier
  from organisations o
  join tier_limits t on t.tier = o.portal_tier
  left join organisation_limits p on p.organisation_id = o.id and p.what = t.what
  where o.id = organisation
$$;
revoke execute on function limits_of(uuid) from public;
grant execute on function limits_of(uuid) to guildhall_app;
