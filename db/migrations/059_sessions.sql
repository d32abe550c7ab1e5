select set_config('app.portal', 'on', true);

-- What a session shows about itself: the browser and system that began it, by our own names or null, and its last use.
alter table sessions add column browser text, add column system text, add column last_address text;
alter table sessions add column used_at timestamptz(3) not null default now();
update sessions set used_at = greatest(created_at, expires_at - interval '30 days'), last_address = address;
-- Of the link that ends this session alone, in the mail about its sign-in.
alter table sessions add column end_token_hash bytea unique check (length(end_token_hash) = 32);

-- The browsers that have signed in to an account, by their cookie. Hashed with the account, so that two accounts of one browser don't tell.
create table known_devices (
  user_id uuid not null references users on delete cascade,
  device_hash bytea not null check (length(device_hash) = 32),
  first_seen_at timestamptz(3) not null default now(),
  last_seen_at timestamptz(3) not null default now(),
  primary key (user_id, device_hash)
);
create index known_devices_age on known_devices (last_seen_at);
alter table known_devices enable row level security;
alter table known_devices force row level security;
create policy mine on known_devices using (user_id = asking_user());
create policy portal on known_devices using (asking_portal());
grant select, insert, delete, update (last_seen_at) on known_devices to guildhall_app;

-- Nobody is told about the first sign-in of an account. Accounts that exist have signed in already.
alter table users add column has_signed_in boolean not null default true;
alter table users alter column has_signed_in set default false;
alter table users add column sign_in_mails boolean not null default true;

-- A mail about a sign-in keeps what it says: the session may have ended before it is sent.
alter table mails add column sign_in jsonb;
do $$
declare
  present text;
begin
  select pg_get_expr(conbin, conrelid) into present from pg_constraint where conname = 'mails_kind_check';
  execute format('alter table mails drop constraint mails_kind_check, add constraint mails_kind_check check (%s
    or kind = ''newDevice'')', present);
end $$;
alter table mails add constraint mails_sign_in_check check ((kind = 'newDevice') = (sign_in is not null));

-- An account's own log, newest first.
create index audit_user on audit (user_id, at desc, seq desc) where user_id is not null;
