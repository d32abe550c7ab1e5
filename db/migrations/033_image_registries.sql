-- Registries that images of servers may come from, beside those that the environment names (IMAGE_REGISTRIES).
create table image_registries (
  name text collate "C" primary key check (length(name) between 1 and 260 and name = lower(name) and name !~ '[\s/]')
);
alter table image_registries enable row level security;
alter table image_registries force row level security;
-- What is allowed is no secret; the portal alone decides.
create policy everybody on image_registries for select using (true);
create policy portal on image_registries using (asking_portal());
grant select, insert, delete on image_registries to guildhall_app;
