-- A project groups servers inside an organisation. A name is unique however it is written.
create table projects (
  id uuid primary key,
  organisation_id uuid not null references organisations on delete cascade,
  name text not null check (length(name) between 1 and 100),
  name_key text collate "C" not null generated always as (folded(name)) stored,
  description text check (length(description) between 1 and 500),
  created_at timestamptz(3) not null default now(),
  unique (organisation_id, id),
  constraint projects_name unique (organisation_id, name_key)
);
alter table projects enable row level security;
alter table projects force row level security;
create policy tenant on projects using (organisation_id = asking_organisation() or asking_portal());
grant select, insert, delete, update (name, description) on projects to guildhall_app;

-- A membership may be narrowed to some projects: the others, and what is in them, don't exist for that person. That it is
-- narrowed stands at the membership, not in the number of rows below: when the last of its projects is deleted it sees none,
-- never all. Owner and admin see everything.
alter table members add column narrowed boolean not null default false;
alter table members add constraint members_narrowed_check check (not narrowed or role in ('member', 'custom'));

create table narrowings (
  organisation_id uuid not null references organisations on delete cascade,
  user_id uuid not null,
  project_id uuid not null,
  primary key (organisation_id, user_id, project_id),
  constraint narrowings_member foreign key (organisation_id, user_id)
    references members (organisation_id, user_id) on delete cascade,
  constraint narrowings_project foreign key (organisation_id, project_id)
    references projects (organisation_id, id) on delete cascade
);
create index narrowings_project on narrowings (organisation_id, project_id);
alter table narrowings enable row level security;
alter table narrowings force row level security;
create policy tenant on narrowings using (organisation_id = asking_organisation() or asking_portal());
grant select, insert, delete on narrowings to guildhall_app;

-- Somebody is told when this changes.
alter table notifications drop constraint notifications_kind_check;
alter table notifications add constraint notifications_kind_check
  check (kind in ('invited', 'added', 'role', 'removed', 'narrowed', 'widened'));

-- As before, and whether the membership is narrowed: one value of a row that is read anyway. To which projects is not read
-- here, where every operation passes, but by the queries about projects, and only for who is narrowed.
drop function enter_organisation(uuid, text, boolean, uuid);
create function enter_organisation(who uuid, reference text, locking boolean, target uuid default null)
returns table (id uuid, handle text, name text, "ownerId" uuid, "portalTier" text, "memberCount" integer,
  "secondFactorRequired" boolean, "createdAt" timestamptz, "defaultRole" text, "memberId" uuid, role text,
  permissions text[], narrowed boolean)
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
  if target is not null then
    perform from users u where u.id = (select m.user_id from members m
      where m.organisation_id = found_id and (m.user_id = target or m.id = target)) for no key update;
  end if;
  if locking then -- a row lock asks the write policy too, so the scope comes first
    perform from organisations o where o.id = found_id for no key update;
  end if;
  return query
    select o.id, o.handle, o.name, o.owner_id, o.portal_tier, o.member_count, o.second_factor_required,
      o.created_at::timestamptz, coalesce(d.name, o.default_role), m.id, coalesce(r.name, m.role), r.permissions, m.narrowed
    from organisations o join members m on m.organisation_id = o.id and m.user_id = who
    left join roles r on r.organisation_id = o.id and r.id = m.custom_role_id
    left join roles d on d.organisation_id = o.id and d.id = o.default_custom_role_id
    where o.id = found_id;
end $$;
