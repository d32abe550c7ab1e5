-- Tunnels: members publish ports of their own machines on a gateway of the portal's, through WireGuard.

-- Machines with a public address that run the gateway program. The portal's, like nodes; it is identified by its token alone.
create table gateways (
  id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  name_key text collate "C" not null generated always as (folded(name)) stored,
  -- Where devices connect and people reach what is published: a host name or an address.
  public_address text not null check (length(public_address) between 1 and 253),
  wireguard_port integer not null check (wireguard_port between 1 and 65535),
  first_port integer not null check (first_port between 1024 and 65535),
  last_port integer not null check (last_port between first_port and 65535),
  tiers text[] not null,
  -- Out of these a device gets its addresses; the first of each is the gateway's.
  network cidr not null check (family(network) = 4 and masklen(network) between 8 and 28),
  network6 cidr not null check (family(network6) = 6 and masklen(network6) = 64),
  token_hash bytea not null unique check (length(token_hash) = 32),
  state text not null default 'open' check (state in ('open', 'closed')),
  -- Where the search for a free port, and for a free address, goes on: what was given back isn't given away again at once.
  next_port integer not null default 0,
  next_slot integer not null default 2,
  -- What the program reported last.
  public_key text check (public_key ~ '^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$'),
  implementation text check (implementation in ('kernel', 'userspace')),
  version text check (length(version) between 1 and 50),
  -- Ports of the range that something else on the machine listens on.
  busy_ports integer[] not null default '{}',
  problem text check (length(problem) between 1 and 500),
  first_reported_at timestamptz(3),
  reported_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  constraint gateways_name unique (name_key)
);
alter table gateways enable row level security;
alter table gateways force row level security;
create policy portal on gateways using (asking_portal());
create policy usable on gateways for select using (asking_organisation() is not null);
create policy by_secret on gateways for select using (token_hash = asking_secret());
create policy by_secret_report on gateways for update using (token_hash = asking_secret()) with check (token_hash = asking_secret());
grant select, delete,
  insert (id, name, public_address, wireguard_port, first_port, last_port, tiers, network, network6, token_hash),
  update (name, public_address, wireguard_port, first_port, last_port, tiers, token_hash, state,
    public_key, implementation, version, busy_ports, problem, first_reported_at, reported_at)
  on gateways to guildhall_app;

