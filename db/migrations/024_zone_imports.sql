-- Imports that are too large to be waited for. A job saves one in a single transaction, part by part, and says between two
-- parts how far it is: in rows of its own, by another connection, so that it can be read meanwhile.
create table zone_imports (
  id uuid primary key,
  organisation_id uuid not null,
  zone_id uuid not null,
  -- The version that it was judged on, and the only one that it can be saved on.
  base bigint not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  mode text not null check (mode in ('replace', 'add')),
  message text check (length(message) <= 500),
  actor_id uuid not null,
  actor_name text not null,
  removed integer not null,
  added integer not null,
  -- Records before and after it.
  records_before integer not null,
  records_after integer not null,
  -- Records removed and added so far.
  saved integer not null default 0,
  -- What it made, or why it made nothing.
  version bigint,
  serial bigint,
  problem text,
  created_at timestamptz(3) not null default now(),
  -- When somebody last worked on it. After three minutes without it's given up.
  touched_at timestamptz(3) not null default now(),
  unique (organisation_id, id),
  check ((state = 'done') = (version is not null) and (state = 'failed') = (problem is not null)),
  foreign key (organisation_id, zone_id) references zones (organisation_id, id) on delete cascade
);
create index zone_imports_zone on zone_imports (zone_id, created_at);

-- What it removes and adds, some thousand records in each; those that are removed come first. They go when it has ended.
create table zone_import_parts (
  organisation_id uuid not null,
  import_id uuid not null,
  part integer not null,
  adds boolean not null,
  names text[] not null,
  types text[] not null,
  ttls integer[] not null,
  contents text[] not null,
  primary key (import_id, part),
  foreign key (organisation_id, import_id) references zone_imports (organisation_id, id) on delete cascade
);

do $$
declare
  t text;
begin
  foreach t in array array['zone_imports', 'zone_import_parts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (organisation_id = asking_organisation() or asking_portal())', t);
  end loop;
end $$;
grant select, insert, delete on zone_imports, zone_import_parts to guildhall_app;
grant update (state, saved, version, serial, problem, touched_at) on zone_imports to guildhall_app;

-- Whether an import of this zone is to be saved or is being saved. Until then nothing else may change the zone.
create function is_importing(zone uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from zone_imports i where i.zone_id = zone and i.state in ('waiting', 'running')
    and i.touched_at > now() - interval '3 minutes');
end $$;

-- The second half of every change: empty names, what DNSSEC needs, version, serial, and what made it. `cuts`: the names whose
-- delegation may have come or gone.
create function settle_change(z zones, removed_keys text[], added_keys text[], cuts text[], gone integer, come integer,
  kind text, actor_id uuid, actor_name text, message text, restored bigint)
returns table (version bigint, serial bigint)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
  next bigint := z.version + 1;
  touched text[] := array(select distinct key from unnest(removed_keys || added_keys) as key);
  above text[] := array(select distinct over from unnest(touched) as key, unnest(ancestor_keys(key)) as over);
begin
  -- A name that was only added to may have been an empty one, if there are any.
  perform settle_name(z, key) from (
    select unnest(removed_keys) as key union select unnest(above)
    union select unnest(added_keys) where exists (select from empty_names e where e.zone_id = z.id)) as t;
  if cuts <> '{}' or exists (select from records r
      where r.zone_id = z.id and r.type = 'NS' and r.key <> '' and r.until_version is null) then
    perform mark_name(z.id, key, true) from unnest(touched || above) as key;
    perform mark_name(z.id, key, false) from (
      select unnest(cuts) as key union select keys_below(z.id, cut) from unnest(cuts) as cut) as t;
  end if;

  update zones set version = next, serial = next_serial(z.serial), record_count = record_count - gone + come where id = z.id;
  insert into zone_changes (organisation_id, zone_id, version, kind, actor_id, actor_name, message, removed, added, restored)
    values (z.organisation_id, z.id, next, kind, actor_id, actor_name, message, gone, come, restored);
  return query select next, next_serial(z.serial);
end $$;

