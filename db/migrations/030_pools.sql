-- What an organisation's servers may be promised together, by its portal tier; with the number of servers it is what a tier limits.
-- No number: any amount.
create table tier_pools (
  tier text not null check (tier in ('free', 'educational', 'paid', 'enterprise')),
  -- memory and disk in MiB
  what text not null check (what in ('memory', 'cores', 'disk', 'ports')),
  most numeric(12, 2) check (most >= 0),
  primary key (tier, what)
);
insert into tier_pools (tier, what, most) values
  ('free', 'memory', 4096), ('free', 'cores', 2), ('free', 'disk', 20480), ('free', 'ports', 6),
  ('educational', 'memory', 6144), ('educational', 'cores', 3), ('educational', 'disk', 30720), ('educational', 'ports', 9),
  ('paid', 'memory', 32768), ('paid', 'cores', 16), ('paid', 'disk', 204800), ('paid', 'ports', 50),
  ('enterprise', 'memory', null), ('enterprise', 'cores', null), ('enterprise', 'disk', null), ('enterprise', 'ports', null);
alter table tier_pools enable row level security;
alter table tier_pools force row level security;
-- What a tier allows is no secret; the portal alone decides.
create policy everybody on tier_pools for select using (true);
create policy portal on tier_pools using (asking_portal());
grant select, update (most) on tier_pools to guildhall_app;
grant select on tier_pools to guildhall_definer;

-- Where one organisation has another number than its tier.
create table organisation_pools (
  organisation_id uuid not null references organisations on delete cascade,
  what text not null check (what in ('memory', 'cores', 'disk', 'ports')),
  most numeric(12, 2) check (most >= 0),
  primary key (organisation_id, what)
);
alter table organisation_pools enable row level security;
alter table organisation_pools force row level security;
create policy tenant on organisation_pools for select using (organisation_id = asking_organisation() or asking_portal());
create policy portal on organisation_pools using (asking_portal());
create policy definer on organisation_pools for select to guildhall_definer using (true);
grant select, insert, delete, update (most) on organisation_pools to guildhall_app;
grant select on organisation_pools to guildhall_definer;

-- What its servers were promised together, wherever they are: moved by count_servers, as their number is.
alter table organisations
  add column promised_memory_mb bigint not null default 0,
  add column promised_cores numeric(12, 2) not null default 0,
  add column promised_disk_mb bigint not null default 0,
  add column promised_ports integer not null default 0;
select set_config('app.portal', 'on', true);
update organisations o set promised_memory_mb = s.memory, promised_cores = s.cores, promised_disk_mb = s.disk, promised_ports = s.ports
  from (select organisation_id, sum(memory_mb) as memory, sum(cores) as cores, sum(disk_mb) as disk,
      sum(jsonb_array_length(ports)) as ports from servers group by organisation_id) s
  where s.organisation_id = o.id;
-- The trigger below also runs where nobody stands in the organisation.
create policy definer on servers for select to guildhall_definer using (true);
grant select (promised_memory_mb, promised_cores, promised_disk_mb, promised_ports),
  update (promised_memory_mb, promised_cores, promised_disk_mb, promised_ports) on organisations to guildhall_definer;

-- An organisation's pool: of each thing how much is used, how much there is (null: any amount), and whether that is its own number. What is
-- promised on nodes that are dedicated to it comes from them alone and uses up nothing here.
create function pool_of(organisation uuid) returns table (what text, used numeric, most numeric, own boolean)
language sql stable as $$
  select t.what,
    case t.what
      when 'memory' then o.promised_memory_mb - apart.memory
      when 'cores' then o.promised_cores - apart.cores
      when 'disk' then o.promised_disk_mb - apart.disk
      else o.promised_ports - apart.ports
    end,
    case when p.organisation_id is null then t.most else p.most end,
    p.organisation_id is not null
  from organisations o
  cross join lateral (
    select coalesce(sum(s.memory_mb), 0) as memory, coalesce(sum(s.cores), 0) as cores, coalesce(sum(s.disk_mb), 0) as disk,
      coalesce(sum(jsonb_array_length(s.ports)), 0) as ports
    from nodes n join servers s on s.node_id = n.id
    where n.dedicated_to = o.id and s.organisation_id = o.id) apart
  join tier_pools t on t.tier = o.portal_tier
  left join organisation_pools p on p.organisation_id = o.id and p.what = t.what
  where o.id = organisation
$$;
revoke execute on function pool_of(uuid) from public;
grant execute on function pool_of(uuid) to guildhall_app, guildhall_definer;

-- Of what a server on this node (null: on a shared one) can't have so much more, with what is used and what there is. Exact while the
-- organisation is locked. Who asks for no more of something always may, however much is used.
create function pool_excess(organisation uuid, node uuid, more_memory integer, more_cores numeric, more_disk integer, more_ports integer)
returns table (what text, used numeric, most numeric) language sql stable as $$
  select p.what, p.used, p.most
  from pool_of(organisation) p
  join (values ('memory', more_memory::numeric), ('cores', more_cores), ('disk', more_disk), ('ports', more_ports))
    as wish (what, more) using (what)
  where wish.more > 0 and p.used + wish.more > p.most
    and not exists (select from nodes n where n.id = node and n.dedicated_to = organisation)
$$;
revoke execute on function pool_excess(uuid, uuid, integer, numeric, integer, integer) from public;
grant execute on function pool_excess(uuid, uuid, integer, numeric, integer, integer) to guildhall_app, guildhall_definer;

-- As before, and with the number what the servers were promised. Whatever door a promise grows through, it grows within the pool.
create or replace function count_servers() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  organisation uuid := coalesce(new.organisation_id, old.organisation_id);
  more_memory integer := coalesce(new.memory_mb, 0) - coalesce(old.memory_mb, 0);
  more_cores numeric := coalesce(new.cores, 0) - coalesce(old.cores, 0);
  more_disk integer := coalesce(new.disk_mb, 0) - coalesce(old.disk_mb, 0);
  more_ports integer := coalesce(jsonb_array_length(new.ports), 0) - coalesce(jsonb_array_length(old.ports), 0);
  short text;
begin
  if tg_op <> 'DELETE' then
    perform from organisations o where o.id = organisation for no key update;
    select string_agg(e.what, ', ') into short
      from pool_excess(organisation, new.node_id, more_memory, more_cores, more_disk, more_ports) e;
    if short is not null then
      raise exception 'The pool of organisation % hasn''t that much: %.', organisation, short using errcode = 'GH002';
    end if;
  end if;
  update organisations o set
    server_count = o.server_count + case tg_op when 'INSERT' then 1 when 'DELETE' then -1 else 0 end,
    promised_memory_mb = o.promised_memory_mb + more_memory, promised_cores = o.promised_cores + more_cores,
    promised_disk_mb = o.promised_disk_mb + more_disk, promised_ports = o.promised_ports + more_ports
    where o.id = organisation;
  return null;
end $$;
drop trigger count_servers on servers;
create trigger count_servers after insert or delete or update of memory_mb, cores, disk_mb, ports on servers
  for each row execute function count_servers();
