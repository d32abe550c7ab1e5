-- DNS zones and their records. A name server reads them from here (014), so what is committed is what is answered.

-- A record's name within its zone, labels reversed and parted by spaces: `b.a.example.org` in `example.org` is `a b`, the
-- zone itself is ''. Everything below `a` lies between `a ` and `a!`. This is also what DNSSEC's order of names is made of.
-- A dot or backslash within a label is escaped by a backslash, and a space is `\032`.
create function record_key(name text, zone text) returns text
language plpgsql immutable strict parallel safe as $$
declare
  rest text := left(name, length(name) - length(zone) - 1);
begin
  if name = zone then
    return '';
  elsif right(name, length(zone) + 1) <> '.' || zone then
    raise exception '% is not within %', name, zone using errcode = 'check_violation', constraint = 'records_within_zone';
  elsif position('.' in rest) = 0 then
    return rest;
  elsif position('\' in rest) = 0 then
    return (select string_agg(label, ' ' order by place desc)
      from unnest(string_to_array(rest, '.')) with ordinality as part (label, place));
  end if;
  return (select string_agg(label[1], ' ' order by place desc)
    from regexp_matches(rest, '((?:[^.\\]|\\.)+)', 'g') with ordinality as part (label, place));
end $$;

create function key_name(key text, zone text) returns text language sql immutable strict parallel safe as $$
  select string_agg(label, '.' order by place desc) || '.' || zone
  from unnest(string_to_array(key, ' ')) with ordinality as part (label, place)
$$;

-- The keys of the names between a name and its zone, both left out.
create function ancestor_keys(key text) returns text[]
language plpgsql immutable strict parallel safe as $$
declare
  labels text[] := string_to_array(key, ' ');
  above text[] := '{}';
begin
  for upto in 1 .. cardinality(labels) - 1 loop
    above := above || array_to_string(labels[1:upto], ' ');
  end loop;
  return above;
end $$;

create table zones (
  id uuid primary key,
  organisation_id uuid not null references organisations on delete cascade,
  -- What the name server knows it by.
  number integer not null unique generated always as identity,
  -- lower case, A-labels, without the last dot
  name text collate "C" not null check (name = lower(name) and length(name) between 1 and 253 and name !~ '(^\.|\.\.|\.$)'),
  state text not null default 'pending' check (state in ('pending', 'active')),
  -- Whether name servers answer for it: active, and the organisation isn't going away.
  served boolean not null default false check (not served or state = 'active'),
  -- Each change makes the next version; none is 0.
  version bigint not null default 0,
  -- RFC 1982. Begins with the time, so that a zone made anew is newer than what secondaries kept of the old one.
  serial bigint not null default extract(epoch from now())::bigint check (serial between 1 and 4294967295),
  notified_serial bigint,
  -- the rest of the SOA record: absolute names with the last dot, and seconds
  primary_server text not null check (primary_server like '%.'),
  contact text not null check (contact like '%.'),
  refresh integer not null default 10800 check (refresh > 0),
  retry integer not null default 3600 check (retry > 0),
  expire integer not null default 604800 check (expire > 0),
  minimum integer not null default 3600 check (minimum >= 0),
  ttl integer not null default 3600 check (ttl >= 0),
  signed boolean not null default false,
  -- Live records, the SOA aside; moved by change_zone.
  record_count integer not null default 0 check (record_count >= 0),
  -- What proves that the name is one's own: the value of a TXT record, or a name server's own label.
  claim_token text not null check (length(claim_token) between 20 and 100),
  claim_label text not null unique check (claim_label ~ '^[a-z0-9]{10,63}$'),
  claim_expires_at timestamptz(3) default now() + interval '14 days' check (state = 'active' or claim_expires_at is not null),
  created_at timestamptz(3) not null default now(),
  unique (organisation_id, id),
  unique (organisation_id, id, number),
  constraint zones_name unique (organisation_id, name)
);
-- Any number of organisations may claim a name, one has it.
create unique index zones_active on zones (name) where state = 'active';
create index zones_claims on zones (claim_expires_at) where state = 'pending';

-- Rows are added and closed, never changed: what is live is `until_version is null`, and what a version held is
-- `since_version <= v and (until_version is null or until_version > v)`. `auth` and `ordername` alone follow what lies around.
create table records (
  id bigint primary key generated always as identity,
  organisation_id uuid not null,
  zone_id uuid not null,
  zone_number integer not null,
  name text collate "C" not null,
  key text collate "C" not null,
  type text collate "C" not null check (type ~ '^[A-Z][A-Z0-9]*$' and type <> 'SOA'),
  ttl integer not null check (ttl >= 0),
  content text collate "C" not null check (length(content) <= 65535
    and (type not in ('MX', 'SRV') or content ~ '^\d{1,5} ')),
  since_version bigint not null,
  until_version bigint check (until_version > since_version),
  -- For DNSSEC: false for a delegation's NS and all below it; the key, or null for what has no place among the signed names.
  auth boolean not null default true,
  ordername text collate "C",
  foreign key (organisation_id, zone_id, zone_number) references zones (organisation_id, id, number) on delete cascade
);
-- The same record can't be there twice. A hash, because a content may be longer than an index takes.
create unique index records_live on records (zone_id, key, type, hashtextextended(content, 0)) where until_version is null;
create index records_delegations on records (zone_id, key) where type = 'NS' and key <> '' and until_version is null;
create index records_since on records (zone_id, since_version);
create index records_until on records (zone_id, until_version) where until_version is not null;
create index records_closed on records (zone_id, key, type) where until_version is not null;
-- What a name server asks by.
create index records_name on records (name) where until_version is null;
create index records_order on records (zone_number, ordername text_pattern_ops)
  where until_version is null and ordername is not null;

-- Names that hold nothing but have something below them (empty non-terminals): they exist, which is another answer than
-- that they don't.
create table empty_names (
  organisation_id uuid not null,
  zone_id uuid not null,
  zone_number integer not null,
  key text collate "C" not null,
  name text collate "C" not null,
  auth boolean not null default true,
  primary key (zone_id, key),
  foreign key (organisation_id, zone_id, zone_number) references zones (organisation_id, id, number) on delete cascade
);
create index empty_names_name on empty_names (name);

-- What made each version. Names are copied: a row outlives whom it speaks of.
create table zone_changes (
  organisation_id uuid not null,
  zone_id uuid not null,
  version bigint not null,
  at timestamptz(3) not null default now(),
  kind text not null check (kind in ('create', 'edit', 'import', 'restore', 'helper', 'settings', 'signing')),
  actor_id uuid,
  actor_name text not null,
  message text check (length(message) <= 500),
  removed integer not null,
  added integer not null,
  -- which version a restore went back to
  restored bigint,
  primary key (zone_id, version),
  foreign key (organisation_id, zone_id) references zones (organisation_id, id) on delete cascade
);

-- Every name that is served, or held for whoever had it. That one is taken is public; whose it is isn't shown.
create table zone_names (
  name text collate "C" primary key,
  -- the labels reversed, parted by spaces: what lies below shares the beginning
  key text collate "C" not null unique,
  organisation_id uuid references organisations on delete set null,
  zone_id uuid unique,
  -- Who owned the organisation when it let the name go; until then, when it got it.
  former_owner_id uuid references users on delete set null,
  held_until timestamptz(3),
  check ((zone_id is null) = (held_until is not null)),
  foreign key (organisation_id, zone_id) references zones (organisation_id, id)
);
create index zone_names_organisation on zone_names (organisation_id);
create index zone_names_held on zone_names (held_until) where held_until is not null;

-- A zone's owner lets another organisation have exactly one name below it.
create table zone_grants (
  id uuid primary key,
  organisation_id uuid not null references organisations on delete cascade,
  name text collate "C" not null check (name = lower(name) and length(name) between 3 and 253),
  grantee_id uuid not null references organisations on delete cascade,
  created_at timestamptz(3) not null default now(),
  unique (organisation_id, id),
  constraint zone_grants_name unique (organisation_id, name),
  check (grantee_id <> organisation_id)
);
create index zone_grants_grantee on zone_grants (grantee_id, name);

do $$
declare
  t text;
begin
  foreach t in array array['zones', 'records', 'empty_names', 'zone_changes', 'zone_names', 'zone_grants'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (organisation_id = asking_organisation() or asking_portal())', t);
  end loop;
end $$;
create policy everybody on zone_names for select using (true);
-- Whose organisation is gone takes the names along that it held; a hold that is over binds nobody.
create policy regain on zone_names for update to guildhall_app
  using (held_until <= now() or held_until is not null and former_owner_id =
    (select o.owner_id from organisations o where o.id = asking_organisation()))
  with check (organisation_id = asking_organisation());
create policy given on zone_grants for select using (grantee_id = asking_organisation());

grant select, insert, delete on zones to guildhall_app;
grant update (state, served, version, serial, primary_server, contact, refresh, retry, expire, minimum, ttl, signed,
  record_count, claim_expires_at) on zones to guildhall_app;
grant select, insert on records, zone_changes to guildhall_app;
grant update (until_version, auth, ordername) on records to guildhall_app;
grant select, insert, delete, update (auth) on empty_names to guildhall_app;
grant select, insert, delete, update (organisation_id, zone_id, former_owner_id, held_until) on zone_names to guildhall_app;
grant select, insert, delete on zone_grants to guildhall_app;

-- Steps of change_zone, name by name and each by an index. Joined to lists, the planner takes an unknown list for ten and what
-- lies below a name for a ninth of all, and then compares all with all.
create function close_record(zone uuid, v bigint, wanted text, wanted_type text, wanted_content text) returns integer
language plpgsql as $$
declare
  closed integer;
begin
  update records r set until_version = v where r.zone_id = zone and r.key = wanted and r.type = wanted_type
    and r.content = wanted_content and r.until_version is null;
  get diagnostics closed = row_count;
  return closed;
end $$;
create function is_cut(zone uuid, wanted text) returns boolean language plpgsql stable as $$
begin
  return wanted <> '' and exists (select from records r
    where r.zone_id = zone and r.key = wanted and r.type = 'NS' and r.until_version is null);
end $$;
create function is_below_cut(zone uuid, wanted text) returns boolean language plpgsql stable as $$
declare
  above text;
begin
  foreach above in array ancestor_keys(wanted) loop
    if is_cut(zone, above) then
      return true;
    end if;
  end loop;
  return false;
end $$;
create function keys_below(zone uuid, wanted text) returns setof text language plpgsql stable as $$
begin
  return query select r.key from records r
    where r.zone_id = zone and r.key >= wanted || ' ' and r.key < wanted || '!' and r.until_version is null
    union select e.key from empty_names e where e.zone_id = zone and e.key >= wanted || ' ' and e.key < wanted || '!';
end $$;
-- Whether a name is an empty one, now that the records are what they are.
create function settle_name(zone zones, wanted text) returns void language plpgsql as $$
begin
  if wanted <> ''
      and not exists (select from records r where r.zone_id = zone.id and r.key = wanted and r.until_version is null)
      and exists (select from records r where r.zone_id = zone.id and r.key >= wanted || ' ' and r.key < wanted || '!'
        and r.until_version is null) then
    insert into empty_names (organisation_id, zone_id, zone_number, key, name)
      values (zone.organisation_id, zone.id, zone.number, wanted, key_name(wanted, zone.name)) on conflict do nothing;
  else
    delete from empty_names e where e.zone_id = zone.id and e.key = wanted;
  end if;
end $$;
-- What DNSSEC needs of a name, as delegations are now: below one nothing is ours, at one its NS and DS alone have a place.
-- `fresh`: whatever is there was marked so or came just now, marked as what no delegation is near.
create function mark_name(zone uuid, wanted text, fresh boolean) returns void language plpgsql as $$
declare
  below boolean := is_below_cut(zone, wanted);
  cut boolean := is_cut(zone, wanted);
begin
  if fresh and not below and not cut then
    return;
  end if;
  update records r set auth = not below and (not cut or r.type = 'DS'),
      ordername = case when below or cut and r.type not in ('NS', 'DS') then null else wanted end
    where r.zone_id = zone and r.key = wanted and r.until_version is null
      and (r.auth, r.ordername) is distinct from (not below and (not cut or r.type = 'DS'),
        case when below or cut and r.type not in ('NS', 'DS') then null else wanted end);
  update empty_names e set auth = not below where e.zone_id = zone and e.key = wanted and e.auth = below;
end $$;

-- RFC 1982: the number after the greatest is the least, and 0 is left out.
create function next_serial(serial bigint) returns bigint language sql immutable strict parallel safe as
  $$ select case when serial >= 4294967295 then 1 else serial + 1 end $$;

-- The one way in which records change: closes some, adds others, and makes the next version and serial, all at once.
-- Keeps the empty names, and what DNSSEC needs of every record that the change touches: itself, and whatever lies at or
-- below a delegation that came or went. No row: no such zone here.
-- Plans are kept, and a plan that was made while the zone was small must do for a hundred thousand: never read all of a table.
create function change_zone(zone uuid, removed_names text[], removed_types text[], removed_contents text[],
  added_names text[], added_types text[], added_ttls integer[], added_contents text[],
  kind text, actor_id uuid, actor_name text, message text, restored bigint)
returns table (version bigint, serial bigint)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
  z zones;
  next bigint;
  gone integer;
  removed_keys text[];
  added_keys text[];
  touched text[]; -- every name of the change
  cuts text[]; -- those whose delegation may have come or gone
  above text[]; -- the names over it
begin
  select * into z from zones where id = zone for no key update;
  if not found then
    return;
  end if;
  next := z.version + 1;
  removed_keys := array(select record_key(name, z.name) from unnest(removed_names) as name);
  added_keys := array(select record_key(name, z.name) from unnest(added_names) as name);
  touched := array(select distinct key from unnest(removed_keys || added_keys) as key);
  above := array(select distinct over from unnest(touched) as key, unnest(ancestor_keys(key)) as over);
  cuts := array(select distinct key from unnest(removed_keys || added_keys, removed_types || added_types) as t (key, type)
    where type = 'NS' and key <> '');

  select coalesce(sum(close_record(z.id, next, key, type, content)), 0) into gone
    from unnest(removed_keys, removed_types, removed_contents) as g (key, type, content);
  if gone <> cardinality(removed_keys) then
    raise exception 'a record to be removed is not there'
      using errcode = 'check_violation', constraint = 'records_changed';
  end if;
  insert into records (organisation_id, zone_id, zone_number, name, key, type, ttl, content, since_version, ordername)
    select z.organisation_id, z.id, z.number, a.name, a.key, a.type, a.ttl, a.content, next, a.key
    from unnest(added_names, added_keys, added_types, added_ttls, added_contents) as a (name, key, type, ttl, content);

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

  update zones set version = next, serial = next_serial(z.serial), record_count = record_count - gone + cardinality(added_keys)
    where id = z.id;
  insert into zone_changes (organisation_id, zone_id, version, kind, actor_id, actor_name, message, removed, added, restored)
    values (z.organisation_id, z.id, next, kind, actor_id, actor_name, message, gone, cardinality(added_keys), restored);
  return query select next, next_serial(z.serial);
end $$;

-- What a version held.
create function zone_at(zone uuid, v bigint) returns table (name text, type text, ttl integer, content text)
language sql stable as $$
  select r.name, r.type, r.ttl, r.content from records r where r.zone_id = zone and r.since_version <= v and r.until_version is null
  union all
  select r.name, r.type, r.ttl, r.content from records r where r.zone_id = zone and r.since_version <= v and r.until_version > v
$$;

-- Makes the records what an earlier version held, as one more change.
create function restore_zone(zone uuid, v bigint, kind text, actor_id uuid, actor_name text, message text)
returns table (version bigint, serial bigint)
language plpgsql as $$
#variable_conflict use_column
declare
  gone record;
  come record;
begin
  perform from zones where id = zone for no key update;
  select coalesce(array_agg(t.name), '{}') as names, coalesce(array_agg(t.type), '{}') as types,
      coalesce(array_agg(t.content), '{}') as contents into gone
    from (select r.name, r.type, r.ttl, r.content from records r where r.zone_id = zone and r.until_version is null
      except select * from zone_at(zone, v)) t;
  select coalesce(array_agg(t.name), '{}') as names, coalesce(array_agg(t.type), '{}') as types,
      coalesce(array_agg(t.ttl), '{}') as ttls, coalesce(array_agg(t.content), '{}') as contents into come
    from (select * from zone_at(zone, v)
      except select r.name, r.type, r.ttl, r.content from records r where r.zone_id = zone and r.until_version is null) t;
  return query select * from change_zone(zone, gone.names, gone.types, gone.contents,
    come.names, come.types, come.ttls, come.contents, kind, actor_id, actor_name, message, v);
end $$;

-- Whether a name's hold doesn't bind this organisation: over, its own, or its owner's from before.
create function regainable(n zone_names, organisation uuid) returns boolean language sql stable as $$
  select n.zone_id is null and (n.held_until <= now() or coalesce(n.organisation_id = organisation, false)
    or coalesce(n.former_owner_id = (select o.owner_id from organisations o where o.id = organisation), false))
$$;

-- Whether an organisation may have a name served, next to those of others: null, or what stands in the way.
-- On shared name servers the longest match wins whoever made it, so above and below count as much as the name itself.
-- The nearest served zone above decides: it is one's own, or its owner granted exactly this name.
create function zone_name_conflict(wanted text, organisation uuid) returns text
language plpgsql stable as $$
declare
  own_key text := record_key(wanted || '.', '');
  nearest record;
begin
  if exists (select from zone_names n where n.name = wanted and n.zone_id is not null) then
    return 'taken';
  end if;
  if exists (select from zone_names n where n.name = wanted and not regainable(n, organisation)) then
    return 'held';
  end if;
  if exists (select from zone_names n where n.key >= own_key || ' ' and n.key < own_key || '!'
      and n.organisation_id is distinct from organisation and not regainable(n, organisation)
      and not exists (select from zone_grants g where g.organisation_id = organisation and g.name = n.name
        and g.grantee_id = n.organisation_id)) then
    return 'child';
  end if;
  select n.key, n.organisation_id into nearest from zone_names n
    where n.key = any (ancestor_keys(own_key)) and n.zone_id is not null order by length(n.key) desc limit 1;
  if found and nearest.organisation_id is distinct from organisation and not exists (select from zone_grants g
      where g.organisation_id = nearest.organisation_id and g.name = wanted and g.grantee_id = organisation) then
    return 'parent';
  end if;
  if exists (select from zone_names n where n.key = any (ancestor_keys(own_key)) and n.zone_id is null
      and not regainable(n, organisation) and (nearest.key is null or length(n.key) > length(nearest.key))) then
    return 'parent';
  end if;
  return null;
end $$;

-- Has a zone served from now on, if its name may be: null, or what stands in the way ('unknown': no such zone here).
-- Whoever activates a name, one above it or one below it waits for the same lock: that of their common last label.
create function activate_zone(zone uuid) returns text
language plpgsql as $$
declare
  z zones;
  problem text;
begin
  select * into z from zones where id = zone;
  if not found then
    return 'unknown';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('zones below ' || substring(z.name from '[^.]+$'), 0));
  select * into z from zones where id = zone for no key update;
  if not found or z.state = 'active' then
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

-- A served zone's name is held when the zone goes, however it does: a cascade has no organisation scope.
create function hold_zone_name() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update zone_names set zone_id = null, held_until = now() + interval '30 days',
    former_owner_id = coalesce((select o.owner_id from organisations o where o.id = old.organisation_id), former_owner_id)
    where zone_id = old.id;
  return old;
end $$;
alter function hold_zone_name() owner to guildhall_definer;
grant select, update (zone_id, held_until, former_owner_id) on zone_names to guildhall_definer;
grant select (owner_id) on organisations to guildhall_definer;
create policy definer on zone_names to guildhall_definer using (true);
create trigger hold_zone_name before delete on zones for each row when (old.state = 'active') execute function hold_zone_name();
