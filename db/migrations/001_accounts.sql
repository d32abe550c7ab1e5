-- Who is asking. The kernel sets these for one transaction; unset means nobody, nowhere.
create function asking_user() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.user_id', true), '')::uuid $$;
create function asking_organisation() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.organisation_id', true), '')::uuid $$;
create function asking_portal() returns boolean language sql stable parallel safe as
  $$ select coalesce(current_setting('app.portal', true), '') = 'on' $$;
-- The SHA-256 of a link's token: it opens one row before anybody is known.
create function asking_secret() returns bytea language sql stable parallel safe as
  $$ select decode(nullif(current_setting('app.secret', true), ''), 'hex') $$;

-- All instants are timestamptz(3): milliseconds are what a JavaScript Date holds, so a cursor made from one is exact.

-- The deployment itself. One row; its lock lets exactly one set-up through.
create table portal (
  one boolean primary key default true check (one),
  set_up_at timestamptz(3)
);
insert into portal default values;

create table users (
  id uuid primary key default gen_random_uuid(),
  email text not null unique check (email = lower(email) and length(email) between 3 and 254),
  email_verified_at timestamptz(3),
  name text not null check (length(name) between 1 and 100),
  password_hash text,
  portal_admin boolean not null default false,
  -- Since when the account has a second factor; a session then needs one of its own.
  second_factor_enabled_at timestamptz(3),
  disabled_at timestamptz(3),
  -- At most one, and only where one is a member: the key to members comes with that table.
  default_organisation_id uuid,
  created_at timestamptz(3) not null default now()
);

create table sessions (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique check (length(token_hash) = 32),
  user_id uuid not null references users on delete cascade,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  second_factor_at timestamptz(3),
  active_organisation_id uuid
);
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at);

-- Links that prove an address: the token is made from the id, the row keeps its hash alone.
create table verification_tokens (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  purpose text not null check (purpose in ('verify', 'reset')),
  token_hash bytea not null unique check (length(token_hash) = 32),
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);
create index verification_tokens_user on verification_tokens (user_id);
create index verification_tokens_expiry on verification_tokens (expires_at);

-- Shape prescribed by rate-limiter-flexible.
create table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
create index rate_limits_expiry on rate_limits (expire);

grant select, update on portal to guildhall_app;
grant select, insert, update, delete on users, sessions, verification_tokens, rate_limits to guildhall_app;
