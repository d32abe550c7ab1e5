-- When whoever uses the session last proved who they are: by signing in, or by being asked again before something dangerous.
alter table sessions add column proved_at timestamptz(3) not null default now();
update sessions set proved_at = created_at;
