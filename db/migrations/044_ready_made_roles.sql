-- Two more built-in roles, in every organisation: a viewer sees what a member sees and changes nothing, an operator is a member who also
-- creates and edits servers. The version before reads either as a role without permissions.
select set_config('app.portal', 'on', true);

-- A custom role of such a name keeps its permissions and its members and gets another name, "Viewer (custom)", numbered if that is taken,
-- too. Invitations keep the name of a role that was deleted: they must not come to mean the built-in one when they are sent again.
do $$
declare
  clash record;
  free text;
  tried integer;
begin
  for clash in
    select organisation_id, name_key from roles where name_key in ('viewer', 'operator')
    union select organisation_id, folded(role_name) from invitations
      where role = 'custom' and folded(role_name) in ('viewer', 'operator')
  loop
    tried := 1;
    loop
      free := initcap(clash.name_key) || case tried when 1 then ' (custom)' else format(' (custom %s)', tried) end;
      exit when not exists (select from roles r
          where r.organisation_id = clash.organisation_id and r.name_key = folded(free))
        and not exists (select from invitations i
          where i.organisation_id = clash.organisation_id and folded(i.role_name) = folded(free));
      tried := tried + 1;
    end loop;
    update roles set name = free where organisation_id = clash.organisation_id and name_key = clash.name_key;
    update invitations set role_name = free
      where organisation_id = clash.organisation_id and folded(role_name) = clash.name_key;
    -- A mail about one of these may still be waiting, and names the roles from here.
    update notifications n set role = case folded(n.role) when clash.name_key then free else n.role end,
        former_role = case folded(n.former_role) when clash.name_key then free else n.former_role end
      where n.organisation_id = clash.organisation_id and clash.name_key in (folded(n.role), folded(n.former_role));
  end loop;
end $$;

alter table roles drop constraint roles_name_check;
alter table roles add constraint roles_name_check check (length(name) between 1 and 50
  and folded(name) not in ('owner', 'admin', 'operator', 'member', 'viewer', 'custom'));

alter table members drop constraint members_role_check;
alter table members add constraint members_role_check
  check (role in ('owner', 'admin', 'operator', 'member', 'viewer', 'custom')
    and (role = 'custom') = (custom_role_id is not null));
-- Owner and admin see every project.
alter table members drop constraint members_narrowed_check;
alter table members add constraint members_narrowed_check check (not narrowed or role not in ('owner', 'admin'));

alter table invitations drop constraint invitations_role_check;
alter table invitations add constraint invitations_role_check
  check (role in ('admin', 'operator', 'member', 'viewer', 'custom')
    and (role = 'custom') = (role_name is not null) and (role = 'custom' or custom_role_id is null));

alter table organisations drop constraint organisations_default_role_check;
alter table organisations add constraint organisations_default_role_check
  check (default_role in ('admin', 'operator', 'member', 'viewer', 'custom')
    and (default_role = 'custom') = (default_custom_role_id is not null));

-- How many hold each is kept, like the number of admins: whoever has none of these roles, nor a custom one, is a plain member.
alter table organisations add column operator_count integer not null default 0;
alter table organisations add column viewer_count integer not null default 0;
grant select (operator_count, viewer_count), update (operator_count, viewer_count) on organisations to guildhall_definer;

create or replace function count_members() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    update organisations o set member_count = o.member_count + c.members, admin_count = o.admin_count + c.admins,
        operator_count = o.operator_count + c.operators, viewer_count = o.viewer_count + c.viewers
      from (select a.organisation_id, count(*) as members, count(*) filter (where a.role = 'admin') as admins,
          count(*) filter (where a.role = 'operator') as operators, count(*) filter (where a.role = 'viewer') as viewers
        from added a group by a.organisation_id) c where o.id = c.organisation_id;
    update roles r set held = r.held + c.members
      from (select a.organisation_id, a.custom_role_id, count(*) as members from added a
        where a.custom_role_id is not null group by a.organisation_id, a.custom_role_id) c
      where r.organisation_id = c.organisation_id and r.id = c.custom_role_id;
  elsif tg_op = 'DELETE' then
    update organisations o set member_count = o.member_count - c.members, admin_count = o.admin_count - c.admins,
        operator_count = o.operator_count - c.operators, viewer_count = o.viewer_count - c.viewers
      from (select g.organisation_id, count(*) as members, count(*) filter (where g.role = 'admin') as admins,
          count(*) filter (where g.role = 'operator') as operators, count(*) filter (where g.role = 'viewer') as viewers
        from gone g group by g.organisation_id) c where o.id = c.organisation_id;
    update roles r set held = r.held - c.members
      from (select g.organisation_id, g.custom_role_id, count(*) as members from gone g
        where g.custom_role_id is not null group by g.organisation_id, g.custom_role_id) c
      where r.organisation_id = c.organisation_id and r.id = c.custom_role_id;
  else
    if old.role <> new.role and (old.role in ('admin', 'operator', 'viewer') or new.role in ('admin', 'operator', 'viewer')) then
      update organisations o set
          admin_count = o.admin_count + (new.role = 'admin')::integer - (old.role = 'admin')::integer,
          operator_count = o.operator_count + (new.role = 'operator')::integer - (old.role = 'operator')::integer,
          viewer_count = o.viewer_count + (new.role = 'viewer')::integer - (old.role = 'viewer')::integer
        where o.id = new.organisation_id;
    end if;
    update roles r set held = r.held + case r.id when new.custom_role_id then 1 else -1 end
      where r.organisation_id = new.organisation_id and r.id in (old.custom_role_id, new.custom_role_id)
        and old.custom_role_id is distinct from new.custom_role_id;
  end if;
  return null;
end $$;