-- As before, its second half apart; and none while an import is under way.
create or replace function change_zone(zone uuid, removed_names text[], removed_types text[], removed_contents text[],
  added_names text[], added_types text[], added_ttls integer[], added_contents text[],
  kind text, actor_id uuid, actor_name text, message text, restored bigint)
returns table (version bigint, serial bigint)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
  z zones;
  gone integer;
  removed_keys text[];
  added_keys text[];
  cuts text[];
begin
  select * into z from zones where id = zone for no key update;
  if not found then
    return;
  end if;
  if is_importing(z.id) then
    raise exception 'an import of this zone is under way' using errcode = 'check_violation', constraint = 'zone_importing';
  end if;
  removed_keys := array(select record_key(name, z.name) from unnest(removed_names) as name);
  added_keys := array(select record_key(name, z.name) from unnest(added_names) as name);
  cuts := array(select distinct key from unnest(removed_keys || added_keys, removed_types || added_types) as t (key, type)
    where type = 'NS' and key <> '');

  select coalesce(sum(close_record(z.id, z.version + 1, key, type, content)), 0) into gone
    from unnest(removed_keys, removed_types, removed_contents) as g (key, type, content);
  if gone <> cardinality(removed_keys) then
    raise exception 'a record to be removed is not there'
      using errcode = 'check_violation', constraint = 'records_changed';
  end if;
  insert into records (organisation_id, zone_id, zone_number, name, key, type, ttl, content, since_version, ordername)
    select z.organisation_id, z.id, z.number, a.name, a.key, a.type, a.ttl, a.content, z.version + 1, a.key
    from unnest(added_names, added_keys, added_types, added_ttls, added_contents) as a (name, key, type, ttl, content);
  return query select * from settle_change(z, removed_keys, added_keys, cuts, gone, cardinality(added_keys),
    kind, actor_id, actor_name, message, restored);
end $$;

-- Saves one part of an import. All parts and `end_import` belong to one transaction, under the zone's lock. The number of records.
create function save_import_part(import uuid, wanted integer) returns integer
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  z zones;
  p zone_import_parts;
  gone integer;
begin
  select * into strict p from zone_import_parts where import_id = import and part = wanted;
  select * into strict z from zones where id = (select i.zone_id from zone_imports i where i.id = import);
  if p.adds then
    insert into records (organisation_id, zone_id, zone_number, name, key, type, ttl, content, since_version, ordername)
      select z.organisation_id, z.id, z.number, a.name, a.key, a.type, a.ttl, a.content, z.version + 1, a.key
      from (select name, record_key(name, z.name) as key, type, ttl, content
        from unnest(p.names, p.types, p.ttls, p.contents) as t (name, type, ttl, content) offset 0) as a;
  else
    select sum(close_record(z.id, z.version + 1, record_key(name, z.name), type, content)) into gone
      from unnest(p.names, p.types, p.contents) as t (name, type, content);
    if gone <> cardinality(p.names) then
      raise exception 'a record to be removed is not there'
        using errcode = 'check_violation', constraint = 'records_changed';
    end if;
  end if;
  return cardinality(p.names);
end $$;

-- After its last part: makes the version.
create function end_import(import uuid) returns table (version bigint, serial bigint)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
  i zone_imports;
  z zones;
  removed_keys text[];
  added_keys text[];
  cuts text[];
begin
  select * into strict i from zone_imports where id = import;
  select * into strict z from zones where id = i.zone_id;
  removed_keys := array(select key from records where zone_id = z.id and until_version = z.version + 1);
  added_keys := array(select key from records where zone_id = z.id and since_version = z.version + 1);
  cuts := array(
    select key from records where zone_id = z.id and until_version = z.version + 1 and type = 'NS' and key <> ''
    union select key from records where zone_id = z.id and since_version = z.version + 1 and type = 'NS' and key <> '');
  return query select * from settle_change(z, removed_keys, added_keys, cuts, cardinality(removed_keys), cardinality(added_keys),
    'import', i.actor_id, i.actor_name, i.message, null);
end $$;
