-- Whether a zone is served as it is stored: looked at after each change, by a job that asks the name server.
create table zone_checks (
  organisation_id uuid not null,
  zone_id uuid primary key,
  -- When to look next; null when there is nothing to look at.
  due_at timestamptz(3),
  -- Tries since the last change that came to nothing.
  tries integer not null default 0,
  -- Everything up to this version was looked at.
  checked_version bigint not null default 0,
  -- It may hold records from before that no name server can read; they are written anew first.
  mend boolean not null default false,
  -- Names that aren't answered for, the first few; the zone's own name where its transfer breaks off.
  failing text[] not null default '{}',
  failing_since timestamptz(3) check ((failing_since is null) = (failing = '{}')),
  unique (organisation_id, zone_id),
  foreign key (organisation_id, zone_id) references zones (organisation_id, id) on delete cascade
);
create index zone_checks_due on zone_checks (due_at) where due_at is not null;
create index zone_checks_failing on zone_checks (zone_id) where failing <> '{}';
alter table zone_checks enable row level security;
alter table zone_checks force row level security;
create policy tenant on zone_checks using (organisation_id = asking_organisation() or asking_portal());
grant select, insert, delete, update (due_at, tries, checked_version, mend, failing, failing_since) on zone_checks to guildhall_app;

create function note_zone_change() returns trigger language plpgsql as $$
begin
  if new.served then
    insert into zone_checks (organisation_id, zone_id, due_at) values (new.organisation_id, new.id, now())
      on conflict (zone_id) do update set due_at = now(), tries = 0;
  else
    update zone_checks set due_at = null, failing = '{}', failing_since = null where zone_id = new.id and not mend;
  end if;
  return null;
end $$;
create trigger zone_changed after update of version, served on zones for each row
  when (old.version <> new.version or old.served <> new.served) execute function note_zone_change();

-- Whether there is one at all: whoever asks for the portal's health stands in no organisation.
create policy name_server on zone_checks for select to dns_views using (failing <> '{}');
grant select on zone_checks to dns_views;
create view failing_zones as select count(*) as failing from zone_checks where failing <> '{}';
grant create on schema public to dns_views;
alter view failing_zones owner to dns_views;
revoke create on schema public from dns_views;
grant select on failing_zones to guildhall_app;
