-- What PowerDNS reads and writes (its gpgsql backend, 4.7 and later): views in its own form over the zones, and tables of its
-- own for keys and metadata. The role `pdns` sees zones that are served, and nothing else of this database.
create schema pdns;

-- The views' owner looks across organisations, at zones that are served, for reading and one column.
create policy name_server on zones for select to dns_views using (served);
create policy name_server_notified on zones for update to dns_views using (served);
create policy name_server on records for select to dns_views using (until_version is null);
create policy name_server on empty_names for select to dns_views using (true);
grant select, update (notified_serial) on zones to dns_views;
grant select on records, empty_names to dns_views;

create view pdns.domains as
  select number as id, name, null::text as master, null::integer as last_check, 'MASTER'::text as type, notified_serial,
    null::text as account, null::text as options, null::text as catalog
  from public.zones where served and state = 'active';

-- An NS below another delegation is hidden: PowerDNS would refer to it, and give it a place among the signed names of a
-- transfer, though the delegation above it is where this zone ends.
create view pdns.records as
  select r.id, r.zone_number as domain_id, r.name, r.type,
    case when r.type in ('MX', 'SRV') then substr(r.content, strpos(r.content, ' ') + 1) else r.content end as content, r.ttl,
    case when r.type in ('MX', 'SRV') then split_part(r.content, ' ', 1)::integer end as prio,
    false as disabled, r.ordername, r.auth
  from public.records r join public.zones z on z.number = r.zone_number
  where r.until_version is null and z.served and (r.type <> 'NS' or r.ordername is not null)
  union all
  select -number, number, name, 'SOA',
    concat_ws(' ', primary_server, contact, serial, refresh, retry, expire, minimum), ttl, null, false, '', true
  from public.zones where served and state = 'active'
  union all
  select null, e.zone_number, e.name, null, null, null, null, false, null, e.auth
  from public.empty_names e join public.zones z on z.number = e.zone_number where z.served;

create view pdns.comments as
  select 0 as id, 0 as domain_id, ''::text as name, ''::text as type, 0 as modified_at, ''::text as account, ''::text as comment
  where false;

create table pdns.cryptokeys (
  id serial primary key,
  domain_id integer not null references public.zones (number) on delete cascade,
  flags integer not null,
  active boolean,
  published boolean default true,
  content text
);
create index cryptokeys_domain on pdns.cryptokeys (domain_id);
create table pdns.domainmetadata (
  id serial primary key,
  domain_id integer not null references public.zones (number) on delete cascade,
  kind varchar(32),
  content text
);
create index domainmetadata_domain on pdns.domainmetadata (domain_id);
create table pdns.tsigkeys (
  id serial primary key,
  name varchar(255) not null check (name = lower(name)),
  algorithm varchar(50) not null,
  secret varchar(255) not null,
  unique (name, algorithm)
);
create table pdns.supermasters (
  ip inet not null,
  nameserver varchar(255) not null,
  account varchar(40) not null,
  primary key (ip, nameserver)
);

grant create on schema pdns to dns_views;
alter view pdns.domains owner to dns_views;
alter view pdns.records owner to dns_views;
alter view pdns.comments owner to dns_views;
revoke create on schema pdns from dns_views;

grant usage on schema pdns to pdns;
grant select on pdns.domains, pdns.records, pdns.comments to pdns;
grant update (notified_serial) on pdns.domains to pdns;
grant select on pdns.tsigkeys, pdns.supermasters to pdns;
grant select, insert, update, delete on pdns.cryptokeys, pdns.domainmetadata to pdns;
grant usage on pdns.cryptokeys_id_seq, pdns.domainmetadata_id_seq to pdns;
