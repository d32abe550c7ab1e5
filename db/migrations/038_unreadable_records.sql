-- Zones with records that PowerDNS can't read: bytes of a type that it knows by name, and parameters of HTTPS and SVCB without a value
-- or with characters that it takes for something else. The application writes them anew (lib/dns/mend.ts), as a change of its own.
select set_config('app.portal', 'on', true);
insert into zone_checks (organisation_id, zone_id, due_at, mend)
  select distinct organisation_id, zone_id, now(), true from records
  where until_version is null
    and (type ~ '^TYPE(7|8|9|13|14|17|18|25|36|37|42|45|49|57|62|63|10[4-9]|32769|65402)$'
      or type in ('HTTPS', 'SVCB') and content ~ '( key\d+( |$)|[();])')
  on conflict (zone_id) do update set due_at = now(), mend = true;
