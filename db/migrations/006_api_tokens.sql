-- Tokens for programs. One of reach `organisation` works in that organisation alone and goes with the membership; one of reach
-- `account` works wherever its user does, and its home organisation serves the calls that name none.
create table api_tokens (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  reach text not null check (reach in ('organisation', 'account')),
  organisation_id uuid,
  home_organisation_id uuid,
  name text not null check (length(name) between 1 and 100),
  token_hash bytea not null unique check (length(token_hash) = 32),
  -- null: all that the user's role has, whatever it becomes
  permissions text[],
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  check ((reach = 'organisation') = (organisation_id is not null)),
  check (reach = 'account' or home_organisation_id is null),
  constraint api_tokens_membership foreign key (organisation_id, user_id)
    references members (organisation_id, user_id) on delete cascade,
  constraint api_tokens_home foreign key (home_organisation_id, user_id)
    references members (organisation_id, user_id) on delete set null (home_organisation_id)
);
create index api_tokens_user on api_tokens (user_id, created_at desc);
create index api_tokens_organisation on api_tokens (organisation_id, created_at desc) where organisation_id is not null;
create index api_tokens_home on api_tokens (home_organisation_id) where home_organisation_id is not null;

alter table api_tokens enable row level security;
alter table api_tokens force row level security;
create policy tenant on api_tokens using (organisation_id = asking_organisation() or asking_portal());
create policy mine on api_tokens for select using (user_id = asking_user());
create policy own on api_tokens using (user_id = asking_user() and organisation_id is null);
-- Whoever resets their password ends their tokens everywhere, in whichever organisation they open.
create policy own_end on api_tokens for delete using (user_id = asking_user());
-- Opens one row before anybody is known, and lets its last use be noted.
create policy by_secret on api_tokens for select using (token_hash = asking_secret());
create policy by_secret_use on api_tokens for update using (token_hash = asking_secret()) with check (token_hash = asking_secret());

grant select, insert, delete, update (last_used_at) on api_tokens to guildhall_app;

alter table audit drop constraint audit_actor_kind_check;
alter table audit add constraint audit_actor_kind_check check (actor_kind in ('user', 'token', 'system', 'stranger'));

-- Whose token this is. Notes its use, at most once a minute. No row: unknown, expired, or the account is disabled.
create function enter_token(secret bytea)
returns table (id uuid, "userId" uuid, name text, email text, verified boolean, "tokenName" text, reach text,
  "organisationId" uuid, permissions text[])
language plpgsql as $$
#variable_conflict use_column
begin
  perform set_config('app.user_id', '', true), set_config('app.organisation_id', '', true),
    set_config('app.portal', '', true), set_config('app.secret', encode(secret, 'hex'), true);
  update api_tokens t set last_used_at = now()
    where t.token_hash = secret and (t.last_used_at is null or t.last_used_at < now() - interval '1 minute');
  return query
    select t.id, t.user_id, u.name, u.email, u.email_verified_at is not null, t.name, t.reach,
      coalesce(t.organisation_id, t.home_organisation_id), t.permissions
    from api_tokens t join users u on u.id = t.user_id
    where t.token_hash = secret and (t.expires_at is null or t.expires_at > now()) and u.disabled_at is null;
end $$;
