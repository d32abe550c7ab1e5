-- A container that is made from something else than its row says is made anew, with its files kept. Each change of image, variables or
-- ports raises the number; the container carries the one that it was made with in a label.
alter table servers add column generation integer not null default 0;
grant update (image, environment, generation) on servers to guildhall_app;

-- Changes what a server of the asking organisation was promised, under its node's lock, and the promise of its node with it. A port that it
-- has keeps its number on the node. More than it has is given on the conditions of a new server; less always is.
-- Answers the condition that failed, or null when it is done.
create function resize_server(sized uuid, wants_memory integer, wants_cores numeric, wants_disk integer, wants_ports jsonb)
returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  here uuid := asking_organisation();
  was servers;
  host nodes;
  asking_tier text;
  failed text;
  kept integer[];
  missing integer;
  fresh integer[];
  given jsonb;
begin
  if wants_memory <= 0 or wants_cores <= 0 or wants_disk <= 0 or jsonb_typeof(wants_ports) <> 'array' then
    raise exception 'A server needs some of everything.';
  end if;
  select s.* into strict was from servers s where s.organisation_id = here and s.id = sized for no key update;
  select n.* into strict host from nodes n where n.id = was.node_id for no key update;
  kept := array(select (old ->> 'hostPort')::integer from jsonb_array_elements(was.ports) old
    where exists (select from jsonb_array_elements(wants_ports) wish
      where wish -> 'port' = old -> 'port' and wish -> 'protocol' = old -> 'protocol'));
  missing := jsonb_array_length(wants_ports) - cardinality(kept);
  if wants_memory > was.memory_mb or wants_cores > was.cores or wants_disk > was.disk_mb or missing > 0 then
    select o.portal_tier into strict asking_tier from organisations o where o.id = here;
    -- It has its place already; and what it gives back is free for it.
    host.server_count := -1;
    failed := node_refusal(host, here, asking_tier,
      case when wants_memory > was.memory_mb then wants_memory - was.memory_mb else -1000000000 end,
      case when wants_cores > was.cores then wants_cores - was.cores else -1000000000 end,
      case when wants_disk > was.disk_mb then wants_disk - was.disk_mb else -1000000000 end,
      case when missing > 0 then missing - (cardinality(was.host_ports) - cardinality(kept)) else -1000000000 end);
    if failed is not null then
      return failed;
    end if;
  end if;
  fresh := array(select port from generate_series(host.first_port, host.last_port) port
    where port <> all (host.promised_ports) or (port = any (was.host_ports) and port <> all (kept))
    order by port limit greatest(missing, 0));
  if cardinality(fresh) < missing then
    return 'ports';
  end if;
  given := coalesce((
    select jsonb_agg(jsonb_build_object('port', wish -> 'port', 'protocol', wish -> 'protocol',
        'hostPort', coalesce(has, fresh[nth::integer])) order by place)
    from (
      select wish, place, has, count(*) filter (where has is null) over (order by place) as nth
      from jsonb_array_elements(wants_ports) with ordinality as wished (wish, place)
      left join lateral (select (old ->> 'hostPort')::integer as has from jsonb_array_elements(was.ports) old
        where old -> 'port' = wish -> 'port' and old -> 'protocol' = wish -> 'protocol') as found on true) as placed),
    '[]');
  update nodes n set promised_memory_mb = n.promised_memory_mb + wants_memory - was.memory_mb,
    promised_cores = n.promised_cores + wants_cores - was.cores,
    promised_disk_mb = n.promised_disk_mb + wants_disk - was.disk_mb,
    promised_ports = array(select port from unnest(n.promised_ports) port where port <> all (was.host_ports)) || kept || fresh
    where n.id = host.id;
  update servers s set memory_mb = wants_memory, cores = wants_cores, disk_mb = wants_disk, ports = given, host_ports = kept || fresh
    where s.organisation_id = here and s.id = sized;
  return null;
end $$;
alter function resize_server(uuid, integer, numeric, integer, jsonb) owner to guildhall_definer;
grant select, update (memory_mb, cores, disk_mb, ports, host_ports) on servers to guildhall_definer;
