-- Names of tunnel devices below the portal's base zone, which the name server answers beside a zone's own records.

alter table portal_settings add column base_zone_id uuid references zones on delete set null;
-- Stays when the zone goes, so that the portal can say what is missing.
alter table portal_settings add column base_zone text collate "C" check (length(base_zone) between 1 and 253);
alter table portal_settings add check (base_zone_id is null or base_zone is not null);
create index portal_settings_base_zone on portal_settings (base_zone_id);
grant update (base_zone_id, base_zone) on portal_settings to guildhall_app;

-- What clients of a known game look for by SRV.
create table game_services (
  game text primary key,
  service text not null check (service ~ '^_[a-z0-9-]+\._(tcp|udp)$')
);
alter table game_services enable row level security;
alter table game_services force row level security;
create policy everybody on game_services for select using (true);
grant select on game_services to guildhall_app, guildhall_definer;
alter table game_services no force row level security;
insert into game_services values
  ('minecraft-java', '_minecraft._tcp'), ('teamspeak', '_ts3._udp'), ('mumble', '_mumble._tcp');
alter table game_services force row level security;

-- Records that follow from something else than a zone's history. Only settle_given_records writes them. No references: a row must be
-- there when its organisation went, so that the serial moves; and nobody may wait for whoever holds a zone (see follow_given_records).
create table given_records (
  id bigint primary key generated always as identity,
  organisation_id uuid not null,
  zone_id uuid not null,
  zone_number integer not null,
  name text collate "C" not null,
  key text collate "C" not null,
  above text[] collate "C" not null,
  -- The name that all of this hangs on: where a zone's own record is, the zone's own wins.
  host_key text collate "C" not null,
  -- null: an empty name
  type text collate "C" check (type in ('A', 'AAAA', 'CNAME', 'SRV')),
  content text collate "C" check ((content is null) = (type is null))
);
create index given_records_organisation on given_records (organisation_id);
create index given_records_name on given_records (name);
create index given_records_order on given_records (zone_number, key text_pattern_ops) where type is not null;
alter table given_records enable row level security;
alter table given_records force row level security;
create policy tenant on given_records for select using (organisation_id = asking_organisation() or asking_portal());
create policy definer on given_records to guildhall_definer using (true);
create policy name_server on given_records for select to dns_views using (true);
grant select on given_records to guildhall_app;
grant select (zone_id, zone_number, name, key, above, host_key, type, content) on given_records to dns_views;
grant select, insert, delete on given_records to guildhall_definer;

-- Moves of a zone's serial that are left over because somebody held the zone.
create table given_moves (
  id bigint primary key generated always as identity,
  zone_id uuid not null
);
alter table given_moves enable row level security;
alter table given_moves force row level security;
create policy definer on given_moves to guildhall_definer using (true);
grant select, insert, delete on given_moves to guildhall_definer;

create policy definer on zones to guildhall_definer using (true);
create policy definer on records for select to guildhall_definer using (true);
grant select, update (serial) on zones to guildhall_definer;
grant select on records to guildhall_definer;
grant select (handle) on organisations to guildhall_definer;

-- What leads to a public address; nothing if no name server could answer with it.
create function address_record(address text) returns table (type text, content text)
language plpgsql immutable strict as $$
begin
  type := case when address ~ ':' then 'AAAA' when address ~ '^[0-9.]+$' then 'A' else 'CNAME' end;
  content := lower(rtrim(address, '.'));
  if type <> 'CNAME' then
    if content ~ '/' then
      return;
    end if;
    content := host(content::inet);
  elsif length(content) > 253 or content !~ '^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$' then
    return;
  end if;
  return next;
exception when invalid_text_representation then
  return;
end $$;
revoke execute on function address_record(text) from public, guildhall_app;
grant execute on function address_record(text) to guildhall_definer;

-- What an organisation's devices that are let in are called, and where that leads. An organisation's own served zone of its handle's name is
-- the nearer one for a name server, so the names are in it; another's zone there means none.
create function wanted_given_records(organisation uuid)
returns table (device_id uuid, port_id uuid, zone_id uuid, zone_number integer, name text, key text, above text[], host_key text, type text,
  content text)
