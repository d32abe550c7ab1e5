-- Through what an organisation sends things itself: so far its own mail servers.
create table notification_providers (
  id uuid primary key,
  organisation_id uuid not null references organisations on delete cascade,
  kind text not null check (kind in ('email')),
  name text not null check (length(name) between 1 and 50),
  -- all that isn't secret: for e-mail host, port, encryption, user name, sender, and who gets the test mails
  settings jsonb not null check (jsonb_typeof(settings) = 'object'),
  -- the password, encrypted by the application for this very row; null where none is needed
  secret bytea,
  created_by uuid references users on delete set null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  unique (organisation_id, id)
);
create index notification_providers_listed on notification_providers (organisation_id, created_at, id);
create index notification_providers_maker on notification_providers (created_by) where created_by is not null;

alter table notification_providers enable row level security;
alter table notification_providers force row level security;
create policy tenant on notification_providers using (organisation_id = asking_organisation() or asking_portal());
grant select, insert, delete, update (name, settings, secret, updated_at) on notification_providers to guildhall_app;

-- Sent by the organisation's own mail server: it counts for what an address gets and for how its invitation fares, and isn't
-- the portal's to send or to show.
alter table mails add column by_provider boolean not null default false;
