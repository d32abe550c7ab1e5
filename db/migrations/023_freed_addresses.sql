-- Addresses at which an organisation had servers and has none any more: a record that still leads there leads to whoever comes next.
-- Kept by triggers alone, and written as records write them.
create function plain_address(written text) returns text language plpgsql immutable strict as $$
begin
  return host(written::inet);
exception when invalid_text_representation then
  return lower(rtrim(written, '.')); -- a name
end $$;
alter table nodes add column plain_address text collate "C" not null generated always as (plain_address(public_address)) stored;

create table freed_addresses (
  organisation_id uuid not null references organisations on delete cascade,
  address text collate "C" not null,
  freed_at timestamptz(3) not null default now(),
  primary key (organisation_id, address)
);
alter table freed_addresses enable row level security;
alter table freed_addresses force row level security;
create policy tenant on freed_addresses using (organisation_id = asking_organisation() or asking_portal());
grant select, insert, delete on freed_addresses to guildhall_app;

-- Freed when no server of the organisation is there any more, on whichever node; had again when one is.
create function note_address(organisation uuid, at_address text) returns void language plpgsql as $$
begin
  -- Whoever decides about the same address decides after us and sees what we did: two nodes may have one address.
  perform pg_advisory_xact_lock(hashtextextended(organisation::text || at_address, 23));
  if exists (select from servers s join nodes n on n.id = s.node_id
      where s.organisation_id = organisation and n.plain_address = at_address) then
    delete from freed_addresses f where f.organisation_id = organisation and f.address = at_address;
  else
    insert into freed_addresses (organisation_id, address) values (organisation, at_address) on conflict do nothing;
  end if;
end $$;

-- Its name comes after count_servers and release_node: by then the organisation and the node are locked, so that of two servers that
-- go at once the later one sees that it was the last.
create function settle_address() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    perform note_address(old.organisation_id, n.plain_address) from nodes n where n.id = old.node_id;
  end if;
  if tg_op <> 'DELETE' then
    perform note_address(new.organisation_id, n.plain_address) from nodes n where n.id = new.node_id;
  end if;
  return null;
end $$;
create trigger settle_address after insert or delete or update of node_id on servers
  for each row execute function settle_address();

-- A node that moves frees its old address for everybody who is on it.
create function move_address() returns trigger language plpgsql as $$
begin
  perform note_address(here.organisation_id, here.address)
    from (select distinct s.organisation_id, address from servers s,
        unnest(array[old.plain_address, new.plain_address]) as address
      where s.node_id = new.id order by 1, 2) here;
  return null;
end $$;
create trigger move_address after update of public_address on nodes
  for each row when (old.plain_address <> new.plain_address) execute function move_address();
