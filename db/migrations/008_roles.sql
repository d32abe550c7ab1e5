-- Roles that an organisation makes itself, beside owner, admin and member. A name is unique however it is written.
create table roles (
  id uuid primary key,
  organisation_id uuid not null references organisations on delete cascade,
  name text not null check (length(name) between 1 and 50 and folded(name) not in ('owner', 'admin', 'member', 'custom')),
  name_key text collate "C" not null generated always as (folded(name)) stored,
  permissions text[] not null,
  created_at timestamptz(3) not null default now(),
  unique (organisation_id, id),
  constraint roles_name unique (organisation_id, name_key)
);
alter table roles enable row level security;
alter table roles force row level security;
create policy tenant on roles using (organisation_id = asking_organisation() or asking_portal());
grant select, insert, delete, update (name, permissions) on roles to guildhall_app;

select set_config('app.portal', 'on', true);

-- `custom` says that the role is the one beside it. A role that somebody holds can't go: the key refuses.
alter table members add column custom_role_id uuid;
alter table members drop constraint members_role_check;
alter table members add constraint members_role_check check (role in ('owner', 'admin', 'member', 'custom')
  and (role = 'custom') = (custom_role_id is not null));
alter table members add constraint members_custom_role foreign key (organisation_id, custom_role_id)
  references roles (organisation_id, id);
-- Names and permissions are read where no organisation is entered yet: in the list of one's organisations.
create policy mine on roles for select to guildhall_app using (
  exists (select from members m where m.organisation_id = roles.organisation_id and m.user_id = asking_user()));
create index members_custom_role on members (organisation_id, custom_role_id) where custom_role_id is not null;
create index members_of_role on members (organisation_id, role, joined_at, user_id);

-- An invitation outlives the role that it was for, and then can't be used; its name stays for the list.
alter table invitations add column custom_role_id uuid;
alter table invitations add column role_name text check (length(role_name) between 1 and 50);
alter table invitations drop constraint invitations_role_check;
alter table invitations add constraint invitations_role_check check (role in ('admin', 'member', 'custom')
  and (role = 'custom') = (role_name is not null) and (role = 'custom' or custom_role_id is null));
alter table invitations add constraint invitations_custom_role foreign key (organisation_id, custom_role_id)
  references roles (organisation_id, id) on delete set null (custom_role_id);
create index invitations_custom_role on invitations (organisation_id, custom_role_id) where custom_role_id is not null;

-- What a new invitation is for when it doesn't say.
alter table organisations add column default_role text not null default 'member';
alter table organisations add column default_custom_role_id uuid;
alter table organisations add constraint organisations_default_role_check check (default_role in ('admin', 'member', 'custom')
  and (default_role = 'custom') = (default_custom_role_id is not null));
alter table organisations add constraint organisations_default_role foreign key (id, default_custom_role_id)
  references roles (organisation_id, id);

-- How many organisations a user belongs to, for who may remove them from one: nobody else's memberships can be read.
create function count_memberships(who uuid) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer from members m where m.user_id = who
    and exists (select from members here where here.user_id = who and here.organisation_id = asking_organisation())
$$;
alter function count_memberships(uuid) owner to guildhall_definer;
grant select on members to guildhall_definer;
create policy definer on members for select to guildhall_definer using (true);

-- As before, with the role's name and permissions (null: those of the built-in one), the default role, and, when told to,
-- a lock on a member's account: who changes or removes a membership locks that user before the organisation, as
-- everybody does.
drop function enter_organisation(uuid, text, boolean);
create function enter_organisation(who uuid, reference text, locking boolean, target uuid default null)
returns table (id uuid, handle text, name text, "ownerId" uuid, "portalTier" text, "memberCount" integer,
  "secondFactorRequired" boolean, "createdAt" timestamptz, "defaultRole" text, "memberId" uuid, role text,
  permissions text[])
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
      o.created_at::timestamptz, coalesce(d.name, o.default_role), m.id, coalesce(r.name, m.role), r.permissions
    from organisations o join members m on m.organisation_id = o.id and m.user_id = who
    left join roles r on r.organisation_id = o.id and r.id = m.custom_role_id
    left join roles d on d.organisation_id = o.id and d.id = o.default_custom_role_id
    where o.id = found_id;
end $$;

-- As before, with what the roles of the invitation and of the inviter allow; a custom role that is gone allows nothing.
drop function enter_invitation(uuid, bytea, uuid, boolean);
create function enter_invitation(who uuid, secret bytea, invitation uuid, locking boolean)
returns table (id uuid, email text, role text, "roleGone" boolean, permissions text[], "customRoleId" uuid, state text,
  "inviterId" uuid, "expiresAt" timestamptz, "provesAddress" boolean, "organisationId" uuid, handle text, name text,
  "portalTier" text, "memberCount" integer, "inviterName" text, "inviterRole" text, "inviterPermissions" text[],
  "isMember" boolean)
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
      mine.user_id is not null
    from invitations i
    join organisations o on o.id = i.organisation_id
    left join roles r on r.organisation_id = i.organisation_id and r.id = i.custom_role_id
    left join users u on u.id = i.inviter_id and u.disabled_at is null
    left join members inviter on inviter.organisation_id = i.organisation_id and inviter.user_id = u.id
    left join roles held on held.organisation_id = i.organisation_id and held.id = inviter.custom_role_id
    left join members mine on mine.organisation_id = i.organisation_id and mine.user_id = who
    where i.id = found_id;
end $$;
