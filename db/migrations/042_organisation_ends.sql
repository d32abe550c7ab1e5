-- An organisation can be deleted, restored for a while, and suspended.
alter table organisations
  -- From then on nobody enters it; what is in it stays until it is purged.
  add column deleted_at timestamptz(3),
  add column suspended_at timestamptz(3),
  -- Null: until somebody ends it.
  add column suspended_until timestamptz(3),
  add column suspension_reason text check (length(suspension_reason) between 1 and 500);
alter table organisations add constraint organisations_suspension_check
  check ((suspended_at is null) = (suspension_reason is null) and (suspended_until is null or suspended_at is not null));
create index organisations_suspension_over on organisations (suspended_until) where suspended_until is not null;

-- A running server that a suspension stopped: it is started again when that ends, unless somebody wants something else by then.
alter table servers add column resumes boolean not null default false;
grant update (resumes) on servers to guildhall_app;

-- What is known of a deleted organisation, for its former owner and the portal. It refers to nothing, for it outlives the organisation.
create table deleted_organisations (
  organisation_id uuid primary key,
  handle text not null,
  name text not null,
  owner_id uuid references users on delete set null,
  deleted_by text not null,
  deleted_at timestamptz(3) not null default now(),
  -- When its purge begins. Then it can't be restored any more.
  purge_at timestamptz(3) not null,
  purge_started_at timestamptz(3),
  purged_at timestamptz(3) check (purged_at is null or purge_started_at is not null),
  -- How much of each thing it had, by what it is.
  contents jsonb not null
);
create index deleted_organisations_owner on deleted_organisations (owner_id, deleted_at desc);
create index deleted_organisations_due on deleted_organisations (purge_at) where purged_at is null;
alter table deleted_organisations enable row level security;
alter table deleted_organisations force row level security;
create policy tenant on deleted_organisations using (organisation_id = asking_organisation() or asking_portal());
create policy mine on deleted_organisations for select to guildhall_app using (owner_id = asking_user());
grant select, insert, delete, update (purge_at, purge_started_at, purged_at) on deleted_organisations to guildhall_app;

-- Nobody sees a deleted organisation as theirs, or as one that invites them.
alter policy mine on organisations using (deleted_at is null and exists (
  select from members m where m.organisation_id = organisations.id and m.user_id = asking_user()));
alter policy invited on organisations using (deleted_at is null and exists (
  select from invitations i
    where i.organisation_id = organisations.id and i.state = 'pending' and i.expires_at > now()
      and (i.email = (select u.email from users u where u.id = asking_user() and u.email_verified_at is not null)
        or asking_secret() in (i.mail_token_hash, i.copy_token_hash))));

-- The handle of a purged organisation is held for its former owner.
alter table handles alter column organisation_id drop not null;
alter table handles add column held_for uuid references users on delete cascade;
alter table handles add constraint handles_held_check
  check (organisation_id is not null and held_for is null or organisation_id is null and held_until is not null);
create index handles_held_for on handles (held_for) where held_for is not null;
create policy regain on handles for update to guildhall_app
  using (organisation_id is null and held_for = asking_user()) with check (organisation_id = asking_organisation());

-- Active zones of a deleted organisation aren't served, and somebody else may prove their names meanwhile.
drop index zones_active;
create unique index zones_active on zones (name) where state = 'active' and served;

-- As before, in an organisation that isn't deleted; and for a zone that was active until its organisation was.
-- The organisation is locked first, as operations do it.
create or replace function activate_zone(zone uuid) returns text
language plpgsql as $$
declare
  z zones;
  problem text;
begin
  select * into z from zones where id = zone;
  if not found then
    return 'unknown';
  end if;
  perform from organisations o where o.id = z.organisation_id and o.deleted_at is null for share;
  if not found then
    return 'unknown';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('zones below ' || substring(z.name from '[^.]+$'), 0));
  select * into z from zones where id = zone for no key update;
  if not found or z.served then
    return case when z.id is null then 'unknown' end;
  end if;
  problem := zone_name_conflict(z.name, z.organisation_id);
  if problem is not null then
    return problem;
  end if;
  insert into zone_names (name, key, organisation_id, zone_id, former_owner_id)
    select z.name, record_key(z.name || '.', ''), o.id, z.id, o.owner_id from organisations o where o.id = z.organisation_id
    on conflict (name) do update set organisation_id = excluded.organisation_id, zone_id = excluded.zone_id,
      former_owner_id = excluded.former_owner_id, held_until = null;
  update zones set state = 'active', served = true, claim_expires_at = null where id = zone;
  return null;
end $$;

-- As before, for an organisation that isn't deleted, and with the suspension that is in force.
drop function enter_organisation(uuid, text, boolean, uuid);
create function enter_organisation(who uuid, reference text, locking boolean, target uuid default null)
returns table (id uuid, handle text, name text, "ownerId" uuid, "portalTier" text, "memberCount" integer,
  "secondFactorRequired" boolean, "createdAt" timestamptz, "defaultRole" text, "memberId" uuid, role text,
  permissions text[], narrowed boolean, "suspensionReason" text, "suspendedUntil" timestamptz)
language plpgsql as $$
#variable_conflict use_column
declare
  organisation organisations%rowtype;
  member members%rowtype;
  scope text[]; -- what set_config answers, which nobody asks for: an assignment is evaluated without a query
