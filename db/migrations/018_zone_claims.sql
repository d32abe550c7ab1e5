-- What proving a name needs beside the zone itself.

-- When its proof was last looked for, so that the job takes those that waited longest.
alter table zones add column claim_asked_at timestamptz(3);
grant update (claim_asked_at) on zones to guildhall_app;
drop index zones_claims;
create index zones_claims on zones (claim_asked_at nulls first, claim_expires_at) where state = 'pending';
-- How the portal's administration lists all of them.
create index zones_by_name on zones (name, id);

-- A zone that the name server should answer for, the newest one, to ask it by: nobody stands in an organisation who asks for the
-- portal's health.
create function probed_zone() returns table (name text, serial bigint)
language sql stable security definer set search_path = public, pg_temp as
  $$ select z.name, z.serial from zones z where z.served order by z.number desc limit 1 $$;
grant create on schema public to dns_views;
alter function probed_zone() owner to dns_views;
revoke create on schema public from dns_views;
revoke execute on function probed_zone() from public;
grant execute on function probed_zone() to guildhall_app;
