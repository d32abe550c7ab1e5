-- What a portal administrator decides about one user: why the account is disabled, and how many organisations it may own (null: as
-- many as anybody).
alter table users add column disabled_reason text check (length(disabled_reason) between 1 and 300);
alter table users add column owned_limit integer check (owned_limit between 0 and 1000);

-- Users are searched for by the beginnings of words in their names and addresses. Nothing of an organisation is in it, so it needs
-- no table of its own, as the search for members does.
alter table users add column words tsvector not null generated always as
  (array_to_tsvector(array_remove(string_to_array(words_of(name) || words_of(email), ' '), ''))) stored;
create index users_words on users using gin (words);
-- In either order; and the few that differ from most.
create index users_created on users (created_at desc, id desc);
create index users_named on users (name_key, id);
create index users_disabled on users (id) where disabled_at is not null;
create index users_unverified on users (id) where email_verified_at is null;
create index users_administrators on users (id) where portal_admin;

-- What a portal administrator can change while the portal runs. One row. Null: as the environment says.
create table portal_settings (
  one boolean primary key default true check (one),
  deletion_grace_days integer not null default 14 check (deletion_grace_days between 0 and 365),
  audit_kept_days integer not null default 365 check (audit_kept_days between 30 and 3650),
  organisation_creation text check (organisation_creation in ('anyone', 'admins'))
);
alter table portal_settings enable row level security;
alter table portal_settings force row level security;
-- No secret, and every organisation's operations read it; the portal alone decides.
create policy everybody on portal_settings for select using (true);
create policy portal on portal_settings using (asking_portal());
select set_config('app.portal', 'on', true);
insert into portal_settings default values;
grant select, update (deletion_grace_days, audit_kept_days, organisation_creation) on portal_settings to guildhall_app;

-- Lines on every page, from one time to another.
create table announcements (
  id uuid primary key,
  text text not null check (length(text) between 1 and 300),
  tone text not null check (tone in ('note', 'warning')),
  link text check (length(link) between 1 and 2000),
  audience text not null check (audience in ('everybody', 'users')),
  dismissible boolean not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) check (ends_at > starts_at),
  created_at timestamptz(3) not null default now()
);
create index announcements_shown on announcements (starts_at desc, id desc);
alter table announcements enable row level security;
alter table announcements force row level security;
create policy portal on announcements using (asking_portal());
-- Everybody sees what is shown now; what is for users, somebody signed in.
create policy shown on announcements for select using (
  starts_at <= now() and (ends_at is null or ends_at > now()) and (audience = 'everybody' or asking_user() is not null));
grant select, insert, update, delete on announcements to guildhall_app;

create table dismissals (
  user_id uuid not null references users on delete cascade,
  announcement_id uuid not null references announcements on delete cascade,
  primary key (user_id, announcement_id)
);
create index dismissals_announcement on dismissals (announcement_id);
alter table dismissals enable row level security;
alter table dismissals force row level security;
create policy mine on dismissals using (user_id = asking_user());
grant select, insert on dismissals to guildhall_app;

-- The portal's own log is read as an organisation's is.
create index audit_portal on audit (at desc, seq desc) where organisation_id is null and user_id is null;
create index audit_portal_actor on audit (actor_id, at desc, seq desc) where organisation_id is null and user_id is null;
create index audit_portal_operation on audit (operation, at desc, seq desc) where organisation_id is null and user_id is null;
