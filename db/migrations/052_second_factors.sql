-- The authenticator app of an account: one at most. Until its first code is given it is being set up, and counts for nothing.
create table authenticators (
  user_id uuid primary key references users on delete cascade,
  -- Sealed.
  secret bytea not null,
  created_at timestamptz(3) not null default now(),
  confirmed_at timestamptz(3),
  -- The number of the last 30 seconds whose code was accepted: neither it nor an earlier one is accepted again.
  last_step bigint not null default 0,
  last_used_at timestamptz(3)
);
alter table authenticators enable row level security;
alter table authenticators force row level security;
create policy mine on authenticators using (user_id = asking_user());
create policy portal on authenticators using (asking_portal());
grant select, insert, delete, update (secret, created_at, confirmed_at, last_step, last_used_at) on authenticators to guildhall_app;

-- For whoever lost the second factor. Each works once.
create table recovery_codes (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  code_hash bytea not null check (length(code_hash) = 32),
  created_at timestamptz(3) not null default now(),
  used_at timestamptz(3),
  unique (user_id, code_hash)
);
alter table recovery_codes enable row level security;
alter table recovery_codes force row level security;
create policy mine on recovery_codes using (user_id = asking_user());
create policy portal on recovery_codes using (asking_portal());
grant select, insert, delete, update (used_at) on recovery_codes to guildhall_app;

-- users.second_factor_enabled_at says since when an account has a second factor: an authenticator app that is set up.
-- Kept by the database, so nothing that adds or removes one can forget it. Whoever writes has locked the account.
create function note_second_factor() returns trigger language plpgsql as $$
declare
  whose uuid := case when tg_op = 'DELETE' then old.user_id else new.user_id end;
  has boolean := exists (select from authenticators a where a.user_id = whose and a.confirmed_at is not null);
begin
  update users set second_factor_enabled_at = case when has then now() end
    where id = whose and (second_factor_enabled_at is not null) <> has;
  -- What a session confirmed is gone: the next factor is confirmed anew.
  if found and not has then
    update sessions set second_factor_at = null where user_id = whose and second_factor_at is not null;
  end if;
  return null;
end $$;
create trigger note_second_factor after insert or delete or update of confirmed_at on authenticators
  for each row execute function note_second_factor();

-- Whether the session that created a token had its second factor: one without opens nothing that requires one.
alter table api_tokens add column second_factor boolean not null default false;
