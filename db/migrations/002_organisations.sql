create table organisations (
  id uuid primary key,
  handle text not null unique check (handle ~ '^[a-z0-9](-?[a-z0-9])*$' and length(handle) between 3 and 39),
  name text not null check (length(name) between 1 and 100),
  owner_id uuid not null,
  owner_role text generated always as ('owner') stored,
  portal_tier text not null default 'free' check (portal_tier in ('free', 'educational', 'paid', 'enterprise')),
  second_factor_required boolean not null default false,
  -- Under row-level security nobody can count members of all organisations, so the number is kept here.
  member_count integer not null default 0,
  created_at timestamptz(3) not null default now()
);

-- Every name that is taken. That one is taken is public; an old one is held for a while and redirects.
create table handles (
  handle text primary key,
  organisation_id uuid not null references organisations on delete cascade deferrable initially deferred,
  held_until timestamptz(3),
  unique (organisation_id, handle)
);
alter table organisations add constraint organisations_handle
  foreign key (id, handle) references handles (organisation_id, handle) deferrable initially deferred;

create table members (
  id uuid not null unique default gen_random_uuid(),
  organisation_id uuid not null references organisations on delete cascade,
  user_id uuid not null references users on delete cascade,
  role text not null check (role in ('owner', 'admin', 'member')),
  joined_at timestamptz(3) not null default now(),
  opened_at timestamptz(3),
  primary key (organisation_id, user_id),
  unique (organisation_id, user_id, role)
);
create unique index members_one_owner on members (organisation_id) where role = 'owner';
create index members_user on members (user_id);
create index members_joined on members (organisation_id, joined_at, user_id);

-- Exactly one owner: the index allows no second, this key no absence, checked when a transaction commits.
alter table organisations add constraint organisations_owner
  foreign key (id, owner_id, owner_role) references members (organisation_id, user_id, role)
  deferrable initially deferred;
create index organisations_owner on organisations (owner_id);

-- A default or active organisation is one that the user belongs to; who leaves or is removed loses it by itself.
alter table users add constraint users_default_organisation
  foreign key (default_organisation_id, id) references members (organisation_id, user_id)
  on delete set null (default_organisation_id);
alter table sessions add constraint sessions_active_organisation
  foreign key (active_organisation_id, user_id) references members (organisation_id, user_id)
  on delete set null (active_organisation_id);
create index users_default on users (default_organisation_id) where default_organisation_id is not null;
create index sessions_active on sessions (active_organisation_id) where active_organisation_id is not null;

alter table organisations enable row level security;
alter table organisations force row level security;
alter table handles enable row level security;
alter table handles force row level security;
alter table members enable row level security;
alter table members force row level security;

-- No cycle: members reads no table, organisations reads members. What is one's own may be read, never written.
-- A policy that reads a table is for the application alone: the definer below may not read that table.
create policy tenant on members using (organisation_id = asking_organisation() or asking_portal());
create policy mine on members for select to guildhall_app using (user_id = asking_user());
create policy tenant on organisations using (id = asking_organisation() or asking_portal());
create policy mine on organisations for select to guildhall_app using (
  exists (select from members m where m.organisation_id = organisations.id and m.user_id = asking_user()));
create policy tenant on handles using (organisation_id = asking_organisation() or asking_portal());
create policy everybody on handles for select using (true);

grant select, insert, update, delete on organisations, handles, members to guildhall_app;

-- Cascades (an account's deletion) have no organisation scope, yet must count: a definer with a policy of its own.
create function count_members() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    update organisations set member_count = member_count + 1 where id = new.organisation_id;
  else
    update organisations set member_count = member_count - 1 where id = old.organisation_id;
  end if;
  return null;
end $$;
alter function count_members() owner to guildhall_definer;
grant select (id, member_count), update (member_count) on organisations to guildhall_definer;
create policy definer on organisations to guildhall_definer using (true);
create trigger count_members after insert or delete on members for each row execute function count_members();

-- How a transaction opens for somebody in an organisation, by id or handle (a held one still leads there).
-- Sets who asks and where, locks if told to, and only then reads the standing: what is returned was true after the wait.
-- No row: no such organisation, or not a member; nothing was locked.
create function enter_organisation(who uuid, reference text, locking boolean)
returns table (id uuid, handle text, name text, "ownerId" uuid, "portalTier" text, "memberCount" integer,
  "secondFactorRequired" boolean, "createdAt" timestamptz, "memberId" uuid, role text)
language plpgsql as $$
#variable_conflict use_column
declare
  found_id uuid;
begin
  perform set_config('app.user_id', who::text, true), set_config('app.organisation_id', '', true),
    set_config('app.portal', '', true), set_config('app.secret', '', true);
  if reference ~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then
    select m.organisation_id into found_id from members m
      where m.organisation_id = reference::uuid and m.user_id = who;
  else
    select m.organisation_id into found_id from handles h
      join members m on m.organisation_id = h.organisation_id and m.user_id = who
      where h.handle = reference and (h.held_until is null or h.held_until > now());
  end if;
  if found_id is null then
    return;
  end if;
  perform set_config('app.organisation_id', found_id::text, true);
  if locking then -- a row lock asks the write policy too, so the scope comes first
    perform from organisations o where o.id = found_id for no key update;
  end if;
  return query
    select o.id, o.handle, o.name, o.owner_id, o.portal_tier, o.member_count, o.second_factor_required,
      o.created_at::timestamptz, m.id, m.role
    from organisations o join members m on m.organisation_id = o.id and m.user_id = who
    where o.id = found_id;
end $$;

-- How a transaction opens for somebody about themselves.
create function enter_account(who uuid, locking boolean) returns table (id uuid)
language plpgsql as $$
#variable_conflict use_column
begin
  perform set_config('app.user_id', who::text, true), set_config('app.organisation_id', '', true),
    set_config('app.portal', '', true), set_config('app.secret', '', true);
  if locking then
    perform from users u where u.id = who for no key update;
  end if;
  return query select u.id from users u where u.id = who and u.disabled_at is null;
end $$;
