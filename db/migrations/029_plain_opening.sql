-- As before, in plain steps: each reads one table, whose policies are then all that is planned and set up for it. Roles of one's own,
-- which few organisations have, are looked up when there is one.
create or replace function enter_organisation(who uuid, reference text, locking boolean, target uuid default null)
returns table (id uuid, handle text, name text, "ownerId" uuid, "portalTier" text, "memberCount" integer,
  "secondFactorRequired" boolean, "createdAt" timestamptz, "defaultRole" text, "memberId" uuid, role text,
  permissions text[], narrowed boolean)
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
  if organisation.id is null or member.id is null then
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