begin
  scope := array[set_config('app.user_id', who::text, true), set_config('app.organisation_id', '', true),
    set_config('app.portal', '', true), set_config('app.secret', '', true)];
  if reference ~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then
    select * into member from members m where m.organisation_id = reference::uuid and m.user_id = who;
  else
    select m.* into member from handles h
      join members m on m.organisation_id = h.organisation_id and m.user_id = who
      where h.handle = reference and (h.held_until is null or h.held_until > now());
  end if;
  if member.id is null then
    return;
  end if;
  scope := array[set_config('app.organisation_id', member.organisation_id::text, true)];
  if target is not null then
    perform from users u where u.id = (select m.user_id from members m
      where m.organisation_id = member.organisation_id and (m.user_id = target or m.id = target)) for no key update;
  end if;
  if locking then -- a row lock asks the write policy too, so the scope comes first
    select * into organisation from organisations o where o.id = member.organisation_id for no key update;
    -- Whoever was waited for may have changed it.
    select * into member from members m where m.organisation_id = organisation.id and m.user_id = who;
  else
    select * into organisation from organisations o where o.id = member.organisation_id;
  end if;
  if organisation.id is null or member.id is null or organisation.deleted_at is not null then
    return;
  end if;
  role := member.role;
  if member.custom_role_id is not null then -- in one statement: nobody has a role that was removed meanwhile
    select coalesce(r.name, m.role), r.permissions into role, permissions
      from members m left join roles r on r.organisation_id = m.organisation_id and r.id = m.custom_role_id
      where m.id = member.id;
    if not found then
      return;
    end if;
  end if;
  "defaultRole" := organisation.default_role;
  if organisation.default_custom_role_id is not null then
    select coalesce((select r.name from roles r
      where r.organisation_id = organisation.id and r.id = organisation.default_custom_role_id), "defaultRole") into "defaultRole";
  end if;
  if organisation.suspended_at is not null and (organisation.suspended_until is null or organisation.suspended_until > now()) then
    "suspensionReason" := organisation.suspension_reason;
    "suspendedUntil" := organisation.suspended_until;
  end if;
  id := organisation.id;
  handle := organisation.handle;
  name := organisation.name;
  "ownerId" := organisation.owner_id;
  "portalTier" := organisation.portal_tier;
  "memberCount" := organisation.member_count;
  "secondFactorRequired" := organisation.second_factor_required;
  "createdAt" := organisation.created_at;
  "memberId" := member.id;
  narrowed := member.narrowed;
  return next;
end $$;

drop function enter_invitation(uuid, bytea, uuid, boolean);
create function enter_invitation(who uuid, secret bytea, invitation uuid, locking boolean)
returns table (id uuid, email text, role text, "roleGone" boolean, permissions text[], "customRoleId" uuid, state text,
  "inviterId" uuid, "expiresAt" timestamptz, "provesAddress" boolean, "organisationId" uuid, handle text, name text,
  "portalTier" text, "memberCount" integer, "inviterName" text, "inviterRole" text, "inviterPermissions" text[],
  "isMember" boolean, "suspensionReason" text, "suspendedUntil" timestamptz)
language plpgsql as $$
#variable_conflict use_column
declare
  found_id uuid;
  found_organisation uuid;
begin
  perform set_config('app.user_id', coalesce(who::text, ''), true), set_config('app.organisation_id', '', true),
    set_config('app.portal', '', true), set_config('app.secret', coalesce(encode(secret, 'hex'), ''), true);
  if locking and who is not null then
    perform from users u where u.id = who for no key update;
  end if;
  if secret is not null then
    select i.id, i.organisation_id into found_id, found_organisation from invitations i
      where i.mail_token_hash = secret or i.copy_token_hash = secret;
  else
    select i.id, i.organisation_id into found_id, found_organisation from invitations i
      where i.id = invitation
        and i.email = (select u.email from users u where u.id = who and u.email_verified_at is not null);
  end if;
  if found_id is null then
    return;
  end if;
  perform set_config('app.organisation_id', found_organisation::text, true);
  if locking then
    perform from organisations o where o.id = found_organisation for no key update;
  end if;
  return query
    select i.id, i.email, coalesce(r.name, i.role_name, i.role), i.role = 'custom' and r.id is null, r.permissions, r.id,
      case when i.state = 'pending' and i.expires_at <= now() then 'expired' else i.state end,
      i.inviter_id, i.expires_at::timestamptz, coalesce(i.mail_token_hash = secret, false),
      o.id, o.handle, o.name, o.portal_tier, o.member_count, u.name, coalesce(held.name, inviter.role), held.permissions,
      mine.user_id is not null,
      case when o.suspended_until is null or o.suspended_until > now() then o.suspension_reason end,
      o.suspended_until::timestamptz
    from invitations i
    join organisations o on o.id = i.organisation_id and o.deleted_at is null
    left join roles r on r.organisation_id = i.organisation_id and r.id = i.custom_role_id
    left join users u on u.id = i.inviter_id and u.disabled_at is null
    left join members inviter on inviter.organisation_id = i.organisation_id and inviter.user_id = u.id
    left join roles held on held.organisation_id = i.organisation_id and held.id = inviter.custom_role_id
    left join members mine on mine.organisation_id = i.organisation_id and mine.user_id = who
    where i.id = found_id;
end $$;

-- What the upkeep of halted organisations looks for.
create index organisations_halted on organisations (id) where deleted_at is not null or suspended_at is not null;