-- A member's own machine. Its private key is never here.
create table tunnel_devices (
  id uuid primary key,
  organisation_id uuid not null references organisations on delete cascade,
  project_id uuid,
  gateway_id uuid not null references gateways,
  -- A label of a DNS name (066).
  name text not null check (name ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name_key text collate "C" not null generated always as (folded(name)) stored,
  public_key text not null unique check (public_key ~ '^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$'),
  -- Its number in the gateway's networks.
  slot integer not null check (slot >= 2),
  address inet not null,
  address6 inet not null,
  -- Its configuration routes answers back through the tunnel, whoever they are for: only such a device can see who is knocking.
  routes_answers boolean not null default false,
  suspended_at timestamptz(3),
  created_by uuid references users on delete set null,
  created_by_name text not null check (length(created_by_name) between 1 and 250),
  first_connected_at timestamptz(3),
  last_handshake_at timestamptz(3),
  -- Bytes, as the device sees them.
  received bigint not null default 0 check (received >= 0),
  sent bigint not null default 0 check (sent >= 0),
  -- The gateway's counters as they were reported last, and which interface counted: the same report twice counts once.
  counter_run text check (length(counter_run) between 1 and 64),
  counter_received bigint not null default 0,
  counter_sent bigint not null default 0,
  created_at timestamptz(3) not null default now(),
  unique (organisation_id, id),
  unique (gateway_id, slot),
  constraint tunnel_devices_name unique (organisation_id, name_key),
  constraint tunnel_devices_project foreign key (organisation_id, project_id)
    references projects (organisation_id, id) on delete set null (project_id)
);
create index tunnel_devices_project on tunnel_devices (organisation_id, project_id) where project_id is not null;
create index tunnel_devices_created_by on tunnel_devices (created_by) where created_by is not null;
alter table tunnel_devices enable row level security;
alter table tunnel_devices force row level security;
create policy tenant on tunnel_devices using (organisation_id = asking_organisation() or asking_portal());
-- The gateway that a device is on sees it, and writes what it reports.
create policy by_secret on tunnel_devices for select using (
  exists (select from gateways g where g.id = gateway_id and g.token_hash = asking_secret()));
create policy by_secret_report on tunnel_devices for update using (
  exists (select from gateways g where g.id = gateway_id and g.token_hash = asking_secret()));
grant select, insert, delete,
  update (project_id, name, routes_answers, suspended_at, first_connected_at, last_handshake_at, received, sent, counter_run, counter_received,
    counter_sent)
  on tunnel_devices to guildhall_app;

-- A port of a device that is published on the gateway.
create table tunnel_ports (
  id uuid primary key,
  organisation_id uuid not null,
  device_id uuid not null,
  gateway_id uuid not null references gateways,
  protocol text not null check (protocol in ('tcp', 'udp', 'both')),
  local_port integer not null check (local_port between 1 and 65535),
  public_port integer not null check (public_port between 1024 and 65535),
  tcp_port integer generated always as (case when protocol <> 'udp' then public_port end) stored,
  udp_port integer generated always as (case when protocol <> 'tcp' then public_port end) stored,
  -- The key of a known game; null: something else.
  game text check (game ~ '^[a-z0-9-]{1,40}$'),
  note text check (length(note) between 1 and 200),
  -- The device sees who is knocking.
  keep_addresses boolean not null default false,
  -- Closed: nothing is let in, and the number stays its for an hour.
  closed_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  unique (organisation_id, id),
  constraint tunnel_ports_tcp unique (gateway_id, tcp_port),
  constraint tunnel_ports_udp unique (gateway_id, udp_port),
  constraint tunnel_ports_device foreign key (organisation_id, device_id)
    references tunnel_devices (organisation_id, id) on delete cascade
);
create index tunnel_ports_by_device on tunnel_ports (organisation_id, device_id, created_at);
create index tunnel_ports_closed on tunnel_ports (closed_at) where closed_at is not null;
alter table tunnel_ports enable row level security;
alter table tunnel_ports force row level security;
create policy tenant on tunnel_ports using (organisation_id = asking_organisation() or asking_portal());
grant select, insert, delete, update (game, note, keep_addresses, closed_at) on tunnel_ports to guildhall_app;

-- Bytes of a day in UTC.
create table tunnel_traffic (
  organisation_id uuid not null,
  device_id uuid not null,
  day date not null,
  received bigint not null check (received >= 0),
  sent bigint not null check (sent >= 0),
  primary key (organisation_id, device_id, day),
  constraint tunnel_traffic_device foreign key (organisation_id, device_id)
    references tunnel_devices (organisation_id, id) on delete cascade
);
create index tunnel_traffic_day on tunnel_traffic (day);
alter table tunnel_traffic enable row level security;
alter table tunnel_traffic force row level security;
create policy tenant on tunnel_traffic using (organisation_id = asking_organisation() or asking_portal());
create policy by_secret on tunnel_traffic for select using (exists (select from tunnel_devices d
  join gateways g on g.id = d.gateway_id where d.id = device_id and g.token_hash = asking_secret()));
create policy by_secret_report on tunnel_traffic for insert with check (exists (select from tunnel_devices d
  join gateways g on g.id = d.gateway_id
  where d.organisation_id = tunnel_traffic.organisation_id and d.id = device_id and g.token_hash = asking_secret()));
create policy by_secret_add on tunnel_traffic for update using (exists (select from tunnel_devices d
  join gateways g on g.id = d.gateway_id where d.id = device_id and g.token_hash = asking_secret()));
grant select, insert, delete, update (received, sent) on tunnel_traffic to guildhall_app;

-- A device that asks to be enrolled without a browser (RFC 8628). It belongs to nobody until somebody approves it; whoever has one of its
-- codes finds it.
create table tunnel_enrolments (
  id uuid primary key,
  device_code_hash bytea not null unique check (length(device_code_hash) = 32),
  user_code_hash bytea not null check (length(user_code_hash) = 32),
  name text not null check (length(name) between 1 and 63),
  public_key text not null check (public_key ~ '^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$'),
  requested_from text check (length(requested_from) between 1 and 100),
  state text not null default 'pending' check (state in ('pending', 'approved', 'denied', 'collected')),
  -- What belongs in the device's configuration, once it is approved; no secret is in it.
  configuration jsonb,
  expires_at timestamptz(3) not null,
  created_at timestamptz(3) not null default now(),
  check ((state in ('approved', 'collected')) = (configuration is not null))
);
create unique index tunnel_enrolments_user_code on tunnel_enrolments (user_code_hash) where state = 'pending';
create index tunnel_enrolments_by_user_code on tunnel_enrolments (user_code_hash);
create index tunnel_enrolments_expired on tunnel_enrolments (expires_at);
alter table tunnel_enrolments enable row level security;
alter table tunnel_enrolments force row level security;
create policy by_secret on tunnel_enrolments for select using (asking_secret() in (device_code_hash, user_code_hash));
create policy by_secret_answer on tunnel_enrolments for update using (asking_secret() in (device_code_hash, user_code_hash));
create policy ask on tunnel_enrolments for insert with check (device_code_hash = asking_secret());
create policy portal on tunnel_enrolments using (asking_portal());
grant select, insert, delete, update (state, configuration) on tunnel_enrolments to guildhall_app;

-- Two more numbers of a portal tier: devices of an organisation, and open ports of each.
alter table tier_limits drop constraint tier_limits_what_check;
alter table tier_limits add constraint tier_limits_what_check check (what in
  ('servers', 'zones', 'invitations', 'zoneRecords', 'serverBackups', 'backupSizeMb', 'projects', 'customRoles', 'tokens',
    'tunnelDevices', 'devicePorts'));
alter table organisation_limits drop constraint organisation_limits_what_check;
alter table organisation_limits add constraint organisation_limits_what_check check (what in
  ('servers', 'zones', 'invitations', 'zoneRecords', 'serverBackups', 'backupSizeMb', 'projects', 'customRoles', 'tokens',
    'tunnelDevices', 'devicePorts'));
-- tier_limits is forced to the portal's scope, the owner's statements included.
select set_config('app.portal', 'on', true);
insert into tier_limits (tier, what, most) values
  ('free', 'tunnelDevices', 2), ('educational', 'tunnelDevices', 3), ('paid', 'tunnelDevices', 10), ('enterprise', 'tunnelDevices', 100),
  ('free', 'devicePorts', 3), ('educational', 'devicePorts', 5), ('paid', 'devicePorts', 10), ('enterprise', 'devicePorts', 50);
select set_config('app.portal', '', true);

create policy definer on gateways to guildhall_definer using (true);
create policy definer on tunnel_devices for select to guildhall_definer using (true);
create policy definer on tunnel_ports to guildhall_definer using (true);
create policy definer on organisation_limits for select to guildhall_definer using (true);
grant select, update (next_port, next_slot) on gateways to guildhall_definer;
grant select on tunnel_devices, tier_limits, organisation_limits, features to guildhall_definer;
grant select, delete, update (closed_at) on tunnel_ports to guildhall_definer;

-- A free number in a gateway's networks for a device of the asking organisation; null: there is none. The gateway stays locked, so that
-- nobody else is given the same.
create function take_tunnel_slot(at_gateway uuid) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  here gateways;
  last_slot integer;
  found_slot integer;
begin
  if asking_organisation() is null then
    raise exception 'Only an organisation takes an address of a gateway.';
  end if;
  select g.* into here from gateways g where g.id = at_gateway for no key update;
  if not found then
    return null;
  end if;
  -- Neither the network's own address nor its broadcast.
  last_slot := (2 ^ (32 - masklen(here.network)))::integer - 2;
  -- The first one free from where the last search ended: that place, or the one behind a device.
  select min(candidate) into found_slot from (
      select here.next_slot as candidate
      union all select d.slot + 1 from tunnel_devices d where d.gateway_id = here.id and d.slot >= here.next_slot) each
    where candidate <= last_slot and not exists (select from tunnel_devices d where d.gateway_id = here.id and d.slot = candidate);
  if found_slot is null then
    select min(candidate) into found_slot from (
        select 2 as candidate union all select d.slot + 1 from tunnel_devices d where d.gateway_id = here.id) each
      where candidate <= last_slot and not exists (select from tunnel_devices d where d.gateway_id = here.id and d.slot = candidate);
  end if;
  if found_slot is not null then
    update gateways g set next_slot = found_slot + 1 where g.id = here.id;
  end if;
  return found_slot;
end $$;
alter function take_tunnel_slot(uuid) owner to guildhall_definer;
revoke execute on function take_tunnel_slot(uuid) from public;
grant execute on function take_tunnel_slot(uuid) to guildhall_app;

-- A free port of the gateway that a device of the asking organisation is on, or the wanted one; null: it isn't free. The gateway stays
-- locked. What was closed an hour ago is given back first.
create function take_tunnel_port(of_device uuid, for_protocol text, wanted integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  here gateways;
  found_port integer;
begin
  select g.* into here from gateways g
    join tunnel_devices d on d.gateway_id = g.id
    where d.organisation_id = asking_organisation() and d.id = of_device
    for no key update of g;
  if not found then
    return null;
  end if;
  -- Whoever has one of them locked waits for this gateway, or is about to delete it, too.
  delete from tunnel_ports p where p.id in (select c.id from tunnel_ports c
    where c.gateway_id = here.id and c.closed_at <= now() - interval '1 hour' for update skip locked);
  select port into found_port
    from generate_series(here.first_port, here.last_port) port
    where (wanted is null or port = wanted)
      and port <> all (here.busy_ports)
      and (port <> here.wireguard_port or for_protocol = 'tcp')
      and (for_protocol = 'udp' or not exists (select from tunnel_ports p where p.gateway_id = here.id and p.tcp_port = port))
      and (for_protocol = 'tcp' or not exists (select from tunnel_ports p where p.gateway_id = here.id and p.udp_port = port))
    order by port < here.next_port, port limit 1;
  if found_port is not null and wanted is null then
    update gateways g set next_port = found_port + 1 where g.id = here.id;
  end if;
  return found_port;
end $$;
alter function take_tunnel_port(uuid, text, integer) owner to guildhall_definer;
revoke execute on function take_tunnel_port(uuid, text, integer) from public;
grant execute on function take_tunnel_port(uuid, text, integer) to guildhall_app;

-- Why devices of an organisation aren't let in; null: they are. `place` is a device's among those of its organisation, the oldest first.
create function tunnel_refusals(organisation uuid) returns table (device_id uuid, refusal text)
language sql stable as $$
  select d.id, case
    when exists (select from features f where f.name = 'tunnels' and not f.enabled) then 'feature'
    when o.deleted_at is not null
      or (o.suspended_at is not null and (o.suspended_until is null or o.suspended_until > now())) then 'organisation'
    when d.suspended_at is not null then 'suspended'
    when o.portal_tier <> all (g.tiers) then 'tier'
    when d.place > l.most then 'limit'
  end
  from (select t.*, row_number() over (order by t.created_at, t.id) as place
    from tunnel_devices t where t.organisation_id = organisation) d
  join organisations o on o.id = organisation
  join gateways g on g.id = d.gateway_id
  join limits_of(organisation) l on l.what = 'tunnelDevices'
$$;
revoke execute on function tunnel_refusals(uuid) from public;
grant execute on function tunnel_refusals(uuid) to guildhall_app, guildhall_definer;

-- The open ports of an organisation's devices that its limit allows: of each device the oldest.
create function published_ports(organisation uuid) returns setof tunnel_ports
language sql stable as $$
  select (p.row).* from (
    select t as row, row_number() over (partition by t.device_id order by t.created_at, t.id) as place
    from tunnel_ports t where t.organisation_id = organisation and t.closed_at is null) p
  join limits_of(organisation) l on l.what = 'devicePorts'
  where l.most is null or p.place <= l.most
$$;
revoke execute on function published_ports(uuid) from public;
grant execute on function published_ports(uuid) to guildhall_app, guildhall_definer;

-- What a gateway must let in, for whoever has its token; `known` is the tag of what it has already, and then `wanted` is null.
-- No row: there is no such gateway. Names of organisations and of people aren't in it.
create function gateway_tunnels(secret bytea, known text) returns table (tag text, wanted json)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  here gateways;
begin
  select g.* into here from gateways g where g.token_hash = secret;
  if not found then
    return;
  end if;
  -- Twice a second for each gateway, so without the text. Of a device nothing that is wanted changes, of a port only whether it keeps addresses.
  with at_here as materialized (
    select distinct t.organisation_id as id from tunnel_devices t where t.gateway_id = here.id
  ), parts as (
    select uuid_hash_extended(r.device_id, 0) as part from at_here o cross join lateral tunnel_refusals(o.id) r where r.refusal is null
    union all
    select uuid_hash_extended(p.id, 1 + p.keep_addresses::integer) from at_here o cross join lateral published_ports(o.id) p
  )
  select md5(concat_ws(' ', count(*), sum(part), here.wireguard_port, here.first_port, here.last_port, here.name)) into tag from parts;
  if tag is distinct from known then
    -- Materialized: joined in another order, they would be asked for once a device.
    with at_here as materialized (
      select distinct t.organisation_id as id from tunnel_devices t where t.gateway_id = here.id
    ), allowed as materialized (
      select r.device_id as id from at_here o cross join lateral tunnel_refusals(o.id) r where r.refusal is null
    ), ports as materialized (
      select p.device_id, json_agg(json_build_object('protocol', p.protocol, 'localPort', p.local_port, 'publicPort', p.public_port,
        'keepAddresses', p.keep_addresses) order by p.public_port, p.protocol) as list
      from at_here o cross join lateral published_ports(o.id) p group by p.device_id
    )
    select json_build_object('name', here.name, 'wireguardPort', here.wireguard_port, 'firstPort', here.first_port,
      'lastPort', here.last_port, 'address', host(here.network)::inet + 1, 'network', here.network,
      'address6', host(here.network6)::inet + 1, 'network6', here.network6, 'devices', coalesce((
        select json_agg(json_build_object('publicKey', d.public_key, 'address', host(d.address), 'address6', host(d.address6),
          'ports', coalesce(p.list, '[]')) order by d.slot)
        from allowed a join tunnel_devices d on d.id = a.id left join ports p on p.device_id = d.id
        where d.gateway_id = here.id), '[]')) into wanted;
  end if;
  return next;
end $$;
alter function gateway_tunnels(bytea, text) owner to guildhall_definer;
revoke execute on function gateway_tunnels(bytea, text) from public;
grant execute on function gateway_tunnels(bytea, text) to guildhall_app;
grant execute on function limits_of(uuid) to guildhall_definer;
grant select (deleted_at, suspended_at, suspended_until) on organisations to guildhall_definer;
