-- The activity leaves the house as it was hashed, and ends by age: a removed beginning leaves a signed checkpoint.

-- The text that a row's hash is made of, after the previous hash. An exported row carries it, so that anybody can hash it again.
create function audit_payload(entry audit) returns text language sql immutable parallel safe as $$
  select jsonb_build_array(
    entry.chain, entry.seq, extract(epoch from entry.at), entry.organisation_id, entry.user_id, entry.actor_kind,
    entry.actor_id, entry.actor_name, entry.operation, entry.target_id, entry.target_name, entry.details, entry.address
  )::text $$;
create or replace function audit_hash(entry audit) returns bytea language sql immutable parallel safe as $$
  select sha256(entry.prev_hash || convert_to(audit_payload(entry), 'UTF8')) $$;

-- The last removed row of a chain. The signature is by a key that the database doesn't have.
create table audit_checkpoints (
  chain text primary key,
  seq bigint not null,
  hash bytea not null,
  removed_at timestamptz(3) not null,
  signature bytea not null check (octet_length(signature) = 32)
);
grant select on audit_checkpoints to guildhall_app;

-- For how many days rows are kept; null means for ever.
create function audit_days(tier text) returns integer language sql immutable parallel safe as
  $$ select case tier when 'free' then 30 when 'educational' then 90 when 'paid' then 365 end $$;
-- The chains of users, of the portal, and of organisations that are gone.
create function audit_days_of_portal() returns integer language sql stable parallel safe as $$ select 365 $$;

-- From when on each chain is kept; null means from its beginning. For the portal's scope.
create view audit_kept with (security_invoker = true) as
  select c.chain, now() - make_interval(days => case when o.id is null then audit_days_of_portal() else audit_days(o.portal_tier) end)
    as kept_from
  from audit_chains c
  left join organisations o on o.id = case when c.chain like 'organisation:%' then substr(c.chain, 14)::uuid end;
grant select on audit_kept to guildhall_app, guildhall_definer;

-- Removes a chain's rows up to `up_to` and leaves the checkpoint. Only what is older than the chain is kept for: the caller's word doesn't
-- count. The caller read the row's hash, which never changes, and signed it. No writer waits for this; another removal does.
create function trim_audit(of_chain text, up_to bigint, at timestamptz, signed bytea) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  kept timestamptz := (select k.kept_from from audit_kept k where k.chain = of_chain);
  last_hash bytea;
  removed integer;
begin
  if not asking_portal() then raise exception 'only the portal removes rows of the log' using errcode = '42501'; end if;
  perform pg_advisory_xact_lock(hashtextextended('trim ' || of_chain, 0));
  select a.hash into last_hash from audit a where a.chain = of_chain and a.seq = up_to;
  if not found then return 0; end if;
  if kept is null
      or exists (select from audit a where a.chain = of_chain and a.seq <= up_to and a.at >= kept)
      or trim_audit.at not between now() - interval '5 minutes' and now() + interval '5 minutes' then
    raise exception 'this part of the log is still kept' using errcode = '42501';
  end if;
  delete from audit a where a.chain = of_chain and a.seq <= up_to;
  get diagnostics removed = row_count;
  insert into audit_checkpoints as c (chain, seq, hash, removed_at, signature)
    values (of_chain, up_to, last_hash, trim_audit.at, signed)
    on conflict (chain) do update set seq = excluded.seq, hash = excluded.hash, removed_at = excluded.removed_at,
      signature = excluded.signature;
  return removed;
end $$;
alter function trim_audit(text, bigint, timestamptz, bytea) owner to guildhall_definer;
grant select, delete on audit to guildhall_definer;
create policy trim on audit to guildhall_definer using (true);
grant select, insert, update on audit_checkpoints to guildhall_definer;

-- As before, and a chain may begin after its checkpoint. Whether that one is genuine only the application can tell.
create or replace view audit_breaks with (security_invoker = true) as
  select chain, seq,
    case when expected_seq <> seq then 'gap' when expected_hash <> prev_hash then 'unlinked' else 'edited' end as what
  from (
    select a.chain, a.seq, a.prev_hash, a.hash, audit_hash(a) as real_hash,
      coalesce(lag(a.seq) over chained, p.seq, 0) + 1 as expected_seq,
      coalesce(lag(a.hash) over chained, p.hash, '\x00') as expected_hash
    from audit a left join audit_checkpoints p on p.chain = a.chain
    window chained as (partition by a.chain order by a.seq)) linked
  where expected_seq <> seq or expected_hash <> prev_hash or real_hash <> hash
  union all
  select c.chain, c.seq, 'end missing'
  from audit_chains c
  left join audit_checkpoints p on p.chain = c.chain
  left join lateral (select a.seq, a.hash from audit a where a.chain = c.chain order by a.seq desc limit 1) last on true
  where (c.seq, c.hash) is distinct from (coalesce(last.seq, p.seq), coalesce(last.hash, p.hash))
  union all
  select a.chain, max(a.seq), 'chain unknown'
  from audit a where not exists (select from audit_chains c where c.chain = a.chain) group by a.chain;
