-- What was done, by whom, to what. Names are copied in and nothing is referenced: a row outlives all that it speaks of.
-- The rows of one scope (organisation, user, portal) form a chain of hashes that the database itself keeps.
create table audit (
  chain text not null,
  seq bigint not null,
  at timestamptz(3) not null,
  organisation_id uuid,
  user_id uuid,
  actor_kind text not null check (actor_kind in ('user', 'system', 'stranger')),
  actor_id uuid,
  actor_name text not null,
  operation text not null,
  target_id text,
  target_name text,
  details jsonb not null default '{}',
  address text,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (chain, seq),
  check (organisation_id is null or user_id is null)
);
create index audit_organisation on audit (organisation_id, at desc, seq desc) where organisation_id is not null;
create index audit_actor on audit (organisation_id, actor_id, at desc) where organisation_id is not null;

-- One row a chain: its lock and its end. A tail that was cut off shows against it.
create table audit_chains (
  chain text primary key,
  seq bigint not null,
  hash bytea not null
);

alter table audit enable row level security;
alter table audit force row level security;
create policy tenant on audit for select using (organisation_id = asking_organisation() or asking_portal());
create policy mine on audit for select using (user_id = asking_user());
create policy write on audit for insert with check (
  organisation_id = asking_organisation() or (organisation_id is null and user_id = asking_user()) or asking_portal());

grant select, insert on audit to guildhall_app;
grant select on audit_chains to guildhall_app;

create function audit_hash(entry audit) returns bytea language sql immutable parallel safe as $$
  select sha256(entry.prev_hash || convert_to(jsonb_build_array(
    entry.chain, entry.seq, extract(epoch from entry.at), entry.organisation_id, entry.user_id, entry.actor_kind,
    entry.actor_id, entry.actor_name, entry.operation, entry.target_id, entry.target_name, entry.details, entry.address
  )::text, 'UTF8')) $$;

-- Numbers, dates and links every new row; whatever the writer gave for these is overwritten.
create function audit_link() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.chain := case when new.organisation_id is not null then 'organisation:' || new.organisation_id
    when new.user_id is not null then 'user:' || new.user_id else 'portal' end;
  insert into audit_chains as c (chain, seq, hash) values (new.chain, 1, '\x00')
    on conflict (chain) do update set seq = c.seq + 1
    returning c.seq, c.hash into new.seq, new.prev_hash;
  new.at := clock_timestamp();
  new.hash := audit_hash(new);
  update audit_chains set hash = new.hash where chain = new.chain;
  return new;
end $$;
alter function audit_link() owner to guildhall_definer;
grant select, insert, update on audit_chains to guildhall_definer;
create trigger audit_link before insert on audit for each row execute function audit_link();

-- What breaks a chain; no row means that all are sound.
create view audit_breaks with (security_invoker = true) as
  select chain, seq,
    case when expected_seq <> seq then 'gap' when expected_hash <> prev_hash then 'unlinked' else 'edited' end as what
  from (
    select a.chain, a.seq, a.prev_hash, a.hash, audit_hash(a) as real_hash,
      coalesce(lag(a.seq) over chained, 0) + 1 as expected_seq,
      coalesce(lag(a.hash) over chained, '\x00') as expected_hash
    from audit a window chained as (partition by a.chain order by a.seq)) linked
  where expected_seq <> seq or expected_hash <> prev_hash or real_hash <> hash
  union all
  select c.chain, c.seq, 'end missing'
  from audit_chains c
  left join lateral (select a.seq, a.hash from audit a where a.chain = c.chain order by a.seq desc limit 1) last on true
  where (c.seq, c.hash) is distinct from (last.seq, last.hash)
  union all
  select a.chain, max(a.seq), 'chain unknown'
  from audit a where not exists (select from audit_chains c where c.chain = a.chain) group by a.chain;
grant select on audit_breaks to guildhall_app;
