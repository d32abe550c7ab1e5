-- Pictures of organisations and users: at most one each, in two sizes of WebP, under the SHA-256 of the larger one. What is
-- replaced or removed is gone; there is nothing to clean up.
create table pictures (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid unique references organisations on delete cascade,
  user_id uuid unique references users on delete cascade,
  name text not null check (name ~ '^[0-9a-f]{64}$'),
  large bytea not null check (length(large) between 1 and 262144),
  small bytea not null check (length(small) between 1 and 65536),
  created_at timestamptz(3) not null default now(),
  check (num_nonnulls(organisation_id, user_id) = 1),
  unique (organisation_id, name),
  unique (user_id, name)
);
-- Compressed already.
alter table pictures alter column large set storage external, alter column small set storage external;
-- Two may have the same picture, and then it doesn't matter whose is served.
create index pictures_name on pictures (name);

-- What is asked for by its name: unset means none.
create function asking_picture() returns text language sql stable as $$ select nullif(current_setting('app.picture', true), '') $$;

alter table pictures enable row level security;
alter table pictures force row level security;
create policy tenant on pictures using (organisation_id = asking_organisation() or asking_portal());
create policy mine on pictures using (user_id = asking_user());
-- Whoever knows a picture's name was shown it, or has it.
create policy by_name on pictures for select using (name = asking_picture());
grant select, insert, delete, update (name, large, small, created_at) on pictures to guildhall_app;

-- How a picture is served: it opens that one alone, for the rest of the transaction, with the caller's own rights.
create function open_picture(wanted text, is_small boolean) returns bytea
language plpgsql as $$
begin
  perform set_config('app.picture', wanted, true);
  return (select case when is_small then p.small else p.large end from pictures p where p.name = wanted limit 1);
end $$;

-- Lists show it by its name. The key keeps the two the same: it follows a new picture, and is empty when there is none.
alter table organisations add column avatar text;
alter table organisations add constraint organisations_avatar foreign key (id, avatar)
  references pictures (organisation_id, name) on update cascade on delete set null (avatar);
alter table users add column avatar text;
alter table users add constraint users_avatar foreign key (id, avatar)
  references pictures (user_id, name) on update cascade on delete set null (avatar);

-- The address of a picture that a program gave for the organisation; whether it was fetched, or why it couldn't be. Both
-- empty: a job is about to.
alter table organisations add column logo text check (length(logo) between 1 and 2000);
alter table organisations add column logo_fetched boolean not null default false;
alter table organisations add column logo_problem text check (length(logo_problem) between 1 and 500);

-- From where somebody signed in, for the list of their own sessions.
alter table sessions add column address text;
