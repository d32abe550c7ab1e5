-- A port that a server gave up stays promised to it until somebody has seen that its old container listens there no more: whoever got
-- it sooner couldn't start. And what a container wrote beside its files counts towards its server's disk.
alter table servers
  add column leaving_ports integer[] not null default '{}',
  add column layer_bytes bigint not null default 0 check (layer_bytes >= 0);
-- `empty`: stopped, and its container removed with all that it wrote beside the files.
alter table servers drop constraint servers_kick_check;
alter table servers add constraint servers_kick_check check (kick in ('restart', 'kill', 'empty'));
grant update (layer_bytes) on servers to guildhall_app;
grant update (leaving_ports) on servers to guildhall_definer;

-- As before, but: what is given up isn't given back here (release_ports does that), what is still leaving may be taken by its own server,
-- whose old container ends before the new one begins, and one port inside has one number on the node, whatever the protocols.
create or replace function resize_server(sized uuid, wants_memory integer, wants_cores numeric, wants_disk integer, wants_ports jsonb)
returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  here uuid := asking_organisation();
  was servers;
  host nodes;
  asking_tier text;
  failed text;
  own integer[];
  kept integer[];
  missing integer[]; -- ports inside
  fresh integer[];
  given jsonb;
begin
  if wants_memory <= 0 or wants_cores <= 0 or wants_disk <= 0 or jsonb_typeof(wants_ports) <> 'array' then
    raise exception 'A server needs some of everything.';
  end if;
  select s.* into strict was from servers s where s.organisation_id = here and s.id = sized for no key update;
  select n.* into strict host from nodes n where n.id = was.node_id for no key update;
  own := was.host_ports || was.leaving_ports;
  -- Each wish with the number that it has: its own, else that of the same port with the other protocol.
  select coalesce(jsonb_agg(jsonb_build_object('port', wish -> 'port', 'protocol', wish -> 'protocol', 'hostPort', coalesce(
      (select old -> 'hostPort' from jsonb_array_elements(was.ports) old
        where old -> 'port' = wish -> 'port' and old -> 'protocol' = wish -> 'protocol'),
      (select old -> 'hostPort' from jsonb_array_elements(was.ports) old where old -> 'port' = wish -> 'port' limit 1)))
      order by place), '[]') into given
    from jsonb_array_elements(wants_ports) with ordinality as wished (wish, place);
  kept := array(select distinct (port ->> 'hostPort')::integer from jsonb_array_elements(given) port
    where port ->> 'hostPort' is not null);
  missing := array(select (port ->> 'port')::integer from jsonb_array_elements(given) with ordinality as placed (port, place)
    where port ->> 'hostPort' is null group by 1 order by min(place));
  if wants_memory > was.memory_mb or wants_cores > was.cores or wants_disk > was.disk_mb or cardinality(missing) > 0 then
    select o.portal_tier into strict asking_tier from organisations o where o.id = here;
    -- It has its place already; and what it gives back is free for it.
    host.server_count := -1;
    failed := node_refusal(host, here, asking_tier,
      case when wants_memory > was.memory_mb then wants_memory - was.memory_mb else -1000000000 end,
      case when wants_cores > was.cores then wants_cores - was.cores else -1000000000 end,
      case when wants_disk > was.disk_mb then wants_disk - was.disk_mb else -1000000000 end,
      case when cardinality(missing) > 0 then cardinality(missing) - (cardinality(own) - cardinality(kept)) else -1000000000 end);
    if failed is not null then
      return failed;
    end if;
  end if;
  fresh := array(select port from generate_series(host.first_port, host.last_port) port
    where port <> all (host.promised_ports) or (port = any (own) and port <> all (kept))
    order by port limit cardinality(missing));
  if cardinality(fresh) < cardinality(missing) then
    return 'ports';
  end if;
  select coalesce(jsonb_agg(case when port ->> 'hostPort' is not null then port else
      port || jsonb_build_object('hostPort', fresh[array_position(missing, (port ->> 'port')::integer)]) end order by place), '[]') into given
    from jsonb_array_elements(given) with ordinality as placed (port, place);
  own := array(select port from unnest(own) port where port <> all (kept || fresh));
  update nodes n set promised_memory_mb = n.promised_memory_mb + wants_memory - was.memory_mb,
    promised_cores = n.promised_cores + wants_cores - was.cores,
    promised_disk_mb = n.promised_disk_mb + wants_disk - was.disk_mb,
    promised_ports = array(select port from unnest(n.promised_ports) port
      where port <> all (was.host_ports || was.leaving_ports)) || kept || fresh || own
    where n.id = host.id;
  update servers s set memory_mb = wants_memory, cores = wants_cores, disk_mb = wants_disk, ports = given, host_ports = kept || fresh,
    leaving_ports = own
    where s.organisation_id = here and s.id = sized;
  return null;
end $$;

-- Gives a node back what a server of the asking organisation gave up, once nothing of it listens there. `seen` is the server's generation
-- when somebody looked: a change that came since has given up ports that may still be listened on.
create function release_ports(of_server uuid, seen integer) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  was servers;
begin
  select s.* into was from servers s where s.organisation_id = asking_organisation() and s.id = of_server for no key update;
  if not found or was.generation <> seen or cardinality(was.leaving_ports) = 0 then
    return;
  end if;
  update nodes n set promised_ports = array(select port from unnest(n.promised_ports) port where port <> all (was.leaving_ports))
    where n.id = was.node_id;
  update servers s set leaving_ports = '{}' where s.id = was.id;
end $$;
alter function release_ports(uuid, integer) owner to guildhall_definer;
revoke execute on function release_ports(uuid, integer) from public;
grant execute on function release_ports(uuid, integer) to guildhall_app;

-- As before, and with what was leaving: the row goes when nothing of its container is left.
create or replace function release_node() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update nodes n set promised_memory_mb = n.promised_memory_mb - old.memory_mb,
    promised_cores = n.promised_cores - old.cores, promised_disk_mb = n.promised_disk_mb - old.disk_mb,
    promised_ports = array(select port from unnest(n.promised_ports) port where port <> all (old.host_ports || old.leaving_ports)),
    server_count = n.server_count - 1
    where n.id = old.node_id;
  return null;
end $$;