language sql stable as $$
  with place as (
    select o.handle || '.' || b.name as under, z.id, z.number, z.name
    from organisations o
    cross join portal_settings s
    join zones b on b.id = s.base_zone_id and b.served
    cross join lateral (select n.* from zones n where n.served and n.name in (b.name, o.handle || '.' || b.name)
      order by length(n.name) desc limit 1) z
    where o.id = organisation and (z.id = b.id or z.organisation_id = o.id)
  ), host as (
    select d.id, d.name || '.' || p.under as name, p.id as zone_id, p.number as zone_number, p.name as zone_name,
      a.content as address, a.type
    from place p
    cross join tunnel_refusals(organisation) r
    join tunnel_devices d on d.organisation_id = organisation and d.id = r.device_id
    join gateways g on g.id = d.gateway_id
    cross join address_record(g.public_address) a
    where r.refusal is null and length(d.name || '.' || p.under) <= 230
      and not exists (select from zones n where n.served and n.name = d.name || '.' || p.under)
  ), service as (
    select h.*, s.service, p.id as port_id, p.public_port,
      row_number() over (partition by h.id, s.service order by p.created_at, p.id) - 1 as priority
    from host h
    join published_ports(organisation) p on p.device_id = h.id
    join game_services s on s.game = p.game
      and (p.protocol = 'both' or p.protocol = substring(s.service from '_(tcp|udp)$'))
  ), named as (
    select id, null::uuid as port_id, zone_id, zone_number, zone_name, name as host, name, type,
      case when type = 'CNAME' then address || '.' else address end as content from host
    union all
    select id, port_id, zone_id, zone_number, zone_name, name, service || '.' || name, 'SRV',
      priority || ' 0 ' || public_port || ' ' || case when type = 'CNAME' then address else name end || '.' from service
    union all
    select distinct null::uuid, null::uuid, zone_id, zone_number, zone_name, name, substring(service from '_(?:tcp|udp)$') || '.' || name, null, null
    from service
    union all
    select distinct null::uuid, null::uuid, h.zone_id, h.zone_number, h.zone_name, p.under, p.under, null, null
    from host h cross join place p where p.under <> p.name
  )
  select n.id, n.port_id, n.zone_id, n.zone_number, n.name, record_key(n.name, n.zone_name),
    array[''] || ancestor_keys(record_key(n.name, n.zone_name)),
    record_key(n.host, n.zone_name), n.type, n.content
  from named n
$$;
revoke execute on function wanted_given_records(uuid) from public, guildhall_app;
grant execute on function wanted_given_records(uuid) to guildhall_definer;

