-- What an account is at a provider of the portal's, such as GitHub: whoever signs in there may sign in here.
create table identities (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users on delete cascade,
  provider text not null check (provider ~ '^[a-z]{1,20}$'),
  -- Where that provider is: a subject means nothing at another one.
  issuer text not null check (length(issuer) between 1 and 500),
  subject text not null check (length(subject) between 1 and 255),
  -- SHA-256 of the three: opens this one row before anybody is known.
  key_hash bytea not null unique check (length(key_hash) = 32),
  -- The address there, to be recognised by; nobody is found by it.
  address text check (length(address) between 1 and 254),
  linked_at timestamptz(3) not null default now(),
  last_used_at timestamptz(3),
  unique (user_id, provider, issuer)
);
alter table identities enable row level security;
alter table identities force row level security;
create policy mine on identities using (user_id = asking_user());
create policy portal on identities using (asking_portal());
create policy by_secret on identities for select using (key_hash = asking_secret());
grant select, insert, delete, update (address, last_used_at) on identities to guildhall_app;

-- Which provider a session was signed in by, where it was one.
alter table sessions add column provider text check (provider ~ '^[a-z]{1,20}$');

-- Links that sign in.
do $$
declare
  present text;
begin
  select pg_get_expr(conbin, conrelid) into present from pg_constraint where conname = 'verification_tokens_purpose_check';
  execute format('alter table verification_tokens drop constraint verification_tokens_purpose_check,
    add constraint verification_tokens_purpose_check check (%s or purpose = ''signInLink'')', present);
  select pg_get_expr(conbin, conrelid) into present from pg_constraint where conname = 'mails_kind_check';
  execute format('alter table mails drop constraint mails_kind_check, add constraint mails_kind_check check (%s
    or kind = ''signInLink'')', present);
end $$;
