-- The passkeys of an account: each opens it by itself, and counts as a second factor.
create table passkeys (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  -- The authenticator's own name of it.
  credential_id bytea not null unique check (length(credential_id) between 1 and 1023),
  public_key bytea not null check (length(public_key) between 1 and 4096),
  name text not null check (length(name) between 1 and 100),
  -- How often it was used, for authenticators that count: a copy is found by a number that was there before.
  counter bigint not null check (counter >= 0),
  transports text[] not null default '{}',
  device_type text not null check (device_type in ('singleDevice', 'multiDevice')),
  backed_up boolean not null,
  created_at timestamptz(3) not null default now(),
  last_used_at timestamptz(3),
  unique (user_id, name)
);
alter table passkeys enable row level security;
alter table passkeys force row level security;
create policy mine on passkeys using (user_id = asking_user());
create policy portal on passkeys using (asking_portal());
grant select, insert, delete, update (name, counter, backed_up, last_used_at) on passkeys to guildhall_app;

-- What a passkey has to sign, once and soon. Without a user it is for a sign-in: nobody knows yet whose.
create table passkey_challenges (
  challenge_hash bytea primary key check (length(challenge_hash) = 32),
  purpose text not null check (purpose in ('register', 'signIn', 'confirm', 'prove')),
  user_id uuid references users on delete cascade,
  expires_at timestamptz(3) not null default now() + interval '5 minutes',
  check ((purpose = 'signIn') = (user_id is null))
);
create index passkey_challenges_expiry on passkey_challenges (expires_at);
create index passkey_challenges_user on passkey_challenges (user_id) where user_id is not null;
alter table passkey_challenges enable row level security;
alter table passkey_challenges force row level security;
create policy mine on passkey_challenges using (user_id = asking_user());
create policy nobodys on passkey_challenges using (user_id is null);
create policy portal on passkey_challenges using (asking_portal());
grant select, insert, delete on passkey_challenges to guildhall_app;

-- The passkey that opened a session, or gave its second factor: the session ends when that is removed.
alter table sessions add column passkey_id uuid references passkeys on delete set null;
create index sessions_passkey on sessions (passkey_id) where passkey_id is not null;

-- As before, and a passkey counts as well as an authenticator app.
create or replace function note_second_factor() returns trigger language plpgsql as $$
declare
  whose uuid := case when tg_op = 'DELETE' then old.user_id else new.user_id end;
  has boolean := exists (select from authenticators a where a.user_id = whose and a.confirmed_at is not null)
    or exists (select from passkeys p where p.user_id = whose);
begin
  update users set second_factor_enabled_at = case when has then now() end
    where id = whose and (second_factor_enabled_at is not null) <> has;
  -- What a session confirmed is gone: the next factor is confirmed anew.
  if found and not has then
    update sessions set second_factor_at = null where user_id = whose and second_factor_at is not null;
  end if;
  return null;
end $$;
create trigger note_second_factor after insert or delete on passkeys
  for each row execute function note_second_factor();