-- Makes the given records of an organisation what they should be, and moves the serial of each zone that changed. Call it with the lock of
-- follow_given_records.
create function settle_given_records(organisation uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moved uuid[];
  zone uuid;
begin
  with wanted as materialized (select * from wanted_given_records(organisation)),
  gone as (
    delete from given_records g where g.organisation_id = organisation and not exists (select from wanted w
      where w.zone_id = g.zone_id and w.name = g.name and (w.type, w.content) is not distinct from (g.type, g.content))
    returning g.zone_id),
  come as (
    insert into given_records (organisation_id, zone_id, zone_number, name, key, above, host_key, type, content)
    select organisation, w.zone_id, w.zone_number, w.name, w.key, w.above, w.host_key, w.type, w.content from wanted w
    where not exists (select from given_records g where g.organisation_id = organisation
      and w.zone_id = g.zone_id and w.name = g.name and (w.type, w.content) is not distinct from (g.type, g.content))
    returning zone_id)
  select array(select zone_id from gone union select zone_id from come) into moved;
  foreach zone in array moved loop
    -- Once for a transaction, however many organisations it concerns.
    continue when position(zone::text in coalesce(current_setting('guildhall.moved', true), '')) > 0;
    perform set_config('guildhall.moved', concat_ws(' ', current_setting('guildhall.moved', true), zone), true);
    perform from zones z where z.id = zone for no key update skip locked;
    if found then
      update zones z set serial = next_serial(z.serial) where z.id = zone;
    else
      insert into given_moves (zone_id) values (zone);
    end if;
  end loop;
end $$;
alter function settle_given_records(uuid) owner to guildhall_definer;
revoke execute on function settle_given_records(uuid) from public, guildhall_app;

-- Moves the serials that were left over. It waits for nobody: what is still held is left over once more.
create function move_given_serials() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  zone uuid;
begin
  if not asking_portal() then
    raise exception 'Only the portal moves the serials of its zones.';
  end if;
  for zone in select distinct m.zone_id from given_moves m loop
    perform from zones z where z.id = zone for no key update skip locked;
    if found then
      delete from given_moves m where m.zone_id = zone;
      update zones z set serial = next_serial(z.serial) where z.id = zone;
    elsif not exists (select from zones z where z.id = zone) then
      delete from given_moves m where m.zone_id = zone;
    end if;
  end loop;
end $$;
alter function move_given_serials() owner to guildhall_definer;
revoke execute on function move_given_serials() from public;
grant execute on function move_given_serials() to guildhall_app;

-- Runs as a transaction commits, so that each sees all that it did. Without a base zone nobody waits: the lock `base zone` is shared by
-- all but who chooses one. With one they take turns, so that whoever waited sees what the other committed. That lock is always the last:
-- whoever has it waits for no row. So a transaction may come to it with anything locked.
create function follow_given_records() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  base text;
  row_is jsonb;
  concerned uuid; -- null: all
  settled text := coalesce(current_setting('guildhall.settled', true), '');
begin
  if tg_table_name = 'portal_settings' then
    if new.base_zone_id is not null then
      perform pg_advisory_xact_lock(hashtextextended('base zone', 0));
    end if;
  else
    perform pg_advisory_xact_lock_shared(hashtextextended('base zone', 0));
    select s.base_zone into base from portal_settings s where s.base_zone_id is not null;
    if base is null then
      return null;
    end if;
    row_is := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
    if tg_table_name = 'zones' then
      if row_is ->> 'name' <> base then
        select o.id into concerned from organisations o
          where right(row_is ->> 'name', length(base) + 1) = '.' || base
            and o.handle = (regexp_match(left(row_is ->> 'name', -length(base) - 1), '[^.]+$'))[1];
        if not found then
          return null;
        end if;
      end if;
    elsif tg_table_name = 'organisations' then
      concerned := (row_is ->> 'id')::uuid;
    else
      concerned := (row_is ->> 'organisation_id')::uuid;
    end if;
  end if;
  -- What this transaction settled stays so: the others wait, and its own changes are all made.
  if position(coalesce(concerned::text, 'all') in settled) > 0 or position('all' in settled) > 0 then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('given records', 0));
  if concerned is null then
    perform settle_given_records(t.id) from (select d.organisation_id as id from tunnel_devices d
      union select g.organisation_id from given_records g) t;
  else
    perform settle_given_records(concerned);
  end if;
  perform set_config('guildhall.settled', settled || ' ' || coalesce(concerned::text, 'all'), true);
  return null;
end $$;
alter function follow_given_records() owner to guildhall_definer;

create constraint trigger given_records_come after insert or delete on tunnel_devices deferrable initially deferred
  for each row execute function follow_given_records();
create constraint trigger given_records_change after update of name, suspended_at on tunnel_devices deferrable initially deferred
  for each row when ((old.name, old.suspended_at) is distinct from (new.name, new.suspended_at)) execute function follow_given_records();
create constraint trigger given_records_come after insert on tunnel_ports deferrable initially deferred
  for each row execute function follow_given_records();
create constraint trigger given_records_change after update of game, closed_at on tunnel_ports deferrable initially deferred
  for each row when ((old.game, old.closed_at) is distinct from (new.game, new.closed_at)) execute function follow_given_records();
create constraint trigger given_records_go after delete on tunnel_ports deferrable initially deferred
  for each row when (old.closed_at is null) execute function follow_given_records();
create constraint trigger given_records after update of handle, deleted_at, suspended_at, suspended_until, portal_tier on organisations
  deferrable initially deferred for each row
  when ((old.handle, old.deleted_at, old.suspended_at, old.suspended_until, old.portal_tier)
    is distinct from (new.handle, new.deleted_at, new.suspended_at, new.suspended_until, new.portal_tier))
  execute function follow_given_records();
create constraint trigger given_records after update of public_address, tiers on gateways
  deferrable initially deferred for each row
  when ((old.public_address, old.tiers) is distinct from (new.public_address, new.tiers)) execute function follow_given_records();
