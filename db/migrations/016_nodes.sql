-- Machines with a container engine: the portal's. An organisation reads those that are shared and its own dedicated ones;
-- `dedicated_to` is no `organisation_id`, for such a row isn't the organisation's.
create table nodes (
  id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  name_key text collate "C" not null generated always as (folded(name)) stored,
  endpoint text not null check (length(endpoint) <= 300),
  -- The certificates of a client, sealed; none for a socket of this machine.
  credentials bytea,
  dedicated_to uuid references organisations on delete set null,
  -- Whose servers it takes while it is shared.
  tiers text[] not null,
  memory_mb integer not null check (memory_mb > 0),
  cores numeric(7, 2) not null check (cores > 0),
  disk_mb integer not null check (disk_mb > 0),
  first_port integer not null check (first_port between 1024 and 65535),
  last_port integer not null check (last_port between first_port and 65535),
  public_address text not null,
  -- null: as many as fit
  max_servers integer check (max_servers >= 0),
  state text not null default 'open' check (state in ('open', 'closed', 'draining')),
  -- What the last checks found: two misses make it unhealthy.
  healthy boolean not null default true,
  misses integer not null default 0,
  problem text,
  engine_version text,
  checked_at timestamptz(3) not null default now(),
  -- What servers were promised: moved by two functions of the definer and by nothing else.
  promised_memory_mb integer not null default 0 check (promised_memory_mb >= 0),
  promised_cores numeric(9, 2) not null default 0 check (promised_cores >= 0),
  promised_disk_mb integer not null default 0 check (promised_disk_mb >= 0),
  promised_ports integer[] not null default '{}',
  server_count integer not null default 0 check (server_count >= 0),
  created_at timestamptz(3) not null default now(),
  constraint nodes_name unique (name_key)
);
create index nodes_dedicated on nodes (dedicated_to) where dedicated_to is not null;
create index nodes_checked on nodes (checked_at);

alter table nodes enable row level security;
alter table nodes force row level security;
create policy portal on nodes using (asking_portal());
create policy usable on nodes for select using (asking_organisation() is not null
  and (dedicated_to is null or dedicated_to = asking_organisation()));
grant select, delete,
  insert (id, name, endpoint, credentials, tiers, memory_mb, cores, disk_mb, first_port, last_port, public_address, max_servers,
    engine_version),
  update (name, endpoint, credentials, dedicated_to, tiers, memory_mb, cores, disk_mb, first_port, last_port, public_address,
    max_servers, state, healthy, misses, problem, engine_version, checked_at)
  on nodes to guildhall_app;

-- Ports of a node's range that no server has.
create function free_ports(node nodes) returns integer language sql immutable parallel safe as $$
  select node.last_port - node.first_port + 1
    - (select count(*)::integer from unnest(node.promised_ports) port where port between node.first_port and node.last_port) $$;

-- The first condition that keeps a node from taking a server of this organisation; null when nothing does.
create function node_refusal(node nodes, organisation uuid, tier text, memory integer, cores numeric, disk integer, ports integer)
returns text language sql immutable parallel safe as $$
  select case
    when node.dedicated_to <> organisation then 'foreign'
    when node.dedicated_to is not null and tier <> 'enterprise' then 'tier'
    when node.dedicated_to is null and tier <> all (node.tiers) then 'tier'
    when node.state <> 'open' then node.state
    when not node.healthy then 'unhealthy'
    when node.server_count >= node.max_servers then 'places'
    when node.memory_mb - node.promised_memory_mb < memory then 'memory'
    when node.cores - node.promised_cores < cores then 'cores'
    when node.disk_mb - node.promised_disk_mb < disk then 'disk'
    when free_ports(node) < ports then 'ports'
  end $$;
