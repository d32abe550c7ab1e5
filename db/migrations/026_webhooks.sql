-- Where an organisation has what happens in it told to other programs.
create table webhooks (
  id uuid primary key,
  organisation_id uuid not null references organisations on delete cascade,
  name text not null check (length(name) between 1 and 50),
  format text not null check (format in ('generic', 'discord', 'slack')),
  -- all of the address that is shown: the rest is as good as a password with some of those that take webhooks
  host text not null check (length(host) between 1 and 300),
  -- the address and the secret that signs, both encrypted by the application for this very row
  address bytea not null,
  secret bytea not null,
  events text[] not null,
  created_by uuid references users on delete set null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  unique (organisation_id, id)
);
create index webhooks_listed on webhooks (organisation_id, created_at, id);
create index webhooks_maker on webhooks (created_by) where created_by is not null;

alter table webhooks enable row level security;
alter table webhooks force row level security;
create policy tenant on webhooks using (organisation_id = asking_organisation() or asking_portal());
grant select, insert, delete, update (name, format, host, address, secret, events, updated_at) on webhooks to guildhall_app;

-- One event for one webhook: what is to be told, and what became of it. The rows are the queue, too.
create table deliveries (
  id uuid primary key,
  organisation_id uuid not null,
  webhook_id uuid not null,
  event text not null,
  -- who, and what it was done to: names are copied in, as in the log
  facts jsonb not null check (jsonb_typeof(facts) = 'object'),
  state text not null default 'queued' check (state in ('queued', 'sending', 'delivered', 'failed')),
  attempts integer not null default 0,
  -- when it is tried next; while it is being tried, when whoever does so counts as dead. Null when it is over
  due_at timestamptz(3) default now(),
  status integer,
  duration_ms integer,
  problem text,
  -- the beginning of what was answered
  answer text,
  created_at timestamptz(3) not null default now(),
  tried_at timestamptz(3),
  unique (organisation_id, id),
  check ((due_at is null) = (state in ('delivered', 'failed'))),
  constraint deliveries_webhook foreign key (organisation_id, webhook_id)
    references webhooks (organisation_id, id) on delete cascade
);
create index deliveries_listed on deliveries (organisation_id, webhook_id, created_at desc, id desc);
create index deliveries_due on deliveries (webhook_id, due_at) where due_at is not null;
create index deliveries_sending on deliveries (webhook_id) where state = 'sending';
create index deliveries_old on deliveries (created_at);

alter table deliveries enable row level security;
alter table deliveries force row level security;
create policy tenant on deliveries using (organisation_id = asking_organisation() or asking_portal());
grant select, insert, delete, update (state, attempts, due_at, status, duration_ms, problem, answer, tried_at) on deliveries to guildhall_app;