create constraint trigger given_records after insert or update on features
  deferrable initially deferred for each row when (new.name = 'tunnels') execute function follow_given_records();
create constraint trigger given_records after insert or update on tier_limits
  deferrable initially deferred for each row when (new.what in ('tunnelDevices', 'devicePorts')) execute function follow_given_records();
create constraint trigger given_records_come after insert or update on organisation_limits
  deferrable initially deferred for each row when (new.what in ('tunnelDevices', 'devicePorts')) execute function follow_given_records();
create constraint trigger given_records_go after delete on organisation_limits
  deferrable initially deferred for each row when (old.what in ('tunnelDevices', 'devicePorts')) execute function follow_given_records();
create constraint trigger given_records after update of base_zone_id on portal_settings
  deferrable initially deferred for each row when (old.base_zone_id is distinct from new.base_zone_id) execute function follow_given_records();
-- A zone is made pending, and served later.
create constraint trigger given_records_come after insert on zones
  deferrable initially deferred for each row when (new.served) execute function follow_given_records();
create constraint trigger given_records_change after update of served on zones
  deferrable initially deferred for each row when (old.served <> new.served) execute function follow_given_records();
create constraint trigger given_records_go after delete on zones
  deferrable initially deferred for each row when (old.served) execute function follow_given_records();

-- Names of the asking organisation's devices that are answered, as its transaction sees them, and the ports that SRV leads to first.
create function device_names(organisation uuid) returns table (device_id uuid, name text, srv_ports uuid[])
language sql stable security definer set search_path = public, pg_temp as $$
  select w.device_id, min(w.name) filter (where w.type <> 'SRV'),
    coalesce(array_agg(w.port_id) filter (where w.content ~ '^0 ' and w.type = 'SRV'), '{}')
  from wanted_given_records(organisation) w
  where w.device_id is not null and (organisation = asking_organisation() or asking_portal())
    and not exists (select from records r where r.zone_id = w.zone_id and r.key in (w.key, w.host_key) and r.until_version is null)
    and not exists (select from records r where r.zone_id = w.zone_id and r.key = any (w.above) and r.until_version is null
      and (r.type = 'DNAME' or r.type = 'NS' and r.key <> ''))
  group by w.device_id
$$;
alter function device_names(uuid) owner to guildhall_definer;
revoke execute on function device_names(uuid) from public;
grant execute on function device_names(uuid) to guildhall_app;

-- As before, and the given records where the zone has none of its own.
create or replace view pdns.records as
  select r.id, r.zone_number as domain_id, r.name, r.type,
    case when r.type in ('MX', 'SRV') then substr(r.content, strpos(r.content, ' ') + 1) else r.content end as content, r.ttl,
    case when r.type in ('MX', 'SRV') then split_part(r.content, ' ', 1)::integer end as prio,
    false as disabled, r.ordername, r.auth
  from public.records r join public.zones z on z.number = r.zone_number
  where r.until_version is null and z.served and (r.type <> 'NS' or r.ordername is not null)
  union all
  select -number, number, name, 'SOA',
    concat_ws(' ', primary_server, contact, serial, refresh, retry, expire, minimum), ttl, null, false, '', true
  from public.zones where served and state = 'active'
  union all
  select null, e.zone_number, e.name, null, null, null, null, false, null, e.auth
  from public.empty_names e join public.zones z on z.number = e.zone_number where z.served
  union all
  select null, g.zone_number, g.name, g.type,
    case when g.type = 'SRV' then substr(g.content, strpos(g.content, ' ') + 1) else g.content end,
    case when g.type is not null then 60 end,
    case when g.type = 'SRV' then split_part(g.content, ' ', 1)::integer end,
    false, case when g.type is not null then g.key end, true
  from public.given_records g join public.zones z on z.number = g.zone_number
  where z.served
    and not exists (select from public.records r where r.zone_id = g.zone_id and r.key in (g.key, g.host_key)
      and r.until_version is null)
    and not exists (select from public.records r where r.zone_id = g.zone_id and r.key = any (g.above) and r.until_version is null
      and (r.type = 'DNAME' or r.type = 'NS' and r.key <> ''))
    and (g.type is not null or not exists (select from public.empty_names e where e.zone_id = g.zone_id and e.key = g.key));
