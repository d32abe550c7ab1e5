-- What the portal offers. No row: as it is from the start (lib/portal/features.ts).
create table features (
  name text primary key check (name ~ '^[a-z]{1,30}$'),
  enabled boolean not null
);
alter table features enable row level security;
alter table features force row level security;
-- What is offered is no secret; the portal alone decides.
create policy everybody on features for select using (true);
create policy portal on features using (asking_portal());
grant select, insert, update on features to guildhall_app;

-- Stands in the message that opens a transaction: behind a feature that is off nothing is looked up any further.
create function require_feature(wanted text) returns void language plpgsql stable as $$
begin
  if exists (select from features f where f.name = wanted and not f.enabled) then
    raise exception 'The feature % is off.', wanted using errcode = 'GH001';
  end if;
end $$;
