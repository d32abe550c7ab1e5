-- What proving a name needs beside the zone itself.

-- When its proof was last looked for, so that the job takes those that waited longest.
alter table zones add column claim_asked_at timestamptz(3);
grant update (claim_asked_at) on zones to guildhall_app;
drop index zones_claims;
create index zones_claims on zones (claim_asked_at nulls first, claim_expires_at) where state = 'pending';
-- How the portal's administration lists all of them.
create index zones_by_name on zones (name, id);

-- A zone that the name server should answer for, the newest one, to ask it by: whoever asks for the portal's health stands in no
-- organisation. The view's owner is the one that PowerDNS's views have.
create view probed_zone as select name, serial from zones where served order by number desc limit 1;
grant create on schema public to dns_views;
alter view probed_zone owner to dns_views;
revoke create on schema public from dns_views;
grant select on probed_zone to guildhall_app;
