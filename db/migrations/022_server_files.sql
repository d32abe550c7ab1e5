-- A server's files, what is kept of them, what happens to them by the clock, and how nodes are cleaned.

alter table servers
  -- Where its files are; null: in the volume that it was made with. A restored backup is a volume of its own.
  add column volume text check (length(volume) <= 100),
  add column volume_bytes bigint check (volume_bytes >= 0),
  add column measured_at timestamptz(3),
  -- The backup that is being put in the place of its files, and what the server was to do before that.
  add column restoring uuid,
  add column restore_then text check (restore_then in ('running', 'stopped'));
grant update (volume, volume_bytes, measured_at, restoring, restore_then) on servers to guildhall_app;

alter table nodes add column measured_at timestamptz(3) not null default '-infinity';
grant update (measured_at) on nodes to guildhall_app;

-- Each lies in a volume of its own on the server's node.
create table backups (
  id uuid primary key,
  organisation_id uuid not null references organisations on delete cascade,
  server_id uuid not null,
  scheduled boolean not null,
  state text not null default 'queued' check (state in ('queued', 'saving', 'kept', 'failed', 'deleting')),
  -- Of the packed file; while it is being made, what is written so far.
  bytes bigint not null default 0,
  sha256 text,
  problem text,
  claimed_until timestamptz(3),
  -- Copied in: who made it may have left.
  made_by text not null check (length(made_by) <= 300),
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  unique (organisation_id, id),
  foreign key (organisation_id, server_id) references servers (organisation_id, id) on delete cascade
);
create index backups_server on backups (organisation_id, server_id, created_at);
create index backups_unfinished on backups (created_at) where state in ('queued', 'saving', 'deleting');

create table server_schedules (
  organisation_id uuid not null references organisations on delete cascade,
  server_id uuid not null,
  action text not null check (action in ('restart', 'backup')),
  every text not null check (every in ('day', 'week')),
  -- 1: Monday
  weekday smallint check (weekday between 1 and 7),
  -- Minutes after midnight, by the clocks of that zone.
  at_minute smallint not null check (at_minute between 0 and 1439),
  time_zone text not null check (length(time_zone) <= 64),
  next_at timestamptz(3) not null,
  last_at timestamptz(3),
  outcome text check (length(outcome) <= 300),
  primary key (organisation_id, server_id, action),
  check ((every = 'week') = (weekday is not null)),
  foreign key (organisation_id, server_id) references servers (organisation_id, id) on delete cascade
);
create index server_schedules_due on server_schedules (next_at);

do $$
declare each text;
begin
  foreach each in array array['backups', 'server_schedules'] loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    execute format('create policy tenant on %I using (organisation_id = asking_organisation() or asking_portal())', each);
    execute format('grant select, insert, update, delete on %I to guildhall_app', each);
  end loop;
end $$;

-- How a node is cleaned, and what the last time freed. An organisation says it for its dedicated nodes, the portal for shared ones.
create table node_cleanups (
  node_id uuid primary key references nodes on delete cascade,
  policy text not null default 'off' check (policy in ('off', 'daily', 'weekly')),
  next_at timestamptz(3),
  last_at timestamptz(3),
  freed_bytes bigint check (freed_bytes >= 0),
  removed integer check (removed >= 0),
  problem text check (length(problem) <= 1000)
);
create index node_cleanups_due on node_cleanups (next_at) where policy <> 'off';
alter table node_cleanups enable row level security;
alter table node_cleanups force row level security;
create policy portal on node_cleanups using (asking_portal());
create policy dedicated on node_cleanups to guildhall_app using (asking_organisation() is not null and exists (
  select from nodes where nodes.id = node_id and nodes.dedicated_to = asking_organisation()));
grant select, insert (node_id, policy, next_at),
  update (policy, next_at, last_at, freed_bytes, removed, problem) on node_cleanups to guildhall_app;

-- Images that this portal fetched: only those does it ever remove, for an engine may serve others too.
create table node_images (
  node_id uuid not null references nodes on delete cascade,
  image_id text not null check (length(image_id) <= 200),
  reference text not null check (length(reference) <= 255),
  fetched_at timestamptz(3) not null default now(),
  primary key (node_id, image_id, reference)
);
alter table node_images enable row level security;
alter table node_images force row level security;
create policy portal on node_images using (asking_portal());
grant select, insert, update (fetched_at), delete on node_images to guildhall_app;
