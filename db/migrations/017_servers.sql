-- What members run: a container on a node. An organisation with servers can't go before they have: nobody would know any more which
-- containers to remove. The node is the portal's, so its key carries no organisation.
create table servers (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  project_id uuid,
  node_id uuid not null references nodes,
  name text not null check (length(name) between 1 and 100),
  name_key text collate "C" not null generated always as (folded(name)) stored,
  image text not null check (length(image) between 1 and 255),
  -- Variables often are passwords, so they are sealed.
  environment bytea,
  memory_mb integer not null check (memory_mb > 0),
  cores numeric(7, 2) not null check (cores > 0),
  disk_mb integer not null check (disk_mb > 0),
  -- [{"port": 80, "protocol": "tcp", "hostPort": 25000}], and the last of each once more
  ports jsonb not null default '[]',
  host_ports integer[] not null default '{}',
  state text not null default 'queued'
    check (state in ('queued', 'pulling', 'creating', 'running', 'stopped', 'failed', 'deleting')),
  -- What is wished for, and what must happen once on the way there. Each wish has a number, so that whoever fulfilled an older one
  -- doesn't end a newer.
  wanted text not null default 'running' check (wanted in ('running', 'stopped', 'gone')),
  kick text check (kick in ('restart', 'kill')),
  wish integer not null default 1,
  -- Some process works on it until then, or died.
  claimed_until timestamptz(3),
  -- How far a pull is, of a hundred.
  progress smallint check (progress between 0 and 100),
  problem text,
  exit_code integer,
  state_at timestamptz(3) not null default now(),
  created_at timestamptz(3) not null default now(),
  unique (organisation_id, id),
  constraint servers_name unique (organisation_id, name_key),
  constraint servers_project foreign key (organisation_id, project_id)
    references projects (organisation_id, id) on delete set null (project_id)
);
create index servers_node on servers (node_id);
create index servers_project on servers (organisation_id, project_id) where project_id is not null;

alter table servers enable row level security;
alter table servers force row level security;
create policy tenant on servers using (organisation_id = asking_organisation() or asking_portal());
grant select, insert, delete,
  update (project_id, name, state, wanted, kick, wish, claimed_until, progress, problem, exit_code, state_at)
  on servers to guildhall_app;

-- Takes memory, cores, disk and ports of a node for a new server of the asking organisation: of the one that is wanted, else of the best
-- that fits (dedicated ones first, then most free memory, then by name). Only one row stays locked, the one that was taken: a node that
-- filled up while we waited for it is let go again, so that two who try the same nodes in another order never wait for each other.
-- When none fits, `failed` has for each node the condition at which it failed.
create function reserve_node(wanted uuid, wants_memory integer, wants_cores numeric, wants_disk integer, wants_ports integer,
  out node uuid, out host_ports integer[], out failed text[])
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  here uuid := asking_organisation();
  asking_tier text;
  best nodes;
begin
  if wants_memory <= 0 or wants_cores <= 0 or wants_disk <= 0 or wants_ports < 0 then
    raise exception 'A server needs some of everything.';
  end if;
  select o.portal_tier into strict asking_tier from organisations o where o.id = here;
  for attempt in 1..1000 loop
    select n.* into best from nodes n
      where (wanted is null or n.id = wanted)
        and node_refusal(n, here, asking_tier, wants_memory, wants_cores, wants_disk, wants_ports) is null
      order by n.dedicated_to is null, n.memory_mb - n.promised_memory_mb desc, n.name_key limit 1;
    exit when not found;
    begin
      select n.* into best from nodes n where n.id = best.id for no key update;
      if not found
        or node_refusal(best, here, asking_tier, wants_memory, wants_cores, wants_disk, wants_ports) is not null then
        raise exception 'filled up' using errcode = 'GH001';
      end if;
      node := best.id;
      host_ports := array(select port from generate_series(best.first_port, best.last_port) port
        where port <> all (best.promised_ports) order by port limit wants_ports);
      update nodes n set promised_memory_mb = n.promised_memory_mb + wants_memory,
        promised_cores = n.promised_cores + wants_cores, promised_disk_mb = n.promised_disk_mb + wants_disk,
        promised_ports = n.promised_ports || reserve_node.host_ports, server_count = n.server_count + 1
        where n.id = best.id;
      return;
    exception when sqlstate 'GH001' then
      node := null; -- leaving the block gave the lock back
    end;
  end loop;
  failed := array(select coalesce(
      node_refusal(n, here, asking_tier, wants_memory, wants_cores, wants_disk, wants_ports), 'places')
    from nodes n where wanted is null or n.id = wanted);
end $$;
alter function reserve_node(uuid, integer, numeric, integer, integer) owner to guildhall_definer;

-- A server's promises end with its row, however that goes.
create function release_node() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update nodes n set promised_memory_mb = n.promised_memory_mb - old.memory_mb,
    promised_cores = n.promised_cores - old.cores, promised_disk_mb = n.promised_disk_mb - old.disk_mb,
    promised_ports = array(select port from unnest(n.promised_ports) port where port <> all (old.host_ports)),
    server_count = n.server_count - 1
    where n.id = old.node_id;
  return null;
end $$;
alter function release_node() owner to guildhall_definer;
create trigger release_node after delete on servers for each row execute function release_node();

-- As with members: rows that cascade away have no organisation scope.
alter table organisations add column server_count integer not null default 0;
create function count_servers() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    update organisations set server_count = server_count + 1 where id = new.organisation_id;
  else
    update organisations set server_count = server_count - 1 where id = old.organisation_id;
  end if;
  return null;
end $$;
alter function count_servers() owner to guildhall_definer;
create trigger count_servers after insert or delete on servers for each row execute function count_servers();

grant select (portal_tier, server_count), update (server_count) on organisations to guildhall_definer;
grant select, update (promised_memory_mb, promised_cores, promised_disk_mb, promised_ports, server_count) on nodes
  to guildhall_definer;
create policy definer on nodes to guildhall_definer using (true);

-- An owner is told when a node with servers of theirs is being emptied; by its name, for they may not read it by then.
alter table notifications add column node_name text;
alter table notifications drop constraint notifications_kind_check;
alter table notifications add constraint notifications_kind_check
  check (kind in ('invited', 'added', 'role', 'removed', 'narrowed', 'widened', 'draining')
    and (kind = 'draining') = (node_name is not null));
